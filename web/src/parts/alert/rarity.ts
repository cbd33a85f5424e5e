/** How telling a shared value is: how many of the cases hold it. Values that half of the world holds say nothing. */
import type { SharedValue, SimilarCase } from './alert-data.ts';

/** Cases that may hold a value before it stops being telling. */
const mostTelling = 20;

/** A shared value, with the number of cases that hold it. */
export interface RarityOfValue {
  readonly dataType: string;
  readonly data: string;
  readonly cases: number;
  /** Whether so many hold it that it says nothing. */
  readonly common: boolean;
}

/** The shared values of one similar object, rarest first, counted over all cases that were found similar. */
export function rarities(
  shared: readonly SharedValue[],
  cases: readonly Pick<SimilarCase, 'shared'>[],
): readonly RarityOfValue[] {
  const holders = new Map<string, number>();
  for (const { shared: held } of cases)
    for (const value of held) holders.set(keyOf(value), (holders.get(keyOf(value)) ?? 0) + 1);
  return shared
    .map(({ dataType, data, seen }) => ({
      dataType,
      data,
      cases: holders.get(keyOf({ dataType, data })) ?? 0,
      common: seen > mostTelling,
    }))
    .sort((one, other) => Number(one.common) - Number(other.common) || one.cases - other.cases);
}

function keyOf({ dataType, data }: Pick<SharedValue, 'dataType' | 'data'>): string {
  return `${dataType}:${data}`;
}
