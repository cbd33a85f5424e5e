/**
 * The Cortex servers that are attached: looked at regularly, so that their neurons stand among those of the organisations that may
 * use them, and spoken with when one of these is run. One that is away keeps its neurons, tells why, and concerns nobody else.
 */
import { type CommandCall, type CommandDependencies, runCommand } from '../../commands/frame/command.ts';
import {
  createCortexServer,
  deleteCortexServer,
  findCortexServer,
  noteCortexServer,
  updateCortexServer,
} from '../../commands/run/cortex-server-commands.ts';
import { setServerNeurons } from '../../commands/run/server-neurons.ts';
import { systemActor } from '../../commands/settings/first-start.ts';
import { adminOrganisation } from '../../model/actor.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { ConfigurationSeal } from '../neurons.ts';
import { type CortexClient, createCortexClient } from './client.ts';
import { lookAt, type OfferedNeuron } from './offered.ts';

/** What can be done with attached servers. */
export interface CortexServers {
  /** Attaches a server (`name`, `address`, `apiKey`, …) and looks at it. */
  create(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Changes a server (`id`) and looks at it. */
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Takes a server (`id`) off, with its neurons. */
  remove(call: CommandCall, id: string): Promise<void>;
  /** Looks at a server (`id`) now. */
  check(call: CommandCall, id: string): Promise<void>;
  /** Looks at all of them. */
  checkAll(): Promise<void>;
  /** The server of a run (digits of its id); undefined when it cannot be used any more. */
  connect(id: string): Promise<{ readonly name: string; readonly client: CortexClient } | undefined>;
}

/** What servers need. */
export interface CortexServersDependencies {
  readonly commands: CommandDependencies;
  readonly seal: ConfigurationSeal;
  /** Internal networks that the settings allow. */
  readonly networks: readonly string[];
  readonly report: (error: unknown) => void;
}

interface Organisation {
  readonly id: string;
  readonly name: string;
}

interface Server {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly owner: Organisation;
  /** Digits of the ids of those that may use it; none: all. It matters for servers of the platform alone. */
  readonly organisations: readonly string[];
  readonly client: CortexClient;
}

/** Every network: a server that the platform calls internal may stand anywhere. */
const anywhere: readonly string[] = ['0.0.0.0/0', '::/0'];
/** Longest API key, in characters. */
const longestKey = 512;

/** The servers of an instance. */
export function createCortexServers(dependencies: CortexServersDependencies): CortexServers {
  const { commands } = dependencies;
  const sealed = (raw: RawObject): RawObject => {
    const { apiKey } = raw;
    if (typeof apiKey !== 'string' || apiKey === '' || apiKey.length > longestKey) return raw;
    return { ...raw, apiKey: { sealed: dependencies.seal.seal(apiKey) } };
  };
  return {
    async create(call, raw) {
      const made = await runCommand(commands, createCortexServer, sealed(raw), call);
      await check(dependencies, made.id);
      return made;
    },
    async update(call, raw) {
      await runCommand(commands, updateCortexServer, sealed(raw), call);
      const { id } = await runCommand(
        commands,
        findCortexServer,
        { id: raw.id },
        { ...call, basedOnVersion: undefined },
      );
      await check(dependencies, id);
    },
    async remove(call, id) {
      await runCommand(commands, deleteCortexServer, { id }, call);
      await removeOrphans(dependencies);
    },
    async check(call, reference) {
      const { id } = await runCommand(commands, findCortexServer, { id: reference }, call);
      await check(dependencies, id);
    },
    async checkAll() {
      await removeOrphans(dependencies);
      const { rows } = await commands.database.read(
        { role: 'worker' },
        { name: 'cortex_server_ids', sql: 'select id from skep.cortex_server order by id', parameters: [] },
      );
      // One that does not answer keeps only itself waiting.
      const looks = rows.map(({ id }) => check(dependencies, String(id)).catch(dependencies.report));
      await Promise.all(looks);
    },
    async connect(id) {
      const server = await readServer(dependencies, id);
      return server?.active === true ? server : undefined;
    },
  };
}

async function readServer(
  { commands, seal, networks }: CortexServersDependencies,
  id: string,
): Promise<Server | undefined> {
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      name: 'cortex_server',
      sql: `select s.*, o.name as owner from skep.cortex_server s join skep.organisation o on o.id = s.organisation_id where s.id = $1`,
      parameters: [id],
    },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const key = isRawObject(row.api_key) ? row.api_key.sealed : undefined;
  const authority = row.certificate_authority;
  return {
    id,
    name: String(row.name),
    active: row.active === true,
    owner: { id: String(row.organisation_id), name: String(row.owner) },
    organisations: Array.isArray(row.organisations)
      ? row.organisations.map((one) => String(one).slice(1))
      : [],
    client: createCortexClient({
      address: String(row.address),
      apiKey: typeof key === 'string' ? seal.open(key) : '',
      networks: row.internal === true ? anywhere : networks,
      verifyCertificate: row.verify_certificate === true,
      certificateAuthority: typeof authority === 'string' ? authority : undefined,
    }),
  };
}

