/** Reads single values of a filter: numbers, durations, points and spans of time, values of scales and choices. */
import type { FieldWords } from './vocabulary.ts';

/** A stretch of time, in milliseconds since the epoch: from, up to but without to. A moment has both the same. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A point in time relative to now, as the query endpoint takes it. */
export interface Age {
  readonly amount: number;
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  readonly look: 'behind';
}

const units: Readonly<Record<string, { readonly unit: Age['unit']; readonly milliseconds: number }>> = {
  s: { unit: 'seconds', milliseconds: 1_000 },
  min: { unit: 'minutes', milliseconds: 60_000 },
  m: { unit: 'minutes', milliseconds: 60_000 },
  h: { unit: 'hours', milliseconds: 3_600_000 },
  d: { unit: 'days', milliseconds: 86_400_000 },
  w: { unit: 'weeks', milliseconds: 604_800_000 },
  mo: { unit: 'months', milliseconds: 2_592_000_000 },
  y: { unit: 'years', milliseconds: 31_536_000_000 },
};
const amount = /^-?(\d{1,6})\s*(s|min|mo|m|h|d|w|y)$/i;

/** `24h` → a day ago. Undefined for anything else. */
export function readAge(text: string): Age | undefined {
  const [, number, letters] = amount.exec(text) ?? [];
  const unit = units[letters?.toLowerCase() ?? ''];
  return unit === undefined ? undefined : { amount: Number(number), unit: unit.unit, look: 'behind' };
}

/** `90m`, `2d` or a number of milliseconds. Undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const [, number, letters] = amount.exec(text) ?? [];
  const unit = units[letters?.toLowerCase() ?? ''];
  if (unit !== undefined) return Number(number) * unit.milliseconds;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `today`, `yesterday`, `2026-01-31`, `2026-01-31T14:00` or milliseconds since the epoch, in the zone of the browser. */
export function readTime(text: string, now: number): TimeSpan | undefined {
  const word = text.toLowerCase();
  if (word === 'today' || word === 'yesterday') return dayAt(now, word === 'today' ? 0 : -1);
  if (/^\d{12,14}$/.test(text)) return { from: Number(text), to: Number(text) };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const start = Date.parse(`${text}T00:00`);
    return Number.isNaN(start) ? undefined : dayAt(start, 0);
  }
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return undefined;
  const moment = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(moment) ? undefined : { from: moment, to: moment };
}

function dayAt(moment: number, later: number): TimeSpan {
  const day = new Date(moment);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + later);
  const from = day.getTime();
  day.setDate(day.getDate() + 1);
  return { from, to: day.getTime() };
}

/** The value of a scale or a choice by itself or by its word. Undefined when it is none of them. */
export function readChoice(field: FieldWords, text: string): string | number | undefined {
  const word = text.toLowerCase();
  return field.values.find((choice) => choice.word === word || String(choice.value).toLowerCase() === word)
    ?.value;
}

/** A number. Undefined for anything else. */
export function readNumber(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text) ? Number(text) : undefined;
}
