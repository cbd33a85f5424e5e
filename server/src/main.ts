import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { buildClient } from '../../web/build.ts';
import { type Access, createAccess, createPasswordHasher } from './access/index.ts';
import { cortexDialect } from './api/cortex/plugin.ts';
import { routes as cortexRoutes } from './api/cortex/routes/index.ts';
import type { Dialect } from './api/http/dialect.ts';
import { buildServer } from './api/http/server.ts';
import { v0Dialect } from './api/v0/plugin.ts';
import { routes as v0Routes } from './api/v0/routes/index.ts';
import { webhookBody as v0WebhookBody } from './api/v0/webhook-body.ts';
import { v1Dialect } from './api/v1/plugin.ts';
import { webhookBody } from './api/v1/render/webhook-body.ts';
import { routes } from './api/v1/routes/index.ts';
import type { CommandDependencies } from './commands/frame/command.ts';
import { createIdSource } from './commands/frame/id-source.ts';
import { createInsertForms } from './commands/frame/insert-batch.ts';
import { purgeDeleted } from './commands/frame/purge-deleted.ts';
import { createReferenceData } from './commands/frame/reference-data.ts';
import { notingStore } from './commands/frame/uploads.ts';
import { makeFirstAdministrator } from './commands/settings/first-administrator.ts';
import { type FirstOrganisations, firstStart } from './commands/settings/first-start.ts';
import { createKnownTags } from './commands/value/tags.ts';
import { ConfigError } from './config/faults.ts';
import { loadConfig, processSurroundings } from './config/load.ts';
import type { Config } from './config/schema.ts';
import { productVersion } from './config/version.ts';
import { withWords } from './config/words.ts';
import { mailAsAlert } from './connectors/mail/intake.ts';
import { createMailViewer } from './connectors/mail/view.ts';
import {
  createWebhooks,
  startTelling,
  type Telling,
  type WebhookDependencies,
  type Webhooks,
} from './connectors/webhooks/webhooks.ts';
import { samplePeople, seedDemo } from './demo/seed.ts';
import { startAutomation } from './engine/automation.ts';
import { type Catalogue, openCatalogue } from './engine/catalogue/catalogue.ts';
import { catalogueSources } from './engine/catalogue/catalogue-sources.ts';
import { createEngine, type OnRunStep } from './engine/engine.ts';
import { type CortexServers, createCortexServers } from './engine/external/servers.ts';
import { createNeurons, type Neurons } from './engine/neurons.ts';
import { openRunQueue, type RunQueue } from './engine/queue.ts';
import { createExecution, environmentsElsewhere, openIdentities } from './engine/run/execution.ts';
import type { IdentityPool } from './engine/runner/identity.ts';
import { createTrials } from './engine/try-neuron.ts';
import { createDownload } from './lib/download.ts';
import type { Looking } from './lib/looking.ts';
import { once, takeDown, type Undo } from './lib/take-down.ts';
import { createHub, type Hub } from './live/hub.ts';
import { createPolls } from './live/polls.ts';
import { engineLock } from './model/engine-name.ts';
import { createDrawing } from './reports/drawing.ts';
import { openDiskStore } from './storage/attachments/disk.ts';
import { asRole, type ConnectionOptions, workerRole } from './storage/connection-options.ts';
import { claimDataFolder } from './storage/data-folder-claim.ts';
import { readInstanceKeys, rolePasswordFrom } from './storage/instance-key.ts';
import { openStorage } from './storage/open-storage.ts';
import { createSecretBox, type SecretBox } from './storage/secret-box.ts';
import { holdSharedLock } from './storage/shared-lock.ts';

/** A running program. */
export interface RunningSkep {
  /** Where it answers, e.g. `http://127.0.0.1:9000`. */
  readonly url: string;
  readonly server: FastifyInstance;
  readonly commands: CommandDependencies;
  /** Link for making the first administrator, while there is none. */
  readonly setupLink: string | undefined;
  /** Rejects requests, ends runs and connections, at the latest after the grace time of the settings. */
  stop(): Promise<void>;
  /** Resolves when the program cannot go on because its database ended. */
  readonly lost: Promise<void>;
}

/** Waiting requests beyond which new ones are turned away. */
const mostRequests = 2_000;

/** Open live streams. */
const mostStreams = 2_000;

/** What a start can be told besides the settings. */
export interface StartOptions {
  /** Adds the sample data. */
  readonly demo?: boolean;
  /** Folder of the built web client; without it only the API answers. */
  readonly clientFolder?: string;
  /** Told of each step of a run; it can only be given by a program that starts the server itself. */
  readonly onRunStep?: OnRunStep;
}

