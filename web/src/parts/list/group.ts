/** A group of a list as the aggregations of the server tell it. */

/** A group. */
export interface Group {
  readonly id: string;
  /** Value that its objects share; undefined for those without one. */
  readonly key: string | undefined;
  readonly count: number;
  readonly first?: number;
  readonly last?: number;
  /** Numbers by severity, the gravest first. */
  readonly severities: readonly { readonly severity: 1 | 2 | 3 | 4; readonly count: number }[];
  /** Numbers by day, in milliseconds since the epoch. */
  readonly days: readonly { readonly at: number; readonly count: number }[];
}

type Numbers = Readonly<Record<string, unknown>>;

/** Reads an answer: values with their numbers, in the order that was asked for. */
export function readGroups(answer: unknown, idPrefix: string): readonly Group[] {
  if (!isNumbers(answer)) return [];
  return Object.entries(answer).flatMap(([key, numbers]) =>
    isNumbers(numbers) ? [readGroup(key, numbers, idPrefix)] : [],
  );
}

function readGroup(key: string, numbers: Numbers, idPrefix: string): Group {
  const { count, first, last } = numbers;
  return {
    id: `${idPrefix}${key}`,
    key,
    count: typeof count === 'number' ? count : 0,
    ...(typeof first === 'number' ? { first } : {}),
    ...(typeof last === 'number' ? { last } : {}),
    severities: ([4, 3, 2, 1] as const).flatMap((severity) => {
      const found = countIn(numbers[String(severity)]);
      return found === 0 ? [] : [{ severity, count: found }];
    }),
    days: Object.entries(numbers).flatMap(([name, value]) => {
      const at = Number(name);
      return Number.isFinite(at) && at > 4 ? [{ at, count: countIn(value) }] : [];
    }),
  };
}

function countIn(value: unknown): number {
  return isNumbers(value) && typeof value.count === 'number' ? value.count : 0;
}

function isNumbers(value: unknown): value is Numbers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Heights of bars from 0 to 1 for the days up to now, in so many bars. */
export function barsOf(days: Group['days'], now: number, bars: number, covered: number): readonly number[] {
  const width = (covered * 86_400_000) / bars;
  const start = now - covered * 86_400_000;
  const sums = Array.from({ length: bars }, () => 0);
  for (const { at, count } of days) {
    const place = Math.min(bars - 1, Math.max(0, Math.floor((at - start) / width)));
    sums[place] = (sums[place] ?? 0) + count;
  }
  const most = Math.max(1, ...sums);
  return sums.map((sum) => sum / most);
}
