/** The words of `skep neuron …`: what can be asked, and what is said when it is asked wrongly. */

import { parseArgs } from 'node:util';

/** Something the person at the command line can put right; its message is all that is shown. */
export class AskedWrongly extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AskedWrongly';
  }
}

/** How the command is used. */
export const usage = `Usage:
  skep neuron new NAME [--python] [--responder]
      Writes a new analyzer, or responder, into the folder NAME.
  skep neuron test FOLDER
      Checks every definition in the folder and says what is wrong.
  skep neuron run FOLDER --type TYPE --data VALUE
  skep neuron run FOLDER --file PATH
  skep neuron run FOLDER --type thehive:TYPE --object PATH
      Runs it once on a value, a file or an object in a JSON file, isolated as the server would, and prints the report.
      --set NAME=VALUE   a setting; may be given several times
      --tlp N, --pap N   levels from 0 to 4 and 0 to 3; 2 when missing
      --id ID            which definition, where the folder holds several
  skep neuron pack FOLDER [--out FILE]
      Checks it and packs it into a zip that can be unpacked in a folder of neurons.
`;

/** A request as it was typed. */
export interface Asked {
  readonly what: string;
  /** The folder, or the name of a new one. */
  readonly subject: string;
  readonly flag: (name: 'python' | 'responder') => boolean;
  readonly option: (
    name: 'type' | 'data' | 'file' | 'object' | 'tlp' | 'pap' | 'id' | 'out',
  ) => string | undefined;
  readonly settings: readonly string[];
}

const all = {
  type: { type: 'string' },
  data: { type: 'string' },
  file: { type: 'string' },
  object: { type: 'string' },
  tlp: { type: 'string' },
  pap: { type: 'string' },
  id: { type: 'string' },
  out: { type: 'string' },
  set: { type: 'string', multiple: true },
  python: { type: 'boolean' },
  responder: { type: 'boolean' },
} as const;

/** Options that each request knows. */
const known: Readonly<Record<string, readonly string[]>> = {
  new: ['python', 'responder'],
  test: [],
  run: ['type', 'data', 'file', 'object', 'tlp', 'pap', 'id', 'set'],
  pack: ['out'],
};

/** Reads the words after `skep neuron`. Throws `AskedWrongly`. */
export function readWords(words: readonly string[]): Asked {
  const { values, positionals } = parse(words);
  const [what = '', subject, ...rest] = positionals;
  const options = Object.hasOwn(known, what) ? known[what] : undefined;
  if (options === undefined) throw new AskedWrongly(usage);
  if (subject === undefined || rest.length > 0)
    throw new AskedWrongly(
      `"skep neuron ${what}" takes one ${what === 'new' ? 'name' : 'folder'}.\n\n${usage}`,
    );
  const unknown = Object.keys(values).find((name) => !options.includes(name));
  if (unknown !== undefined)
    throw new AskedWrongly(`"skep neuron ${what}" does not know --${unknown}.\n\n${usage}`);
  return {
    what,
    subject,
    flag: (name) => values[name] ?? false,
    option: (name) => values[name],
    settings: values.set ?? [],
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: all, allowPositionals: true });
  } catch (error) {
    throw new AskedWrongly(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, error);
  }
}
