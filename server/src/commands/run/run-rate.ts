/** How often a neuron may be run: runs beyond its rate wait for their turn, none is refused. */
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';

const second = 1_000;

/** Length of the windows in which runs are counted, in milliseconds. */
const windows: Readonly<Record<string, number>> = {
  Second: second,
  Minute: 60 * second,
  Hour: 3_600 * second,
  Day: 86_400 * second,
  Month: 30 * 86_400 * second,
};

/** Shortest wait, so that a run never comes back at once. */
const shortestWaitMs = 50;

/**
 * Milliseconds until a run may start; 0 when it may now. Runs answered by an earlier report do not count. A run that was under
 * way already has had its turn.
 */
export async function waitForTurn(
  { write }: CommandContext,
  row: Row,
  { rate, rate_unit: unit }: RowValues,
): Promise<number> {
  const windowMs = windows[String(unit)];
  const limited = typeof rate === 'number' && windowMs !== undefined;
  if (!limited || row.columns.from_cache === true || storedValue(row, 'status') === 'InProgress') return 0;
  const started = await startOfLatest(write, row, rate, write.now - windowMs);
  return started === undefined ? 0 : Math.max(shortestWaitMs, started + windowMs - write.now);
}

const ofNeuron = 'neuron_id = $2 and run_date > $3';
/** A neuron has the same rate whatever it is run on. */
const turnsSql = `select run_date from (
    select run_date from skep.job where asking_organisation_id = $1 and ${ofNeuron} and not from_cache
    union all select run_date from skep.action where asking_organisation_id = $1 and ${ofNeuron}
    union all select run_date from skep.direct_run where organisation_id = $1 and ${ofNeuron} and not from_cache
  ) as turns order by run_date desc offset $4 limit 1`;

/** When the last but so many run of the neuron started within the window: its turn is the next to be free. */
async function startOfLatest(
  write: CommandContext['write'],
  row: Row,
  rate: number,
  since: number,
): Promise<number | undefined> {
  const { rows } = await write.run({
    name: 'turns_of_neuron',
    sql: turnsSql,
    parameters: [storedValue(row, 'organisationId'), storedValue(row, 'neuronId'), new Date(since), rate - 1],
  });
  const started = rows[0]?.run_date;
  return typeof started === 'number' ? started : undefined;
}
