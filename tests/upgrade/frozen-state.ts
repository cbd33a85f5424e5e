/**
 * A database as an earlier version left it, as files that are checked in: the SQL that makes it, the key of the instance it
 * belonged to, and what the API answered then.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A question to the API with the answer of the earlier version. */
export interface RecordedAnswer {
  readonly method: 'GET' | 'POST';
  /** Path below `/api/v1`. */
  readonly path: string;
  readonly body?: unknown;
  readonly answer: unknown;
}

/** An earlier version's state. */
export interface FrozenState {
  /** Name of the newest migration it knows, such as `0001-core`. */
  readonly name: string;
  /** Statements that make the database in an empty one, run by its owner. */
  readonly sql: string;
  /** Text of the key file of its instance. */
  readonly instanceKey: string;
  readonly people: {
    readonly login: string;
    readonly password: string;
    /** An API key of the same person. */
    readonly key: string;
  };
  readonly answers: readonly RecordedAnswer[];
  /** Stored files, in base64 by their path below the data folder. Those of the first version were not kept. */
  readonly files?: Readonly<Record<string, string>>;
}

const folder = join(import.meta.dirname, 'frozen');

/** Names of all states, oldest first. */
export async function frozenNames(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort();
}

/** Reads a state. */
export async function readFrozenState(name: string): Promise<FrozenState> {
  const [sql, text] = await Promise.all([
    readFile(join(folder, `${name}.sql`), 'utf8'),
    readFile(join(folder, `${name}.json`), 'utf8'),
  ]);
  return { name, sql, ...(JSON.parse(text) as Omit<FrozenState, 'name' | 'sql'>) };
}

/** Writes a state; it is not changed afterwards. Fails when one of the name exists. */
export async function writeFrozenState({ name, sql, ...rest }: FrozenState): Promise<void> {
  const once = { flag: 'wx' } as const;
  await writeFile(join(folder, `${name}.sql`), sql, once);
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(rest, null, 2)}\n`, once);
}
