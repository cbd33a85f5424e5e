/** Damages a query at random places: what is there is replaced, by something of the same type or of another, taken away, doubled, renamed or wrapped. */
import fc from 'fast-check';
import { hostileValue } from './random-values.ts';

/** One damage: where, counted among all places, and what is put there. */
interface Damage {
  readonly place: number;
  readonly kind: 'replace' | 'alike' | 'remove' | 'double' | 'rename' | 'wrap' | 'swap';
  readonly value: unknown;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(10_000),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Damage['kind']>('alike') },
    { weight: 3, arbitrary: fc.constant<Damage['kind']>('replace') },
    { weight: 3, arbitrary: fc.constantFrom<Damage['kind'][]>('remove', 'double', 'rename', 'wrap', 'swap') },
  ),
  value: hostileValue,
});

/** What becomes of something after one damage or two. */
export const damaged = (whole: unknown): fc.Arbitrary<unknown> =>
  fc.array(damage, { minLength: 1, maxLength: 2 }).map((all) => all.reduce(hurt, whole));

function hurt(whole: unknown, { place, kind, value }: Damage): unknown {
  const counter = { left: place % placesIn(whole) };
  return visit(whole, counter, (found) => {
    switch (kind) {
      case 'alike':
        return typeof found === typeof value ? value : found;
      case 'remove':
        return undefined;
      case 'double':
        return [found, found];
      case 'wrap':
        return { _not: found };
      case 'swap':
        return Array.isArray(found) ? found.toReversed() : found;
      case 'rename':
        return isObject(found) ? renamed(found, value) : value;
      default:
        return value;
    }
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function renamed(found: Readonly<Record<string, unknown>>, name: unknown): unknown {
  const [first, ...others] = Object.entries(found);
  return Object.fromEntries([[String(name).slice(0, 2_000), first?.[1]], ...others]);
}

const membersOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** How many values there are, the whole and everything in it. */
function placesIn(value: unknown): number {
  return membersOf(value).reduce((sum: number, inner) => sum + placesIn(inner), 1);
}

/** The value with the one that the counter comes to changed. */
function visit(value: unknown, counter: { left: number }, change: (found: unknown) => unknown): unknown {
  const reached = counter.left === 0;
  counter.left -= 1;
  if (reached) return change(value);
  if (Array.isArray(value)) return value.map((inner: unknown) => visit(inner, counter, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, visit(inner, counter, change)]),
  );
}