/** Starts the program. Throws what stops the start, with what to do about it. */
export async function startSkep(config: Config, options: StartOptions = {}): Promise<RunningSkep> {
  const undo: Undo = [];
  const log = pino({ level: config.server.logLevel });
  try {
    return await start(config, options, log, undo);
  } catch (error) {
    await endAll(config, undo, log);
    throw error;
  }
}

async function start(config: Config, options: StartOptions, log: Logger, undo: Undo): Promise<RunningSkep> {
  const report = (error: unknown): void => log.error({ err: error }, 'Background work failed');
  // Others may pass through it: PostgreSQL and neurons have folders of their own in it, and users of their own.
  await mkdir(config.data.folder, { recursive: true, mode: 0o711 });
  const keys = await readInstanceKeys(config.data.folder);
  const secrets = createSecretBox(keys);
  const { database, owner, lost } = await openStorage(config.data, keys, { log, undo });
  // After the private database, which waits for an earlier server that is about to end.
  const claim = await claimDataFolder(config.data.folder);
  undo.push(() => claim.release());
  const ids = createIdSource(database);
  const organisations = await firstStart({ database, ids, clock: Date.now }, config.firstStart.organisation);
  const identities = await openIdentities(config.engine);
  // After the queue, whose last runs still use them.
  undo.push(() => identities.release());
  const worker = asRole(owner, workerRole, rolePasswordFrom(keys.current));
  const queue = await openQueue(config, worker, report, undo);
  const following: { automation?: Looking; telling?: Telling } = {};
  const hub = await createHub({ database, report });
  undo.push(() => hub.close());
  const commands: CommandDependencies = {
    database,
    ids,
    files: notingStore(await openDiskStore(config.data.filesFolder), database, Date.now),
    download: createDownload({ networks: config.engine.allowedInternalNetworks }),
    queue: queue.forCommands,
    knownTags: createKnownTags(),
    inserts: createInsertForms(),
    reference: createReferenceData(database, Date.now),
    clock: Date.now,
    committed() {
      hub.ring();
      queue.ring();
      following.automation?.ring();
      following.telling?.ring();
    },
  };
  const hasher = createPasswordHasher();
  const access = createAccess({
    database,
    secrets,
    settings: config.access,
    hasher,
    takeIds: ids.take,
    clock: Date.now,
    report,
  });
  undo.push(() => access.settled());
  const setupToken = servesPeople(config)
    ? await prepareAdministrator(config, commands, access, organisations, log)
    : undefined;
  const { onRunStep } = options;
  const parts = { commands, secrets, queue, access, identities, onRunStep };
  const hooks: WebhookDependencies = {
    commands,
    seal: sealFor(secrets, 'webhook'),
    bodies: { 0: v0WebhookBody, 1: webhookBody },
    networks: config.engine.allowedInternalNetworks,
  };
  const opened = await openEngine(config, parts, log, undo);
  if (config.server.services.includes('engine')) {
    const automation = startAutomation({ commands, report });
    undo.push(() => automation.close());
    following.automation = automation;
    const told = { about: engineLock, told: config.engine.jobConcurrency };
    const held = await holdSharedLock(worker, told, report);
    undo.push(() => held.release());
    const telling = await startTelling(hooks, worker, report);
    undo.push((leftMs) => telling.stop(leftMs));
    following.telling = telling;
  }
  if (options.demo === true)
    await seedDemo({ commands, neurons: opened.neurons, access, log: (line) => log.info(line) });
  const server = await openServer(
    config,
    {
      commands,
      access,
      hub,
      ...opened,
      webhooks: createWebhooks(hooks),
      organisations,
      clientFolder: options.clientFolder,
    },
    log,
    undo,
  );
  const url = await server.listen({ host: config.server.host, port: config.server.port });
  const stop = once(() => endAll(config, undo, log));
  const setupLink = setupToken === undefined ? undefined : `${publicUrl(config, url)}/set-up#${setupToken}`;
  return { url, server, commands, setupLink, stop, lost };
}

async function openQueue(
  config: Config,
  connection: ConnectionOptions,
  report: (error: unknown) => void,
  undo: Undo,
): Promise<RunQueue> {
  const { jobConcurrency, jobSeconds } = config.engine;
  const queue = await openRunQueue({
    connection,
    concurrency: jobConcurrency,
    longestSeconds: jobSeconds + 300,
    report,
  });
  undo.push((leftMs) => queue.stop(leftMs));
  return queue;
}

