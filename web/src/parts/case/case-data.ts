/** One case as its page and everything below it reads it: the object, what is counted in it, and what the reader may do there. */
import type { OutputCase, OutputCaseStatus, OutputCustomField } from '../../../../contract/v1-types.ts';
import { filters, get, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import type { PartnerPerson } from '../person.tsx';

/** Computed values that come with a case. */
export type CaseExtra = {
  readonly isOwner: boolean;
  readonly owningOrganisation: string;
  /** Organisations it is shared with, beside the reader's. */
  readonly shareCount: number;
  /** Rights of the reader in this case: those of the profile, capped by the share. */
  readonly permissions: readonly string[];
  /** Tasks by status, cancelled ones left out. */
  readonly taskStats: Readonly<Record<string, number>>;
  readonly observableStats: { readonly total: number };
  readonly alertCount: number;
  readonly attachmentCount: number;
  /** Times that a technique of attackers was seen. */
  readonly procedureCount: number;
  /** Logins of everybody who changed something. */
  readonly contributors: readonly string[];
  /** Those of other organisations among them, and who holds the case, as far as the reader knows their organisations. */
  readonly partnerPeople: readonly PartnerPerson[];
};

/** A case with its computed values. */
export interface CaseDetail extends OutputCase {
  readonly extraData: CaseExtra;
}

const extraData: readonly (keyof CaseExtra)[] = [
  'isOwner',
  'owningOrganisation',
  'shareCount',
  'permissions',
  'taskStats',
  'observableStats',
  'alertCount',
  'attachmentCount',
  'procedureCount',
  'contributors',
  'partnerPeople',
];

/** Kinds of objects that the counts of a case, and the people who took part in it, are made of. */
const countedEntities = [
  'case',
  'task',
  'log',
  'comment',
  'observable',
  'alert',
  'share',
  'attachment',
  'procedure',
] as const;

/** One case by number or id; no data when there is none, or none that is shared with the reader. */
export function useCaseDetail(numberOrId: string) {
  return usePipeline<readonly CaseDetail[]>('case', [get('case', numberOrId), page(0, 1, extraData)], {
    entities: countedEntities,
  });
}

/** Most statuses and custom fields that are read. */
const mostDefinitions = 500;

/** The statuses that cases can have, in order; those that are not offered to people are left out. */
export function useCaseStatuses(): readonly OutputCaseStatus[] {
  const { data } = usePipeline<readonly OutputCaseStatus[]>(
    'case-statuses',
    [
      list('caseStatus'),
      where(filters.is('hidden', false)),
      sort([{ order: 'asc' }]),
      page(0, mostDefinitions),
    ],
    { entities: ['caseStatus'] },
  );
  return data ?? [];
}

/** The definitions of custom fields by name. */
export function useFieldDefinitions(): ReadonlyMap<string, OutputCustomField> {
  const { data } = usePipeline<readonly OutputCustomField[]>(
    'custom-fields',
    [list('customField'), page(0, mostDefinitions)],
    { entities: ['customField'] },
  );
  return new Map((data ?? []).map((field) => [field.name, field]));
}
