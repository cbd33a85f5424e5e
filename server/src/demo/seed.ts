/** Fills a fresh instance with a sample organisation, so that a first look shows how work with it feels. */
import { Readable } from 'node:stream';
import { createAlert } from '../commands/alert/create-alert.ts';
import { createCaseTemplate } from '../commands/case/case-template-commands.ts';
import { type Command, type CommandDependencies, runCommand } from '../commands/frame/command.ts';
import { requestJobs } from '../commands/run/run-commands.ts';
import { systemActor } from '../commands/settings/first-start.ts';
import { createOrganisation, linkOrganisations } from '../commands/settings/organisation-commands.ts';
import { createUser } from '../commands/settings/people-commands.ts';
import { createCustomField } from '../commands/settings/reference-commands.ts';
import { mailAsAlert } from '../connectors/mail/intake.ts';
import { type Actor, adminOrganisation } from '../model/actor.ts';
import type { RawObject } from '../model/input.ts';
import { builtInProfiles } from '../model/permission.ts';
import { runQuery } from '../query/index.ts';
import { customFields, demoOrganisation, people, phishingMail, templates } from './content.ts';
import { makeHistory } from './history.ts';

/** What seeding needs of the layers above commands. */
export interface SeedDependencies {
  readonly commands: CommandDependencies;
  readonly neurons: { enable(call: { actor: Actor; requestId: string }, raw: RawObject): Promise<unknown> };
  readonly access: { readonly passwords: { preset(userId: string, password: unknown): Promise<unknown> } };
  /** Tells the operator what was made. */
  readonly log: (line: string) => void;
}

/** Password of all sample people. */
const password = 'skep-demo-2026';

/** Who can sign in to the sample organisation, as a newcomer reads it. */
export const samplePeople = `Sign in with sample data as ${people
  .map(({ login, profile }) => `${login} (${profile})`)
  .join(', ')}; the password of all is ${password}`;

/** Neurons that the sample organisation uses, with their settings. */
const neurons: readonly RawObject[] = [
  ...['EmlParser', 'IocExtractor', 'UrlAnatomy', 'FileInfo'].map((name) => ({
    definitionId: `${name}_1_0`,
    configuration: {},
  })),
  { definitionId: 'Demo_DNS_1_0', configuration: {} },
  { definitionId: 'Demo_Reputation_1_0', configuration: { key: 'demo-key' } },
  { definitionId: 'Demo_Sandbox_1_0', configuration: {} },
  { definitionId: 'Demo_BlockDomain_1_0', configuration: {}, contains: true },
];

/** Seeds once: an instance that has the sample organisation is left as it is. */
export async function seedDemo(dependencies: SeedDependencies): Promise<void> {
  const { commands, access, log } = dependencies;
  const { rows } = await commands.database.read(
    { role: 'worker' },
    { sql: 'select id, name from skep.organisation order by id', parameters: [] },
  );
  const organisations = rows.map((row) => ({ id: String(row.id), name: String(row.name) }));
  const admin = organisations.find((one) => one.name === adminOrganisation);
  if (admin === undefined || organisations.some((one) => one.name === demoOrganisation)) return;
  const system = systemActor(admin);
  const run = <I, O>(actor: Actor, command: Command<I, O>, raw: RawObject): Promise<O> =>
    runCommand(commands, command, raw, { actor, requestId: `demo-${command.name}` });
  const { id } = await run(system, createOrganisation, {
    name: demoOrganisation,
    description: 'Sample organisation',
  });
  const first = organisations.find((one) => one.name !== adminOrganisation);
  if (first !== undefined) await run(system, linkOrganisations, { id: `~${id}`, other: first.name });
  const organisation = { id, name: demoOrganisation };
  const actors: Actor[] = [];
  for (const person of people) {
    const made = await run(system, createUser, { ...person, organisation: demoOrganisation });
    await access.passwords.preset(made.id, password);
    actors.push(actorOf(made.id, person, organisation));
  }
  await seedLists(dependencies, system, actors[0] ?? system, run);
  const analysts = actors.filter((actor) => actor.permissions.has('manageCase/update'));
  log('Making the sample history; this takes some seconds');
  await makeHistory({ dependencies: commands, analysts, alerts: 300, days: 45 });
  await seedMail(commands, analysts[0] ?? system);
  await analyseNewest(commands, analysts[0] ?? system);
}

type Run = <I, O>(actor: Actor, command: Command<I, O>, raw: RawObject) => Promise<O>;

async function seedLists(
  { neurons: room, commands }: SeedDependencies,
  system: Actor,
  boss: Actor,
  run: Run,
): Promise<void> {
  for (const field of customFields) await run(system, createCustomField, field);
  commands.reference.forget();
  for (const template of templates) await run(boss, createCaseTemplate, template);
  for (const neuron of neurons) await room.enable({ actor: boss, requestId: 'demo-neurons' }, neuron);
}

/** The newest alert: a reported mail, through the mail door. */
async function seedMail(commands: CommandDependencies, actor: Actor): Promise<void> {
  const bytes = Buffer.from(phishingMail);
  const stored = await commands.files.put(Readable.from([bytes]), { maxBytes: bytes.byteLength });
  const mail = { ...stored, name: 'reported.eml', contentType: 'message/rfc822' };
  const { alert, files } = await mailAsAlert(commands.files, mail);
  const raw = { ...alert, date: commands.clock() - 600_000, caseTemplate: 'phishing' };
  await runCommand(commands, createAlert, raw, { actor, requestId: 'demo-mail', uploads: files });
}

/** Observables that an analyzer is run on, so that lists show short reports. */
const analysed = 24;

/** Asks for a first analysis of what came in last. */
async function analyseNewest(commands: CommandDependencies, actor: Actor): Promise<void> {
  const found = await runQuery(commands.database, actor, [
    { op: 'list', entity: 'observable' },
    { op: 'filter', filter: { op: 'in', path: 'dataType', values: ['domain', 'ip', 'url', 'hash'], at: '' } },
    { op: 'sort', keys: [{ path: 'createdAt', descending: true }] },
    { op: 'page', from: 0, to: analysed, extraData: [] },
  ]);
  const objects = found.kind === 'objects' ? found.objects : [];
  const jobs = objects.map(({ values }) => ({
    analyzerId: 'Demo_Reputation_1_0',
    artifactId: `~${String(values.id)}`,
  }));
  await runCommand(commands, requestJobs, { jobs }, { actor, requestId: 'demo-analyses' });
}

function actorOf(
  userId: string,
  person: (typeof people)[number],
  organisation: Actor['organisation'],
): Actor {
  const profile = builtInProfiles.find((one) => one.name === person.profile);
  return {
    userId,
    login: person.login,
    name: person.name,
    organisation,
    permissions: new Set(profile?.permissions ?? []),
    person: true,
  };
}