/** Makes the first administrator from the settings; else gives the token of a set-up link while nobody can sign in. */
async function prepareAdministrator(
  config: Config,
  commands: CommandDependencies,
  access: Access,
  organisations: FirstOrganisations,
  log: Logger,
): Promise<string | undefined> {
  if (!(await access.setupLinks.needed())) return undefined;
  const { adminLogin, adminPassword } = config.firstStart;
  if (adminLogin === undefined || adminPassword === undefined) return access.setupLinks.create();
  const userId = await makeFirstAdministrator(commands, organisations, {
    login: adminLogin,
    name: adminLogin,
  });
  const refusal = await access.passwords.preset(userId, adminPassword);
  if (refusal !== undefined)
    log.warn({ refusal }, 'The preset password of the administrator is weaker than the policy asks');
  return undefined;
}

/** What the engine is made over. */
interface EngineParts {
  readonly commands: CommandDependencies;
  readonly secrets: SecretBox;
  readonly queue: RunQueue;
  readonly access: Access;
  readonly identities: IdentityPool;
  readonly onRunStep: OnRunStep | undefined;
}

async function openEngine(
  config: Config,
  { commands, secrets, queue, access, identities, onRunStep }: EngineParts,
  log: Logger,
  undo: Undo,
): Promise<OpenedEngine> {
  const stopping = new AbortController();
  undo.push(() => stopping.abort());
  const catalogue = await openCatalogue({
    sources: await catalogueSources(config, stopping.signal),
    images: config.engine.runner === 'docker',
  });
  undo.push(() => catalogue.close());
  for (const refused of catalogue.current().refused) log.warn(refused, 'A neuron cannot be used');
  const seal = sealFor(secrets, 'neuron configuration');
  const execution = await createExecution({
    settings: config.engine,
    identities,
    folder: config.data.folder,
    environment: processSurroundings().environment,
    report: (error) => log.warn({ err: error }, 'A neuron could not be made ready'),
    signal: stopping.signal,
  });
  log.info(execution.isolation, 'Isolation of neurons');
  const defaults = { cacheMinutes: 10, timeoutMinutes: Math.ceil(config.engine.jobSeconds / 60) };
  const runsNeurons = config.server.services.includes('engine');
  const environments = runsNeurons ? execution.environments : environmentsElsewhere(execution.environments);
  const neurons = createNeurons({ catalogue, commands, seal, defaults, ...environments });
  const report = (error: unknown): void => log.error({ err: error }, 'A run failed in the server');
  const networks = config.engine.allowedInternalNetworks;
  const cortexServers = createCortexServers({ commands, seal, networks, report });
  if (runsNeurons) {
    await queue.work({
      ...createEngine({
        commands,
        catalogue,
        servers: cortexServers,
        seal,
        execution: execution.deps,
        limits: execution.limits,
        report,
        onStep: onRunStep,
      }),
      upkeep: async () => {
        await upkeep(config, commands, access);
        await execution.tidy(catalogue.current().entries.values());
      },
      eachMinute: cortexServers.checkAll,
    });
  }
  const tryNeuron = createTrials({
    catalogue,
    commands,
    execution: execution.deps,
    limits: execution.limits,
    settings: neurons.settingsToTry,
  });
  return { neurons, cortexServers, catalogue, tryNeuron };
}

/** Seals and opens what is kept in one place alone. */
function sealFor(secrets: SecretBox, purpose: string) {
  return {
    seal: (clear: string) => secrets.seal(purpose, clear),
    open: (sealed: string) => secrets.open(purpose, sealed),
  };
}

/** What is done from time to time: ended sessions, and objects whose time to be restored is over. */
async function upkeep(config: Config, commands: CommandDependencies, access: Access): Promise<void> {
  await access.removeExpired();
  await purgeDeleted(commands, config.data.deletedRetentionDays * 86_400_000);
}

interface OpenedEngine {
  readonly neurons: Neurons;
  readonly cortexServers: CortexServers;
  readonly catalogue: Catalogue;
  readonly tryNeuron: ReturnType<typeof createTrials>;
}

interface Assembled extends OpenedEngine {
  readonly commands: CommandDependencies;
  readonly access: Access;
  readonly hub: Hub;
  readonly webhooks: Webhooks;
  readonly organisations: FirstOrganisations;
  readonly clientFolder: string | undefined;
}

/** What the dialects work with. */
async function servicesOf(config: Config, parts: Assembled, secure: boolean) {
  const { commands, access, hub, neurons, cortexServers, tryNeuron, catalogue, organisations, webhooks } =
    parts;
  return {
    commands,
    access,
    hub,
    polls: createPolls(hub),
    neurons,
    cortexServers,
    webhooks,
    tryNeuron,
    neuron: (id: string) => catalogue.current().entries.get(id)?.definition,
    definitions: () => [...catalogue.current().entries.values()].map(({ definition }) => definition),
    readMail: (mail: Parameters<typeof mailAsAlert>[1]) => mailAsAlert(commands.files, mail),
    viewMail: createMailViewer(commands.files),
    drawReport: createDrawing(),
    makeAdministrator: (who: { login: string; name: string }) =>
      makeFirstAdministrator(commands, organisations, who),
    version: await productVersion(),
    secure,
    uploadLimits: {
      fileBytes: config.server.uploadLimitBytes,
      fieldBytes: config.server.bodyLimitBytes,
      files: 100,
      fields: 200,
    },
  };
}

