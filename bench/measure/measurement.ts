/** What a measurement gives: percentiles of samples, next to the budget they must stay within. */

/** A limit that the product promises. */
export type Budget =
  | { readonly of: 'p95'; readonly most: number }
  | { readonly of: 'p50'; readonly most: number }
  | { readonly of: 'p50'; readonly least: number };

/** One row of the results. */
export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | '/s' | '%' | '';
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly budget?: Budget;
  /** What else is to be known of it. */
  readonly note?: string;
  /** Why there is no number. */
  readonly failure?: string;
}

/** A group of rows under a heading. */
export interface Section {
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

/** Describes samples. */
export function described(
  name: string,
  unit: Measurement['unit'],
  samples: readonly number[],
  budget?: Budget,
): Measurement {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  const percentiles = { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  return { name, unit, samples: samples.length, ...percentiles, ...(budget === undefined ? {} : { budget }) };
}

/** A row for something that could not be measured. It counts as a budget that is not met. */
export function failed(name: string, error: unknown, budget?: Budget): Measurement {
  const [failure = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { ...described(name, '', [], budget), failure: failure.slice(0, 200) };
}

/** Whether the budget is met; undefined without one. */
export function isMet({ budget, failure, ...numbers }: Measurement): boolean | undefined {
  if (failure !== undefined) return false;
  if (budget === undefined) return undefined;
  const number = numbers[budget.of];
  return 'most' in budget ? number <= budget.most : number >= budget.least;
}

/** Times of repeated runs in milliseconds, one after the other. The first few, which fill caches, do not count. */
export async function timed(runs: number, run: () => Promise<unknown>, warmUps = 3): Promise<number[]> {
  for (let index = 0; index < warmUps; index += 1) await run();
  const samples: number[] = [];
  for (let index = 0; index < runs; index += 1) samples.push(await durationOf(run));
  return samples;
}

/** Milliseconds that a run takes. */
export async function durationOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
