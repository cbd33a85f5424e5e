/** How long runs take as a rule: the median of those that succeeded in the last week. */
import { filters, list, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import type { RunKind } from './run-log.tsx';

const weekMs = 7 * 86_400_000;
const hourMs = 3_600_000;

/** Milliseconds by id of the definition. */
export function useUsualDurations(kind: RunKind): ReadonlyMap<string, number> {
  // Hours are enough: a time to the millisecond would be another question each time.
  const since = Math.floor((Date.now() - weekMs) / hourMs) * hourMs;
  const field = kind === 'job' ? 'analyzerDefinition' : 'responderDefinition';
  const { data } = usePipeline<Readonly<Record<string, { readonly median_timeRunning?: number | null }>>>(
    `usual-${kind}s`,
    [
      list(kind),
      where(
        filters.atLeast('_createdAt', since),
        filters.is('status', 'Success'),
        ...(kind === 'job' ? [filters.is('fromCache', false)] : []),
      ),
      {
        _name: 'aggregation',
        _agg: 'field',
        _field: field,
        _select: [{ _agg: 'median', _field: 'timeRunning' }],
      },
    ],
    // What is usual does not change with each run: it is not asked again for every one that ends.
    { entities: [] },
  );
  return new Map(
    Object.entries(data ?? {}).flatMap(([id, { median_timeRunning: usual }]) =>
      typeof usual === 'number' ? [[id, usual]] : [],
    ),
  );
}
