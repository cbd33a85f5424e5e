/**
 * Keeps what a neuron prints, so that whoever sees the run can watch it. Lines are gathered for a moment and stored
 * together; a neuron that prints without end is cut off, and a line that cannot be stored never harms the run.
 */
import type { Database } from '../../storage/database.ts';
import type { OutputChunk } from '../runner/runner.ts';

/** Lines are stored this often, in milliseconds. */
const storeEveryMs = 500;
/** Characters kept of one run. */
const mostKept = 1_048_576;
/** Longest line; what follows is left out. */
const longestLine = 8_192;

/** Takes what is printed. */
export interface RunOutput {
  readonly add: (chunk: OutputChunk) => void;
  /** Stores what is left. */
  readonly end: () => Promise<void>;
}

interface Line {
  readonly position: number;
  readonly at: Date;
  readonly stream: string;
  readonly line: string;
}

/** Keeps the output of a run (digits of its id). What an earlier attempt printed goes away. `report` is told of failures. */
export function keepRunOutput(
  database: Database,
  runId: string,
  report: (error: unknown) => void,
): RunOutput {
  const waiting: Line[] = [];
  let next = 0;
  let kept = 0;
  let storing = forget(database, runId).catch(report);
  const store = (): void => {
    const lines = waiting.splice(0);
    if (lines.length > 0) storing = storing.then(() => insert(database, runId, lines)).catch(report);
  };
  const timer = setInterval(store, storeEveryMs);
  const keep = (stream: string, line: string): void => {
    waiting.push({ position: next, at: new Date(), stream, line });
    next += 1;
  };
  return {
    add({ stream, text }) {
      if (kept > mostKept) return;
      kept += text.length;
      for (const line of text.split(/\r?\n/)) if (line !== '') keep(stream, line.slice(0, longestLine));
      if (kept > mostKept) keep('server', `Only the first ${mostKept} characters are kept`);
    },
    async end() {
      clearInterval(timer);
      store();
      await storing;
    },
  };
}

async function forget(database: Database, runId: string): Promise<void> {
  await database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({ sql: 'delete from skep.run_output where run_id = $1', parameters: [runId] });
  });
}

async function insert(database: Database, runId: string, lines: readonly Line[]): Promise<void> {
  const columns = [
    lines.map(({ position }) => position),
    lines.map(({ at }) => at),
    lines.map(({ stream }) => stream),
    // PostgreSQL keeps no zero characters.
    lines.map(({ line }) => line.replaceAll('\0', '')),
  ];
  await database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      name: 'run_output_insert',
      sql: `insert into skep.run_output (run_id, position, printed_at, stream, line)
        select $1, * from unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[])`,
      parameters: [runId, ...columns],
    });
  });
}
