/** Which observables tell most of a case: signs of compromise first, then by what analyzers found, then the newest. */
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import type { Level } from '../badges.tsx';
import { taxonomiesOf, worstLevel } from '../engine/taxonomies.ts';

const ranks: Readonly<Record<Level, number>> = { malicious: 4, suspicious: 3, info: 1, safe: 1 };

type Known = Pick<OutputObservable, 'ioc' | 'sighted' | 'reports' | '_createdAt'>;

function rankOf({ ioc, sighted, reports }: Known): number {
  const level = worstLevel(taxonomiesOf(reports));
  return (ioc ? 10 : 0) + (level === undefined ? 0 : ranks[level]) + (sighted ? 0.5 : 0);
}

/** The most telling ones, at most `most`. */
export function mostTelling<One extends Known>(observables: readonly One[], most: number): readonly One[] {
  return observables
    .map((observable) => ({ observable, rank: rankOf(observable) }))
    .toSorted(
      (one, other) => other.rank - one.rank || other.observable._createdAt - one.observable._createdAt,
    )
    .slice(0, most)
    .map(({ observable }) => observable);
}
