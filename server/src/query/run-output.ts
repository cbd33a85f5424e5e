/**
 * What a run has printed, from a position on. The lines lie where no organisation can reach them; they are read for
 * whoever has been given the run itself, which carries its visibility.
 */
import type { Database } from '../storage/database.ts';
import type { ReadObject } from './stage.ts';

/** One printed line. */
export interface PrintedLine {
  /** Counted from 0. */
  readonly position: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `stdout`, `stderr`, or `server` for a remark of ours. */
  readonly stream: string;
  readonly line: string;
}

/** Most lines of one answer; the next question continues after the last. */
const mostLines = 2_000;

/** Lines of a run, as it was read for the caller, after a position; all from the beginning with -1. */
export async function readRunOutput(
  database: Database,
  run: ReadObject,
  after: number,
): Promise<readonly PrintedLine[]> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'run_output_read',
      sql: `select position, printed_at, stream, line from skep.run_output
        where run_id = $1 and position > $2 order by position limit ${mostLines}`,
      parameters: [run.values.id, after],
    },
  );
  return rows.map(({ position, printed_at, stream, line }) => ({
    position: Number(position),
    at: Number(printed_at),
    stream: String(stream),
    line: String(line),
  }));
}
