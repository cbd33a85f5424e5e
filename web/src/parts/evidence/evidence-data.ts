/** Questions for what events of a case stand on. */
import type { OutputAttachment, OutputObservable } from '../../../../contract/v1-types.ts';
import { type Filter, filters, follow, get, page, type Step, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { type Evidence, evidenceOfFile, evidenceOfObservable } from './evidence.ts';

/** Ways from a case to what an event can stand on: its observables, its files, those of its logs. */
export const evidenceWays = [['observables'], ['attachments'], ['tasks', 'logs', 'attachments']] as const;
/** One of these ways. */
export type EvidenceWay = (typeof evidenceWays)[number];

/** Most objects that are read on one way. */
const mostRead = 1_000;

/** The observables or files on a way that fulfil a condition, the newest first. */
export function evidenceSteps(
  caseId: string,
  way: EvidenceWay,
  condition: Filter | undefined,
  most = mostRead,
): readonly Step[] {
  return [
    get('case', caseId),
    ...way.map(follow),
    ...(condition === undefined ? [] : [where(condition)]),
    sort([{ _createdAt: 'desc' }]),
    page(0, most),
  ];
}

/** What answers about evidence are made of. */
export const evidenceOrigin = (caseId: string) => ({
  entities: ['observable', 'attachment', 'task', 'log'],
  about: caseId,
});

/** What stands behind an id: gone when the reader does not see it, undefined while that is not known. */
export type FoundEvidence = (id: string) => Evidence | 'gone' | undefined;

/** What stands behind ids in a case. Of very many the first are asked for; of the others nothing is known. */
export function useEvidence(caseId: string, ids: readonly string[]): FoundEvidence {
  const wanted = [...new Set(ids)].slice(0, mostRead).sort();
  const observables = useOnWay<OutputObservable>(caseId, evidenceWays[0], wanted);
  const own = useOnWay<OutputAttachment>(caseId, evidenceWays[1], wanted);
  const logged = useOnWay<OutputAttachment>(caseId, evidenceWays[2], wanted);
  if (observables === undefined || own === undefined || logged === undefined) return () => undefined;
  const all = [...observables.map(evidenceOfObservable), ...[...own, ...logged].map(evidenceOfFile)];
  const found = new Map(all.map((one) => [one.id, one]));
  const asked = new Set(wanted);
  return (id) => found.get(id) ?? (asked.has(id) ? 'gone' : undefined);
}

function useOnWay<T>(caseId: string, way: EvidenceWay, ids: readonly string[]): readonly T[] | undefined {
  const { data } = usePipeline<readonly T[]>(
    'evidence',
    evidenceSteps(caseId, way, filters.in('_id', ids)),
    evidenceOrigin(caseId),
    { enabled: ids.length > 0 },
  );
  return ids.length === 0 ? [] : data;
}
