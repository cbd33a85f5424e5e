/** The steps of the case on screen. */
import { useMemo } from 'react';
import { useResource } from '../../data/queries.ts';
import { useCase } from './case-context.tsx';
import { type CaseStep, caseSteps, type ToldStep } from './steps.ts';

/** The steps; undefined while they are read, and only the detection when the server does not tell the others. */
export function useCaseSteps(): readonly CaseStep[] | undefined {
  const { detail } = useCase();
  const { data, isPending } = useResource<readonly ToldStep[]>(`/case/${detail._id}/steps`, {
    entities: ['case', 'task', 'alert', 'action'],
    about: detail._id,
  });
  return useMemo(() => (isPending ? undefined : caseSteps(detail, data ?? [])), [detail, data, isPending]);
}
