/** Which statements a connection has prepared: each name once, the least recently used ones given up beyond a bound. */
import type { Statement } from './statement.ts';

/** Prepared statements kept on one connection; each costs the server process some memory. */
const mostPrepared = 250;

/** Server-side names longer than this are cut by PostgreSQL, and could then collide. */
const longestName = 63;

/** What has to be sent for a statement. */
export interface Preparation {
  /** Server-side name, empty for a statement used once. */
  readonly name: string;
  readonly parse: boolean;
  /** Names to give up first. */
  readonly close: readonly string[];
}

/** The prepared statements of one connection. */
export interface PreparedStatements {
  /** Notes a statement that is about to be sent. Throws when its name already stands for another text. */
  prepare(statement: Statement): Preparation;
  /** After a failed batch nobody knows which of its statements the server parsed: those are parsed again when next used. */
  doubt(names: readonly string[]): void;
}

/** A connection that has prepared nothing yet. */
export function createPreparedStatements(): PreparedStatements {
  const known = new Map<string, string>();
  const doubtful = new Set<string>();

  return {
    prepare({ name = '', sql }) {
      if (name === '') return { name, parse: true, close: [] };
      const before = known.get(name);
      if (before !== undefined) {
        if (before !== sql) throw new Error(`The statement name ${name} already stands for another text`);
        known.delete(name);
        known.set(name, sql);
        return { name, parse: false, close: [] };
      }
      if (Buffer.byteLength(name) > longestName) {
        throw new Error(`The statement name ${name} is longer than ${longestName} bytes`);
      }
      known.set(name, sql);
      const close = [...(doubtful.delete(name) ? [name] : []), ...oldest(known)];
      return { name, parse: true, close };
    },
    doubt(names) {
      for (const name of names) {
        known.delete(name);
        doubtful.add(name);
      }
    },
  };
}

function oldest(known: Map<string, string>): string[] {
  const [first] = known.keys();
  if (known.size <= mostPrepared || first === undefined) return [];
  known.delete(first);
  return [first];
}
