/** The world in which every route is called: three organisations, one caller of each kind, and objects made on demand. */
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { makeFirstAdministrator } from '../../server/src/commands/settings/first-administrator.ts';
import { mailAsAlert } from '../../server/src/connectors/mail/intake.ts';
import { type Catalogue, openCatalogue } from '../../server/src/engine/catalogue/catalogue.ts';
import { createNeurons } from '../../server/src/engine/neurons.ts';
import { createRefusingRunner } from '../../server/src/engine/runner/runner.ts';
import { testIdentities } from '../../server/src/engine/testing.ts';
import { createTrials } from '../../server/src/engine/try-neuron.ts';
import { somePlatformKnowledge } from '../support/attack.ts';
import { someField } from '../support/triage.ts';
import { buildWire, type Person, type Wire } from '../support/wire.ts';
import { someNeuron } from '../support/work.ts';
import { analyzerName, createMakers, fieldName, type Makers, partnerName, responderName } from './makers.ts';

/** Who calls. The stranger administers an organisation that has nothing to do with the first one. */
export const roles = ['nobody', 'reader', 'stranger', 'platformAdmin', 'analyst', 'orgAdmin'] as const;

/** One of them. */
export type Role = (typeof roles)[number];

/** What the matrix works with. */
export interface MatrixWorld {
  readonly wire: Wire;
  /** Where the server listens, for routes that stay open. */
  readonly address: string;
  readonly people: Readonly<Record<Exclude<Role, 'nobody'>, Person>>;
  readonly make: Makers;
  release(): Promise<void>;
}

/** A server whose every part is there, over a catalogue of the bundled neurons. */
export async function buildFullWire(): Promise<{ readonly wire: Wire; readonly catalogue: Catalogue }> {
  const bundled = fileURLToPath(new URL('../../neurons', import.meta.url));
  const catalogue = await openCatalogue({ sources: [bundled] });
  const wire = await buildWire({
    requests: 1_000,
    services({ commands }, world) {
      const neurons = createNeurons({
        catalogue,
        commands,
        // In clear, so that what must not be told would be found.
        seal: { seal: (clear) => clear, open: (sealed) => sealed },
        defaults: { cacheMinutes: 10, timeoutMinutes: 30 },
        prepare: () => undefined,
        environmentOf: async () => ({ state: 'none', step: undefined, reason: undefined, log: [] }),
      });
      return {
        readMail: (mail) => mailAsAlert(commands.files, mail),
        makeAdministrator: (who) => makeFirstAdministrator(commands, world.organisations, who),
        neuron: (id) => catalogue.current().entries.get(id)?.definition,
        definitions: () => [...catalogue.current().entries.values()].map(({ definition }) => definition),
        neurons,
        tryNeuron: createTrials({
          catalogue,
          commands,
          // Who may try is looked at here, not what comes of it.
          execution: {
            runner: createRefusingRunner('Nothing runs here'),
            identities: testIdentities(),
            jobsFolder: tmpdir(),
            pythonFor: async () => undefined,
          },
          limits: {},
          settings: neurons.settingsToTry,
        }),
      };
    },
  });
  await somePlatformKnowledge(wire.world, analyzerName);
  return { wire, catalogue };
}

/** Builds the world. */
export async function buildMatrixWorld(): Promise<MatrixWorld> {
  const { wire, catalogue } = await buildFullWire();
  const { world } = wire;
  const { first, admin } = world.organisations;
  await world.organisation(partnerName, first);
  const other = await world.organisation('other');
  await someField(world, fieldName);
  const people = {
    reader: await wire.person(first, 'read-only', 'reader@main.test'),
    analyst: await wire.person(first, 'analyst', 'analyst@main.test'),
    orgAdmin: await wire.person(first, 'org-admin', 'lead@main.test'),
    platformAdmin: await wire.person(admin, 'admin', 'platform@admin.test'),
    stranger: await wire.person(other, 'org-admin', 'stranger@other.test'),
  };
  const maker = await wire.person(first, 'org-admin', 'maker@main.test');
  for (const owner of [maker, people.stranger]) {
    await someNeuron(world, owner, 'analyzer', { name: analyzerName });
    await someNeuron(world, owner, 'responder', { name: responderName });
  }
  return {
    wire,
    address: await wire.server.listen({ port: 0, host: '127.0.0.1' }),
    people,
    make: createMakers(wire, maker),
    async release() {
      catalogue.close();
      await wire.release();
    },
  };
}
