/** The records of what was changed in a case and in everything below it. */
import type { OutputAudit } from '../../../../contract/v1-types.ts';
import type { Authored } from '../../data/authored.ts';
import { type Filter, filters, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';

/** A record with where its author comes from. */
export type CaseAudit = OutputAudit & Authored;

/** Records of a case, the newest first, at most `most`; only those after `since` when it is given. */
export function useCaseAudits(caseId: string, most: number, since?: number | null) {
  const conditions: readonly Filter[] = [
    filters.is('rootId', caseId),
    ...(since === undefined || since === null ? [] : [filters.atLeast('_createdAt', since)]),
  ];
  return usePipeline<readonly CaseAudit[]>(
    'case-audits',
    [
      list('audit'),
      where(...conditions),
      sort([{ _createdAt: 'desc' }]),
      page(0, most, ['authorOrganisation']),
    ],
    // A change of anything below the case is recorded.
    {
      entities: ['case', 'task', 'log', 'observable', 'alert', 'comment', 'share', 'job', 'action', 'audit'],
      about: caseId,
    },
    { enabled: since !== null },
  );
}
