/** Short results of an analyzer, as they are shown on an observable: a level and `namespace:predicate="value"`. */
import { isRawObject } from '../../model/input.ts';
import { plainJson } from '../frame/plain-json.ts';

/** One short result. */
export interface ReportTag {
  readonly level: string;
  readonly namespace: string;
  readonly predicate: string;
  readonly value: string;
}

const levels: ReadonlySet<string> = new Set(['info', 'safe', 'suspicious', 'malicious']);
/** Most short results of one run, and most characters of each part. */
const mostTags = 100;
const longestPart = 512;

/** Reads short results; what is none is left out, unknown levels count as information. */
export function readReportTags(raw: unknown): ReportTag[] {
  if (!Array.isArray(raw)) return [];
  return raw.slice(0, mostTags).flatMap((item: unknown) => {
    if (!isRawObject(item)) return [];
    const [level, namespace, predicate, value] = ['level', 'namespace', 'predicate', 'value'].map((name) =>
      partOf(item[name]),
    );
    if (namespace === undefined || predicate === undefined || value === undefined) return [];
    return [
      { level: level !== undefined && levels.has(level) ? level : 'info', namespace, predicate, value },
    ];
  });
}

function partOf(given: unknown): string | undefined {
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  return typeof given === 'string' ? String(plainJson(given.slice(0, longestPart))) : undefined;
}
