/** How many rows match the filter of a list. */
import type { ListRow } from './list-definition.ts';
import { type BoundedNumber, stepsOf } from './list-question.ts';
import { useCounts } from './use-counts.ts';
import type { List } from './use-list.ts';

/** The number; undefined while it is not known. */
export function useMatching<Row extends ListRow>({
  context,
  compiled,
  definition,
}: List<Row>): BoundedNumber | undefined {
  const steps =
    context === undefined || compiled.faults.length > 0 ? undefined : stepsOf(definition, compiled.filters);
  return useCounts(definition.entity, [{ id: 'matching', steps }]).get('matching');
}
