/** What the reader may do in one case: the rights of the profile, narrowed by the share the case is seen through. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputCase } from '../../../../contract/v1-types.ts';
import { get, page } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';

/** A case with what the reader may do in it. */
export interface CaseWork extends OutputCase {
  readonly extraData?: {
    readonly permissions?: readonly string[];
    readonly isOwner?: boolean;
    readonly owningOrganisation?: string;
  };
}

/** The case; `data` is an empty list when it is not seen. */
export function useCaseWork(caseId: string): UseQueryResult<readonly CaseWork[]> {
  return usePipeline(
    'case-work',
    [get('case', caseId), page(0, 1, ['permissions', 'isOwner', 'owningOrganisation'])],
    { entities: ['case', 'share'], about: caseId },
  );
}

/** Whether the reader holds a right in a case; false until that is known. */
export function useCaseRight(caseId: string, right: string): boolean {
  const { data } = useCaseWork(caseId);
  return data?.[0]?.extraData?.permissions?.includes(right) ?? false;
}
