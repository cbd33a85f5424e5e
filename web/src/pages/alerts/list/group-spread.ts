/** What the alerts of a group share and in what they differ, read from numbers by value. */

/** A value and how many alerts have it. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/** The values of a field: those that all alerts have, and the others, the most frequent first. */
export interface Spread {
  readonly shared: readonly string[];
  readonly differing: readonly CountedValue[];
}

/** Parts the answer of an aggregation by field; `all` is the number of alerts in the group. */
export function spreadOf(answer: unknown, all: number): Spread {
  const values = countedValues(answer);
  return {
    shared: values.filter(({ count }) => count >= all).map(({ value }) => value),
    differing: values
      .filter(({ count }) => count < all)
      .sort((one, other) => other.count - one.count || one.value.localeCompare(other.value)),
  };
}

function countedValues(answer: unknown): readonly CountedValue[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([value, numbers]: [string, unknown]) =>
    typeof numbers === 'object' && numbers !== null && 'count' in numbers
      ? [{ value, count: Number(numbers.count) }]
      : [],
  );
}