/** Builds the server, and starts the one for the API of Cortex alone where the settings ask for it. */
async function openServer(
  config: Config,
  parts: Assembled,
  log: Logger,
  undo: Undo,
): Promise<FastifyInstance> {
  const { commands, access } = parts;
  const { host, cortexPort, publicUrl, trustedProxies, bodyLimitBytes } = config.server;
  const secure = publicUrl.startsWith('https:');
  const services = await servicesOf(config, parts, secure);
  const build = async (dialects: readonly Dialect[], metrics: Registry, clientFolder?: string) => {
    const server = await buildServer({
      access,
      dialects,
      logger: log,
      metrics,
      healthy: async () => {
        await commands.database.read(
          { role: 'worker' },
          { sql: 'select 1', parameters: [], name: 'healthy' },
          { timeoutMs: 2_000 },
        );
      },
      secure,
      trustedProxies,
      limits: {
        bodyBytes: bodyLimitBytes,
        closingMs: graceMsOf(config),
        requests: mostRequests,
        streams: mostStreams,
      },
      clientFolder,
    });
    undo.push(() => server.close());
    return server;
  };
  if (cortexPort !== undefined && servesPeople(config)) {
    const alone = await build([cortexDialect(services, cortexRoutes, '')], new Registry());
    log.info(
      { url: await alone.listen({ host, port: cortexPort }) },
      'The API of Cortex has a port of its own',
    );
  }
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const dialects = [
    v1Dialect(services, routes),
    v0Dialect(services, v0Routes),
    cortexDialect(services, cortexRoutes),
  ];
  if (servesPeople(config)) return build(dialects, metrics, parts.clientFolder);
  return build(
    dialects.map((dialect) => ({ ...dialect, register: async () => undefined })),
    metrics,
  );
}

/** Whether this process answers people and programs; one without only runs neurons, and tells how it is. */
function servesPeople({ server }: Config): boolean {
  return server.services.includes('http');
}

function graceMsOf({ server }: Config): number {
  return server.stopGraceSeconds * 1_000;
}

function endAll(config: Config, undo: Undo, log: Logger): Promise<void> {
  return takeDown(undo, graceMsOf(config), (error) =>
    log.error({ err: error }, 'Something did not end as it should'),
  );
}

/** The public address; with a port chosen by the system, the one it listens on. */
function publicUrl(config: Config, url: string): string {
  return config.server.port === 0 ? url : config.server.publicUrl;
}

/** The built client. Sources that cannot be built are told, and the API answers all the same. */
async function prepareClient(): Promise<string | undefined> {
  try {
    return await buildClient((line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The web client could not be built, so there are no pages: ${reason}\n`);
    return undefined;
  }
}

/** Starts from the command line. */
async function runFromCommandLine(): Promise<void> {
  const config = loadConfig(withWords(processSurroundings(), process.argv.slice(2)));
  const clientFolder = servesPeople(config) ? await prepareClient() : undefined;
  await serve(config, {
    demo: process.argv.includes('--demo'),
    ...(clientFolder === undefined ? {} : { clientFolder }),
  });
}

/** Is the whole program from now on: starts it, prints what a newcomer needs, and ends on a signal. */
export async function serve(config: Config, options: StartOptions): Promise<void> {
  const running = await startSkep(config, options);
  process.stdout.write(`Skep answers at ${publicUrl(config, running.url)}\n`);
  if (options.demo === true) process.stdout.write(`${samplePeople}\n`);
  if (running.setupLink !== undefined)
    process.stdout.write(`Make the first administrator here, once: ${running.setupLink}\n`);
  const end = (code: number): void => {
    // Whatever does not end within the grace time is cut off.
    setTimeout(() => process.exit(code), (config.server.stopGraceSeconds + 5) * 1_000).unref();
    running.stop().then(() => process.exit(code));
  };
  process.once('SIGTERM', () => end(0));
  process.once('SIGINT', () => end(0));
  running.lost.then(() => {
    process.stderr.write('PostgreSQL has ended; stopping\n');
    end(1);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runFromCommandLine().catch((error: unknown) => {
    const expected = error instanceof ConfigError || (error instanceof Error && 'code' in error);
    process.stderr.write(
      `${expected ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  });
}
