/** The order in which observables are worth reading: what is known to be bad first, then what is marked as an indicator. */
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import type { Level } from '../badges.tsx';
import { taxonomiesOf, worstLevel } from '../engine/taxonomies.ts';

const badness: Readonly<Record<Level, number>> = { info: 1, safe: 2, suspicious: 3, malicious: 4 };

/** The worst that any analyzer said of an observable; undefined where none said anything. */
export function levelOf({ reports }: Pick<OutputObservable, 'reports'>): Level | undefined {
  return worstLevel(taxonomiesOf(reports));
}

/** What an observable is called: its datum, or the name of its file. */
export function nameOfObservable({
  data,
  attachment,
}: Pick<OutputObservable, 'data' | 'attachment'>): string {
  return data ?? attachment?.name ?? '';
}

/** The worst first, then those marked as indicators, then as the source gave them. */
export function worstFirst<Observable extends Pick<OutputObservable, '_id' | 'reports' | 'ioc'>>(
  observables: readonly Observable[],
): readonly Observable[] {
  const rank = (observable: Observable): number => {
    const level = levelOf(observable);
    return (level === undefined ? 0 : badness[level]) * 2 + (observable.ioc ? 1 : 0);
  };
  return [...observables].sort(
    (one, other) => rank(other) - rank(one) || Number(one._id.slice(1)) - Number(other._id.slice(1)),
  );
}
