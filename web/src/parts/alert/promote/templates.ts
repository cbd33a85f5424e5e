/** The templates of cases in the order in which somebody probably wants them. */
import { useMemo } from 'react';
import type { OutputCaseTemplate, OutputPageTemplate } from '../../../../../contract/v1-types.ts';
import { filters, list, page, type Step, sort, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';

/** Most templates an organisation has. */
const mostTemplates = 500;
/** How far back the use of a template counts. */
const usedDays = 30;
const dayMs = 86_400_000;

/** A task that a template adds. */
export interface TemplateTask {
  readonly title: string;
  readonly group?: string;
  readonly mandatory?: boolean;
}

/** A template as the dialog shows it. */
export interface Template extends Omit<OutputCaseTemplate, 'tasks' | 'extraData'> {
  readonly tasks?: readonly TemplateTask[];
  readonly extraData?: {
    readonly pageTemplateHeaders?: readonly Pick<OutputPageTemplate, '_id' | 'title'>[];
  };
}

/** The page templates whose pages a template adds. */
export function pagesOf({ extraData }: Template): readonly Pick<OutputPageTemplate, '_id' | 'title'>[] {
  return extraData?.pageTemplateHeaders ?? [];
}

/** How often each template was used lately. */
export type Uses = Readonly<Record<string, { readonly count: number }>>;

/** All templates, and how often each was used lately. */
export function useTemplates() {
  const templates = usePipeline<readonly Template[]>(
    'case-templates',
    [list('caseTemplate'), sort([{ displayName: 'asc' }]), page(0, mostTemplates, ['pageTemplateHeaders'])],
    { entities: ['caseTemplate', 'pageTemplate'] },
  );
  const steps = useMemo<readonly Step[]>(() => {
    const since = Math.floor(Date.now() / dayMs - usedDays) * dayMs;
    return [
      list('case'),
      where(filters.atLeast('_createdAt', since)),
      { _name: 'aggregation', _agg: 'field', _field: 'caseTemplate', _select: [{ _agg: 'count' }] },
    ];
  }, []);
  const uses = usePipeline<Uses>('case-template-uses', steps, { entities: ['case'], steady: true });
  return { templates, uses: uses.data ?? {} };
}

/** The suggested one first, then those used most, then by name; only those that hold all the words. */
export function inOrder(
  templates: readonly Template[],
  uses: Uses,
  suggested: string | undefined,
  words: string,
): readonly Template[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = ({ name }: Template): number =>
    name === suggested ? Number.POSITIVE_INFINITY : (uses[name]?.count ?? 0);
  return templates
    .filter(({ name, displayName, titlePrefix = '' }) =>
      wanted.every((word) => `${name} ${displayName} ${titlePrefix}`.toLowerCase().includes(word)),
    )
    .toSorted((one, other) => {
      const [first, second] = [rank(one), rank(other)];
      return first === second ? one.displayName.localeCompare(other.displayName) : second - first;
    });
}

/** Tasks by their group, in the order of the template. */
export function tasksByGroup(tasks: readonly TemplateTask[]): ReadonlyMap<string, readonly TemplateTask[]> {
  return Map.groupBy(tasks, ({ group }) => group ?? '');
}
