/** The steps of the case on screen. */
import { useMemo } from 'react';
import { useResource } from '../../data/queries.ts';
import { useCase } from './case-context.tsx';
import { type CaseStep, caseSteps, type ToldStep } from './steps.ts';

/** The steps; only the detection until the server has told the others. */
export function useCaseSteps(): readonly CaseStep[] {
  const { detail } = useCase();
  const { data } = useResource<readonly ToldStep[]>(`/case/${detail._id}/steps`, {
    entities: ['case', 'task', 'alert', 'action'],
    about: detail._id,
  });
  return useMemo(() => caseSteps(detail, data ?? []), [detail, data]);
}
