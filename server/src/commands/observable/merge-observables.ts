/** Equal observables become one: tags are joined, different messages stand below each other, and what is stricter wins. */
import { isRawObject } from '../../model/input.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { PreparedObservable } from './observables.ts';

/** The observables, each only once, in the order in which they came first. */
export function mergeEqual(prepared: readonly PreparedObservable[]): PreparedObservable[] {
  const byHash = new Map<string, PreparedObservable>();
  for (const observable of prepared) {
    const key = observable.matchHash.toString('latin1');
    const present = byHash.get(key);
    const both = present && { ...present, values: mergeValues(present.values, observable.values) };
    byHash.set(key, both ?? observable);
  }
  return [...byHash.values()];
}

/** The values of two equal observables as those of one; reports are kept side by side. */
export function mergeValues(first: RowValues, second: RowValues): RowValues {
  return {
    ...first,
    tlp: stricter(first.tlp, second.tlp),
    pap: stricter(first.pap, second.pap),
    tags: [...new Set([...listOf(first.tags), ...listOf(second.tags)])],
    message: joinMessages(first.message, second.message),
    ioc: first.ioc === true || second.ioc === true,
    sighted: first.sighted === true || second.sighted === true,
    sightedAt: first.sightedAt ?? second.sightedAt,
    reports: { ...asObject(second.reports), ...asObject(first.reports) },
  };
}

/** The higher of two markings; only what is missing in both is left to the usual one. */
function stricter(first: unknown, second: unknown): unknown {
  return typeof first === 'number' && typeof second === 'number'
    ? Math.max(first, second)
    : (first ?? second);
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function asObject(value: unknown): RowValues {
  return isRawObject(value) ? value : {};
}

function joinMessages(first: unknown, second: unknown): unknown {
  if (first === second || second === undefined || second === null) return first ?? null;
  return first === undefined || first === null ? second : `${String(first)}\n\n${String(second)}`;
}
