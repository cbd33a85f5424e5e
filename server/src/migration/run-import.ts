/** The whole of an import: what is read in which order, and in whose name it is written. */
import type { CommandDependencies } from '../commands/frame/command.ts';
import { systemActor } from '../commands/settings/first-start.ts';
import { type Actor, adminOrganisation } from '../model/actor.ts';
import type { Journey } from './journey.ts';
import { linkAll } from './links.ts';
import { createReport, type Report, type ReportHead, reportFile } from './report.ts';
import { type Tenant, takeOverAlerts, takeOverCases } from './roots.ts';
import { takeOverOrganisation, takeOverPlatform } from './settings.ts';
import { openSource, type Source, type SourceOrganisation } from './source.ts';
import { type SourceConnection, SourceFailure } from './source-client.ts';

/** What is imported, and into what. */
export interface ImportRequest {
  readonly commands: CommandDependencies;
  readonly connection: SourceConnection;
  /** The only organisation whose people, cases and alerts come; all that the key reaches when missing. */
  readonly organisation: string | undefined;
  readonly tell: (line: string) => void;
}

/** How an import ended. */
export interface ImportOutcome {
  readonly head: ReportHead;
  readonly report: Report;
  /** As it is kept. */
  readonly file: string;
}

/** Imports. What the source does is in the outcome; it throws what is wrong on our side, and `SourceFailure` when it cannot begin. */
export async function runImport(request: ImportRequest): Promise<ImportOutcome> {
  const { commands, connection, tell } = request;
  const startedAt = new Date(commands.clock()).toISOString();
  const source = await openSource(connection);
  const chosen = chosenFrom(source, request.organisation);
  tell(`${connection.address} is TheHive ${source.version}, read over ${source.dialect}`);
  const report = createReport();
  const stopped = await untilStopped(connection.signal, async () => {
    const administrator = await actorIn(commands, adminOrganisation);
    await takeOverAll({ commands, source, report, administrator, tell }, chosen);
  });
  const head: ReportHead = {
    source: connection.address,
    version: source.version,
    dialect: source.dialect,
    missing: [...source.missing],
    startedAt,
    endedAt: new Date(commands.clock()).toISOString(),
    stopped,
  };
  return { head, report, file: reportFile(head, report) };
}

function chosenFrom({ organisations }: Source, name: string | undefined): readonly SourceOrganisation[] {
  const working = organisations.filter((one) => one.name !== adminOrganisation);
  if (name === undefined) return working;
  const chosen = working.filter((one) => one.name === name);
  if (chosen.length > 0) return chosen;
  const names = working.map((one) => one.name).join(', ') || 'none';
  throw new SourceFailure('denied', `The key does not reach an organisation ${name}; it reaches: ${names}`);
}

/** Why the work stopped before its end: the source went away, or somebody called it off. */
async function untilStopped(signal: AbortSignal, work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (signal.aborted) return 'It was called off';
    if (error instanceof SourceFailure) return error.message;
    throw error;
  }
}

async function takeOverAll(journey: Journey, chosen: readonly SourceOrganisation[]): Promise<void> {
  const { source } = journey;
  // Administrators of the platform see all organisations; anybody else their own and its neighbours.
  const widest = source.organisations.find(({ name }) => name === adminOrganisation) ?? chosen[0];
  if (widest === undefined) return;
  await takeOverPlatform(journey, widest);
  await linkAll(journey, widest);
  const tenants: Tenant[] = [];
  for (const organisation of chosen)
    tenants.push({ organisation, actor: await actorIn(journey.commands, organisation.name) });
  for (const { organisation, actor } of tenants) await takeOverOrganisation(journey, organisation, actor);
  const failed = await takeOverCases(journey, tenants);
  for (const tenant of tenants) await takeOverAlerts(journey, tenant, failed);
}

/** The system in an organisation of ours. */
async function actorIn({ database }: CommandDependencies, name: string): Promise<Actor> {
  const { rows } = await database.read(
    { role: 'worker' },
    { sql: 'select id from skep.organisation where name = $1', parameters: [name] },
  );
  if (rows[0] === undefined)
    throw new SourceFailure('broken', `There is no organisation ${name} here to import into`);
  return systemActor({ id: String(rows[0].id), name });
}
