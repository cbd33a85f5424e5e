/**
 * Measures the product against its budgets: `npm run bench -- [--size ALERTS] [--only PART,PART] [--folder FOLDER]`.
 * The size is the number of alerts; everything else is in proportion. A folder is kept, and used as it is the next time. The results are
 * printed, and written to `bench/RESULTS.md` when everything was measured. Ends with code 1 when a budget is not met.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../server/src/storage/database.ts';
import { buildClient } from '../web/build.ts';
import { renewKey } from './access-key.ts';
import { type Client, openClient } from './client.ts';
import { type Facts, readFacts } from './facts.ts';
import { type DataSize, generate } from './generate.ts';
import { measureBusyEngine } from './measure/busy-engine.ts';
import { measureClient } from './measure/client.ts';
import { measureDialects } from './measure/dialects.ts';
import { measureIngestion } from './measure/ingestion.ts';
import { measureJobs } from './measure/jobs.ts';
import { measureListeners } from './measure/listeners.ts';
import { measureLive } from './measure/live.ts';
import { isMet, type Section } from './measure/measurement.ts';
import { measurePipelines } from './measure/pipelines.ts';
import { type Ask, measureDashboard, measureFinding, measureLists } from './measure/reading.ts';
import { measureMemory, measureStarts } from './measure/starting.ts';
import { measureWebhooks } from './measure/webhooks.ts';
import { cells, resultsPage } from './results.ts';
import { openScene, type Scene, withDataFolder } from './scene.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** What a part measures with. */
interface Stage {
  readonly scene: Pick<Scene, 'database' | 'dataFolder'>;
  readonly server: ServerProcess;
  readonly facts: Facts;
  readonly client: Client;
  /** What opens further connections of the same person. */
  readonly key: string;
  /** A second connection of the same person. */
  readonly other: Client;
  readonly ask: Ask;
}

/**
 * The parts in their order: what writes comes last, most of all the webhooks, whose rows the database clears away for minutes; and the
 * browser after the memory, which it has no part in.
 */
const parts: Readonly<Record<string, (stage: Stage) => Promise<Section | readonly Section[]>>> = {
  memory: ({ server, scene }) => measureMemory(server, scene.dataFolder, 'after the start'),
  lists: ({ ask, facts }) => measureLists(ask, facts),
  finding: ({ ask, facts }) => measureFinding(ask, facts),
  pipelines: ({ ask, scene, facts }) => measurePipelines(ask, scene.database, facts),
  dashboard: ({ ask, facts }) => measureDashboard(ask, facts),
  live: ({ client, other, facts }) => measureLive(client, other, facts.alertId),
  listeners: ({ client, server, scene, facts, key }) =>
    measureListeners({ client, key, server, database: scene.database, facts }),
  jobs: ({ client, facts }) => measureJobs(client, facts.domainId),
  busyEngine: ({ client, facts, server, scene }) =>
    measureBusyEngine({ client, facts, server, dataFolder: scene.dataFolder }),
  v0: ({ other }) => measureDialects(other),
  ingestion: ({ client, scene, facts }) => measureIngestion({ client, scene, facts }),
  webhooks: ({ client, facts }) => measureWebhooks({ client, facts }),
  memoryAfterWork: ({ server, scene }) => measureMemory(server, scene.dataFolder, 'after the work'),
  client: ({ server, client, facts }) => measureClient({ url: server.url, client, facts }),
};
const startPart = 'start';
const partNames = [startPart, ...Object.keys(parts)];

interface Options {
  readonly size: DataSize;
  readonly only: readonly string[];
  readonly folder: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '100000' },
      only: { type: 'string', default: partNames.join(',') },
      folder: { type: 'string' },
    },
  });
  const alerts = Number(values.size);
  const only = values.only.split(',');
  const unknown = only.filter((name) => !partNames.includes(name));
  if (!Number.isInteger(alerts) || alerts < 1_000)
    throw new Error('--size takes a number of alerts from 1000');
  if (unknown.length > 0)
    throw new Error(`--only takes some of ${partNames.join(', ')}; not ${unknown.join(', ')}`);
  return {
    size: sizeFor(alerts),
    only,
    folder: values.folder === undefined ? undefined : resolve(values.folder),
  };
}

