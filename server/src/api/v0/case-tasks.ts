/** Tasks are those of cases. Those of templates are meant only by who names templates. */
import type { Filter } from '../../query/filter/filter.ts';

/** The condition that something lies in a case. */
export const inCase: Filter = { op: 'has', path: 'caseId', at: '' };

/** What a query of tasks is held to beside what it says: tasks of cases, unless it names templates. */
export function tasksMeant(query: Filter): Filter {
  return namesTemplate(query) ? { op: 'all' } : inCase;
}

function namesTemplate(filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.of.some(namesTemplate);
    case 'not':
      return namesTemplate(filter.of);
    case 'related':
      return filter.relation === 'caseTemplate';
    default:
      return false;
  }
}
