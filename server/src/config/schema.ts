/**
 * Every setting of the program. What is not in this table cannot be set: the loader refuses other names, and no other
 * file reads the environment.
 */
import { join } from 'node:path';
import {
  byteSize,
  databaseAddress,
  fileAddress,
  folderPath,
  host,
  listOf,
  network,
  oneOf,
  optional,
  password,
  pattern,
  showBytes,
  text,
  webFile,
  webOrigin,
  wholeNumber,
  yesOrNo,
} from './kind.ts';
import { type Setting, setting } from './setting.ts';

const kibibyte = 1024;
const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

const bytes = (size: number) => ({ value: size, words: `\`${showBytes(size)}\`` });
const nothing = (words: string) => ({ value: undefined, words });

const server = {
  host: setting(
    'HOST',
    'Address to listen on. The default answers to this machine alone, so that a fresh instance with its set-up link is not open to the network; a server behind a name or in a container sets 0.0.0.0 or ::',
    host,
    { value: '127.0.0.1' },
  ),
  port: setting('PORT', 'Port to listen on; 0 takes any free one', wholeNumber(0, 65_535), { value: 9000 }),
  cortexPort: setting(
    'CORTEX_PORT',
    'Port on which the API of Cortex is served alone, at /api, for programs that take no path; it is below /cortex on the usual port as well',
    optional(wholeNumber(1, 65_535)),
    nothing('none'),
  ),
  publicUrl: setting(
    'PUBLIC_URL',
    'Address at which browsers and other programs reach Skep; links in mails and reports start with it',
    webOrigin,
    { from: ({ port }) => `http://localhost:${port}`, words: '`http://localhost:` and the port' },
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    'Reverse proxies whose X-Forwarded headers are believed; without it the address of the connection counts',
    listOf(network),
    { value: [], words: 'none' },
  ),
  services: setting(
    'SERVICES',
    'What this process does: http serves the API and the web client, engine runs analyzers and responders; without http it only answers /health and /metrics',
    listOf(oneOf('http', 'engine'), 1),
    { value: ['http', 'engine'], words: '`http,engine`' },
  ),
  bodyLimitBytes: setting(
    'BODY_LIMIT',
    'Largest request body that is not a file upload',
    byteSize(64 * kibibyte, gibibyte),
    bytes(32 * mebibyte),
  ),
  uploadLimitBytes: setting(
    'UPLOAD_LIMIT',
    'Largest uploaded file',
    byteSize(64 * kibibyte, 64 * gibibyte),
    bytes(256 * mebibyte),
  ),
  stopGraceSeconds: setting(
    'STOP_GRACE_SECONDS',
    'How long a stopping server waits for requests and jobs to end before it cuts them off',
    wholeNumber(0, 3600),
    { value: 8 },
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'Least important log line that is written',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    { value: 'info' },
  ),
} as const;

const data = {
  folder: setting(
    'DATA_DIR',
    'Folder for the private database, files, keys and job folders; outside the folder of the program',
    folderPath,
    {
      from: ({ dataFolder }) => dataFolder,
      words: '`/var/lib/skep` as root, else `$XDG_DATA_HOME/skep`, else `~/.local/share/skep`',
    },
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'A PostgreSQL (15 or later) to use instead of the private one; ?sslmode=verify-full&sslrootcert=/path/of/authority.pem at its end asks for TLS and a certificate of that authority, ?sslmode=no-verify for TLS with any certificate',
    optional(databaseAddress),
    nothing('none: a private PostgreSQL in the data folder'),
  ),
  filesFolder: setting('FILES_URL', 'Where attachments are kept', fileAddress, {
    from: ({ dataFolder }) => join(dataFolder, 'files'),
    words: 'the folder `files` in the data folder',
  }),
  deletedRetentionDays: setting(
    'DELETED_RETENTION_DAYS',
    'Days during which an organisation administrator can restore what was deleted; 0 removes at once',
    wholeNumber(0, 3650),
    { value: 30 },
  ),
} as const;

const firstStart = {
  organisation: setting(
    'ORGANISATION',
    'Name of the organisation made at the first start',
    pattern(
      '1 to 64 characters, not "admin", which is the organisation of platform administrators',
      /^(?!admin$).{1,64}$/iu,
    ),
    { value: 'main' },
  ),
  adminLogin: setting(
    'ADMIN_LOGIN',
    'Login of the first administrator, for automation; with it SKEP_ADMIN_PASSWORD is needed',
    optional(
      pattern(
        'a login in the form of an e-mail address, up to 128 characters',
        /^(?=.{3,128}$)[^\s@]+@[^\s@]+$/,
      ),
    ),
    nothing('none: the first start prints a one-time set-up link'),
  ),
  adminPassword: setting(
    'ADMIN_PASSWORD',
    'Password of the first administrator; only read at the first start',
    optional(password('a password as long as SKEP_PASSWORD_MINIMUM_LENGTH asks')),
    nothing('none'),
  ),
} as const;