/** A hundred thousand alerts come with 20 organisations, a million with 200. */
function sizeFor(alerts: number): DataSize {
  const organisations = Math.max(5, Math.round(alerts / 5_000));
  return { alerts, cases: Math.round(alerts / 5), observables: alerts * 5, organisations, audited: true };
}

/** What is known of the instance once its data are there. */
interface Prepared {
  readonly owner: Scene['owner'];
  readonly rolePassword: Scene['rolePassword'];
  readonly facts: Facts;
  readonly key: string;
  readonly postgres: string;
}

async function prepare(dataFolder: string, size: DataSize): Promise<Prepared> {
  const scene = await openScene(dataFolder);
  try {
    const facts = (await readFacts(scene.database)) ?? (await fill(scene, size));
    const key = await renewKey(scene, String(facts.actor.userId));
    const { rows } = await scene.database.read(
      { role: 'worker' },
      { sql: `select split_part(current_setting('server_version'), ' ', 1) as version`, parameters: [] },
    );
    const { owner, rolePassword } = scene;
    return { owner, rolePassword, facts, key, postgres: String(rows[0]?.version) };
  } finally {
    await scene.close();
  }
}

async function fill(scene: Scene, size: DataSize): Promise<Facts> {
  const start = performance.now();
  const rows = await generate(scene, size);
  const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
  console.log(`Generated ${total} rows in ${Math.round((performance.now() - start) / 1_000)} s`);
  const facts = await readFacts(scene.database);
  if (facts === undefined) throw new Error('What was generated cannot be found again');
  return facts;
}

async function measure(dataFolder: string, prepared: Prepared, only: readonly string[]): Promise<Section[]> {
  // The server builds it otherwise, and no start is to wait for that.
  await buildClient(console.log);
  const sections: Section[] = only.includes(startPart) ? [shown(await measureStarts(dataFolder))] : [];
  const wanted = Object.entries(parts).filter(([name]) => only.includes(name));
  if (wanted.length === 0) return sections;
  const server = await startServer(dataFolder);
  const database = await openDatabase(prepared);
  const client = openClient(server.url, prepared.key, 16);
  const other = openClient(server.url, prepared.key, 1);
  try {
    const ask: Ask = (body) => client.send('POST', '/api/v1/query', body);
    const stage = {
      scene: { database, dataFolder },
      server,
      facts: prepared.facts,
      key: prepared.key,
      client,
      other,
      ask,
    };
    for (const [, part] of wanted) sections.push(...[await part(stage)].flat().map(shown));
    return sections;
  } finally {
    await Promise.all([client.close(), other.close()]);
    await database.close();
    await server.stop();
  }
}

function shown(section: Section): Section {
  console.log(`\n${section.title}`);
  for (const measurement of section.measurements) {
    const [name = '', runs = '', ...rest] = cells(measurement);
    console.log(
      `  ${name.padEnd(52)} ${runs.padStart(5)}  ${rest.map((cell) => cell.padStart(11)).join(' ')}`,
    );
  }
  return section;
}

async function main(): Promise<void> {
  const { size, only, folder } = readOptions();
  await withDataFolder(folder, async (dataFolder) => {
    const prepared = await prepare(dataFolder, size);
    const sections = await measure(dataFolder, prepared, only);
    if (partNames.every((name) => only.includes(name))) {
      const page = resultsPage(sections, { postgres: prepared.postgres, size: prepared.facts.size });
      await writeFile(join(import.meta.dirname, 'RESULTS.md'), page);
    }
    const missed = sections.flatMap(({ measurements }) => measurements).filter((one) => isMet(one) === false);
    console.log(missed.length === 0 ? '\nAll budgets are met' : `\n${missed.length} budgets are not met`);
    if (missed.length > 0) process.exitCode = 1;
  });
}

await main();
