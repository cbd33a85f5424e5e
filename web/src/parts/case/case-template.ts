/** The template of the case on screen: the name is not part of a case as it is read, but can be counted over. */
import { get, type Step } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { useCase } from './case-context.tsx';

const byTemplate: Step = { _name: 'aggregation', _agg: 'field', _field: 'caseTemplate' };

/** Its name; undefined for a case without a template, and until it is known. */
export function useCaseTemplate(): string | undefined {
  const { detail } = useCase();
  const { data } = usePipeline<Readonly<Record<string, unknown>>>(
    'case-template-name',
    [get('case', detail._id), byTemplate],
    {},
  );
  return Object.keys(data ?? {})[0];
}