const access = {
  sessionIdleMinutes: setting(
    'SESSION_IDLE_MINUTES',
    'Minutes without a request after which a session ends',
    wholeNumber(1, 43_200),
    { value: 60 },
  ),
  sessionLifetimeMinutes: setting(
    'SESSION_LIFETIME_MINUTES',
    'Minutes after signing in at which a session ends in any case',
    wholeNumber(1, 525_600),
    { value: 720 },
  ),
  passwordMinimumLength: setting(
    'PASSWORD_MINIMUM_LENGTH',
    'Fewest characters of a new password',
    wholeNumber(8, 128),
    { value: 12 },
  ),
  passwordRequires: setting(
    'PASSWORD_REQUIRES',
    'Kinds of character that a new password must contain',
    listOf(oneOf('lower', 'upper', 'digit', 'special')),
    { value: [], words: 'none: length alone counts' },
  ),
  loginAttempts: setting(
    'LOGIN_ATTEMPTS',
    'Failed attempts to sign in, within the window, after which a login is refused for the rest of it',
    wholeNumber(1, 1000),
    { value: 10 },
  ),
  loginWindowMinutes: setting(
    'LOGIN_WINDOW_MINUTES',
    'Minutes over which failed attempts are counted',
    wholeNumber(1, 1440),
    { value: 15 },
  ),
  apiKeyReading: setting(
    'API_KEY_READING',
    'Whether people may read their own API key again, as some older clients expect; every reading is audited',
    yesOrNo,
    { value: true },
  ),
} as const;

const engine = {
  neuronFolders: setting(
    'NEURONS',
    'Further folders with analyzers and responders, besides `neurons` in the data folder; changes are noticed without a restart',
    listOf(folderPath),
    { value: [], words: 'none' },
  ),
  catalogueAddresses: setting(
    'NEURON_CATALOGUES',
    'Addresses of catalogues of analyzers and responders with container images, as Cortex has them, fetched every hour; what was fetched last is kept in the data folder',
    listOf(webFile),
    { value: [], words: 'none' },
  ),
  readableFolders: setting(
    'NEURON_FILES',
    'Folders with lists, rules and other files of yours that every analyzer and responder may read; they see nothing else of yours',
    listOf(folderPath),
    { value: [], words: 'none' },
  ),
  isolation: setting(
    'NEURON_ISOLATION',
    'Weakest isolation in which analyzers and responders may run; limited ones could read what the server can read',
    oneOf('sealed', 'separated', 'limited'),
    { value: 'separated' },
  ),
  runner: setting(
    'NEURON_RUNNER',
    'How neurons are run: process runs all of them as processes of this machine; docker runs those whose definition names a dockerImage in containers, and the others as processes',
    oneOf('process', 'docker'),
    { value: 'process' },
  ),
  dockerSocket: setting('DOCKER_SOCKET', 'Socket of the container engine', text('a path'), {
    value: '/var/run/docker.sock',
  }),
  dockerPull: setting('DOCKER_PULL', 'Whether images that are not on this machine are fetched', yesOrNo, {
    value: false,
  }),
  allowedInternalNetworks: setting(
    'ALLOWED_INTERNAL_NETWORKS',
    'Networks beside the public ones that the server and the neurons which ship may reach at addresses that people give, such as 10.0.0.0/8',
    listOf(network),
    { value: [], words: 'none: public addresses alone' },
  ),
  python: setting(
    'PYTHON',
    'Python interpreter for neurons written in Python, 3.9 or later',
    text('a path, or a name found in PATH'),
    {
      value: 'python3',
    },
  ),
  jobSeconds: setting(
    'JOB_SECONDS',
    'Seconds a job may run when its neuron says nothing else',
    wholeNumber(1, 86_400),
    {
      value: 1800,
    },
  ),
  jobMemoryBytes: setting(
    'JOB_MEMORY',
    'Memory a job may use',
    byteSize(128 * mebibyte, 1024 * gibibyte),
    bytes(gibibyte),
  ),
  jobProcesses: setting(
    'JOB_PROCESSES',
    'Processes and threads a job may have at once',
    wholeNumber(16, 32_768),
    {
      value: 128,
    },
  ),
  jobOutputBytes: setting(
    'JOB_OUTPUT',
    'Bytes a job may write, report and files together',
    byteSize(mebibyte, 64 * gibibyte),
    {
      ...bytes(64 * mebibyte),
    },
  ),
  jobConcurrency: setting(
    'JOB_CONCURRENCY',
    'Jobs that run at the same time in this process; others wait',
    wholeNumber(1, 1024),
    {
      value: 4,
    },
  ),
} as const;

/** All settings, by group. */
export const settings = Object.freeze({ server, data, firstStart, access, engine });

type ValueOf<S> = S extends Setting<infer T> ? T : never;
type Settings = typeof settings;

/** The settings of one process, frozen. Layers receive the group they need. */
export type Config = {
  readonly [Group in keyof Settings]: {
    readonly [Name in keyof Settings[Group]]: ValueOf<Settings[Group][Name]>;
  };
};

/** Every setting in the order of the table. */
export function allSettings(): Setting<unknown>[] {
  return Object.values(settings).flatMap((group) => Object.values<Setting<unknown>>(group));
}
