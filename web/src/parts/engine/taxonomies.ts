/** Short results of analyzers, read from what an observable or a report carries. Nothing in them is trusted. */
import type { Level } from '../badges.tsx';

/** One short result: `VT:score="8/92"` with how bad it is. */
export interface Taxonomy {
  readonly level: Level;
  readonly namespace: string;
  readonly predicate: string;
  readonly value: string;
  /** Analyzer that said so; empty when it is not known. */
  readonly analyzer: string;
}

/** Levels from the worst to none. */
export const levels: readonly Level[] = ['malicious', 'suspicious', 'safe', 'info'];

/** Whether something is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function levelOf(value: unknown): Level {
  return levels.find((level) => level === value) ?? 'info';
}

function readTaxonomy(entry: unknown, analyzer: string): readonly Taxonomy[] {
  if (!isRecord(entry)) return [];
  const { level, namespace, predicate, value } = entry;
  if (value === undefined && predicate === undefined) return [];
  return [
    {
      level: levelOf(level),
      namespace: String(namespace ?? analyzer),
      predicate: String(predicate ?? ''),
      value: String(value ?? ''),
      analyzer,
    },
  ];
}

/** The short results of one report: its list `taxonomies`. */
export function taxonomiesIn(report: unknown, analyzer = ''): readonly Taxonomy[] {
  if (!isRecord(report) || !Array.isArray(report.taxonomies)) return [];
  return report.taxonomies.flatMap((entry) => readTaxonomy(entry, analyzer));
}

/** All short results of an observable's `reports`, the worst first. */
export function taxonomiesOf(reports: unknown): readonly Taxonomy[] {
  if (!isRecord(reports)) return [];
  const all = Object.entries(reports).flatMap(([analyzer, report]) => taxonomiesIn(report, analyzer));
  return all
    .map((taxonomy, place) => ({ taxonomy, place }))
    .sort((one, other) => rank(one.taxonomy) - rank(other.taxonomy) || one.place - other.place)
    .map(({ taxonomy }) => taxonomy);
}

function rank({ level }: Taxonomy): number {
  return levels.indexOf(level);
}

/** The worst level of some results; undefined when there are none. */
export function worstLevel(taxonomies: readonly Taxonomy[]): Level | undefined {
  return levels.find((level) => taxonomies.some((taxonomy) => taxonomy.level === level));
}

/** A result as it is written: `VT:score="8/92"`. */
export function taxonomyText({ namespace, predicate, value }: Taxonomy): string {
  return `${namespace}:${predicate}="${value}"`;
}