/** Looks at a server, notes how it is, and gives its neurons to those who may use it. */
async function check(dependencies: CortexServersDependencies, id: string): Promise<void> {
  const server = await readServer(dependencies, id);
  if (server === undefined) return;
  const look = server.active
    ? await lookAt(server.client)
    : { status: 'Unknown', reason: undefined, version: undefined, neurons: [] };
  const state = {
    id,
    status: look.status,
    statusReason: look.reason ?? null,
    ...(look.version === undefined ? {} : { cortexVersion: look.version }),
    ...(look.neurons === undefined ? {} : { neuronCount: look.neurons.length }),
  };
  await asSystem(dependencies, server.owner, noteCortexServer, state);
  if (look.neurons !== undefined) await give(dependencies, server, look.neurons);
}

/** Only organisations for which something has changed are written to. */
async function give(
  dependencies: CortexServersDependencies,
  server: Server,
  neurons: readonly OfferedNeuron[],
): Promise<void> {
  const users = new Map((await usersOf(dependencies, server)).map((user) => [user.id, user]));
  const present = await presentNeurons(dependencies, server.id);
  const wanted = sketchOf(neurons);
  const { id: serverId, name: cortexId } = server;
  for (const [id, { organisation, sketch }] of present) {
    const own = users.has(id) ? neurons : [];
    if (sketch !== sketchOf(own))
      await asSystem(dependencies, organisation, setServerNeurons, { serverId, cortexId, neurons: own });
  }
  for (const user of users.values())
    if (!present.has(user.id) && wanted !== sketchOf([]))
      await asSystem(dependencies, user, setServerNeurons, { serverId, cortexId, neurons });
}

/** A server of the platform is for all organisations that it names, or all there are; another for that which attached it. */
async function usersOf(
  { commands }: CortexServersDependencies,
  { owner, organisations }: Server,
): Promise<readonly Organisation[]> {
  if (owner.name !== adminOrganisation) return [owner];
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      name: 'users_of_cortex_server',
      sql: `select id, name from skep.organisation where name <> $1 and (cardinality($2::bigint[]) = 0 or id = any($2)) order by id`,
      parameters: [adminOrganisation, organisations],
    },
  );
  return rows.map(({ id, name }) => ({ id: String(id), name: String(name) }));
}

interface PresentNeurons {
  readonly organisation: Organisation;
  readonly sketch: string;
}

/** What organisations have of a server, by the digits of their ids. */
async function presentNeurons(
  { commands }: CortexServersDependencies,
  serverId: string,
): Promise<ReadonlyMap<string, PresentNeurons>> {
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      name: 'present_neurons_of_server',
      sql: `select o.id, o.name as organisation, n.name, n.kind, n.definition_id, n.data_types, n.server_facts
        from skep.enabled_neuron n join skep.organisation o on o.id = n.organisation_id where n.cortex_server_id = $1`,
      parameters: [serverId],
    },
  );
  return new Map(
    [...Map.groupBy(rows, (row) => String(row.id))].map(([id, own]) => [
      id,
      {
        organisation: { id, name: String(own[0]?.organisation) },
        sketch: sketchOf(
          own.map((row) => ({
            name: String(row.name),
            kind: row.kind,
            definitionId: row.definition_id,
            dataTypes: row.data_types,
            facts: row.server_facts,
          })),
        ),
      },
    ]),
  );
}

interface Sketched {
  readonly name: string;
  readonly kind: unknown;
  readonly definitionId: unknown;
  readonly dataTypes: unknown;
  readonly facts: unknown;
}

/** Equal for neurons that are the same in all that is stored of them, whatever their order. */
function sketchOf(neurons: readonly Sketched[]): string {
  const lines = neurons.map(({ name, kind, definitionId, dataTypes, facts }) =>
    JSON.stringify([
      name,
      kind,
      definitionId,
      Array.isArray(dataTypes) ? [...new Set(dataTypes.map(String))].sort() : [],
      Object.entries(isRawObject(facts) ? facts : {}).sort(([one], [other]) => (one < other ? -1 : 1)),
    ]),
  );
  return lines.sort().join('\n');
}

/** Neurons of servers that are attached no more. */
async function removeOrphans(dependencies: CortexServersDependencies): Promise<void> {
  const { rows } = await dependencies.commands.database.read(
    { role: 'worker' },
    {
      name: 'neurons_without_server',
      sql: `select distinct o.id, o.name, n.cortex_server_id, n.cortex_id from skep.enabled_neuron n
        join skep.organisation o on o.id = n.organisation_id where n.cortex_server_id is not null
        and not exists (select from skep.cortex_server s where s.id = n.cortex_server_id)`,
      parameters: [],
    },
  );
  for (const { id, name, cortex_server_id: serverId, cortex_id: cortexId } of rows)
    await asSystem(dependencies, { id: String(id), name: String(name) }, setServerNeurons, {
      serverId,
      cortexId,
      neurons: [],
    });
}

function asSystem<I>(
  { commands }: CortexServersDependencies,
  organisation: Organisation,
  command: Parameters<typeof runCommand<I, void>>[1],
  raw: RawObject,
): Promise<void> {
  return runCommand(commands, command, raw, {
    actor: systemActor(organisation),
    requestId: 'cortex-servers',
  });
}
