/**
 * Conditions in both of their forms: as the server is asked, and as people read and change them in the filter of a list.
 * A figure is counted by the one and opened by the other, so both are made in one place.
 */
import { type Filter, filters } from '../../data/pipeline.ts';
import { quoted } from '../list/query/value-text.ts';
import { writtenName } from '../list/query/vocabulary.ts';
import { addDays, browserZone, dayOf, dayText, startOfDay } from './calendar.ts';
import type { Stretch } from './period.ts';

/** A condition. `text` is undefined where a list has no words for it. */
export interface Condition {
  readonly filter: Filter;
  readonly text: string | undefined;
}

/** A field has a value. */
export function isValue(field: string, value: string | number | boolean): Condition {
  return { filter: filters.is(field, value), text: `${writtenName(field)}:${quoted(String(value))}` };
}

/** A field has one of some values. */
export function isOneOf(field: string, values: readonly string[]): Condition {
  const list = values.map(quoted).join(', ');
  return {
    filter: filters.any(...values.map((value) => filters.is(field, value))),
    text: `${writtenName(field)}:(${list})`,
  };
}

/** A field has any value. */
export function hasValue(field: string): Condition {
  return { filter: filters.has(field), text: `has:${writtenName(field)}` };
}

/** A condition does not hold. */
export function isNot({ filter, text }: Condition): Condition {
  return { filter: filters.not(filter), text: text === undefined ? undefined : `not ${inBrackets(text)}` };
}

/** One of some conditions holds. */
export function anyOf(...of: readonly Condition[]): Condition {
  const texts = of.map(({ text }) => text);
  const known = texts.filter((text) => text !== undefined);
  return {
    filter: filters.any(...of.map(({ filter }) => filter)),
    text: known.length === texts.length ? `(${known.join(' or ')})` : undefined,
  };
}

/** All of some conditions hold. */
export function allOf(...of: readonly Condition[]): Condition {
  const known = of.flatMap(({ text }) => (text === undefined ? [] : [text]));
  return {
    filter: filters.all(...of.map(({ filter }) => filter)),
    text: known.length === of.length ? known.join(' ') : undefined,
  };
}

/** A condition that a list has under a name: `is:closed`. */
export function isState(name: string, filter: Filter): Condition {
  return { filter, text: `is:${name}` };
}

/** A date lies before or after a moment; the moment itself counts as after. */
export function isBefore(field: string, at: number): Condition {
  return {
    filter: { _lt: { _field: field, _value: at } },
    text: `${writtenName(field)}:<${momentText(at)}`,
  };
}
/** See {@link isBefore}. */
export function isSince(field: string, at: number): Condition {
  return { filter: filters.atLeast(field, at), text: `${writtenName(field)}:>=${momentText(at)}` };
}

/** A date lies in a stretch of time. Whole days are written as days. */
export function isWithin(field: string, { from, to }: Stretch): Condition {
  return {
    filter: filters.all(filters.atLeast(field, from), { _lt: { _field: field, _value: to } }),
    text: `${writtenName(field)}:${stretchText({ from, to })}`,
  };
}

/** A date lies in one of several stretches of time. */
export function isWithinAny(field: string, stretches: readonly Stretch[]): Condition {
  return anyOf(...stretches.map((stretch) => isWithin(field, stretch)));
}

function inBrackets(text: string): string {
  return /^(?:[\w.]+:(?:[^\s()"]+|"[^"]*")|\(.*\))$/.test(text) ? text : `(${text})`;
}

/** A filter reads days in the zone of the browser; what is no whole day there is written as moments. */
function stretchText({ from, to }: Stretch): string {
  const zone = browserZone();
  const [first, end] = [dayOf(from, zone), dayOf(to, zone)];
  const isWhole = startOfDay(first, zone) === from && startOfDay(end, zone) === to;
  if (!isWhole) return `${momentText(from)}..${momentText(to - 1)}`;
  const [firstText, lastText] = [dayText(first), dayText(addDays(end, -1))];
  return firstText === lastText ? firstText : `${firstText}..${lastText}`;
}

/** `2026-11-24T08:00Z`: read the same in every zone. Seconds only where there are some. */
function momentText(at: number): string {
  const text = new Date(at).toISOString();
  return at % 60_000 === 0 ? `${text.slice(0, 16)}Z` : text;
}
