/** Times that nobody types: durations derived from the dates an object passed through, in milliseconds and coarser units. */
import { divided, type Expression } from './expression.ts';
import { type Field, field } from './field.ts';

const units = { InSeconds: 1_000, InMinutes: 60_000, InHours: 3_600_000, InDays: 86_400_000 } as const;

/** A duration in milliseconds and its whole seconds, minutes, hours and days under the same name with a suffix. */
export function duration(
  name: string,
  sentence: string,
  expression: Expression,
): Readonly<Record<string, Field<number | null>>> {
  const base = field.duration.option(`${sentence}, in milliseconds`, { expression });
  const coarser = Object.entries(units).map(([suffix, size]) => [
    `${name}${suffix}`,
    field.integer.option(`${sentence}, in whole ${suffix.slice(2).toLowerCase()}`, {
      expression: divided(expression, size),
      output: false,
    }),
  ]);
  return { [name]: base, ...Object.fromEntries(coarser) };
}
