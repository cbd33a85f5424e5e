/** Applying a template to a case that exists, and taking that back: what it changed, and what it added that nobody has touched since. */
import { useTranslation } from 'react-i18next';
import type { OutputPage, OutputTask } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { follow, get, page } from '../../data/pipeline.ts';
import { runPipeline, useChange, useRefresh } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { pagesOf, type Template } from '../alert/promote/templates.ts';
import { useCase } from './case-context.tsx';
import type { CaseDetail } from './case-data.ts';
import { keyOfField } from './field-values.ts';
import { type CasePatch, changedWithCase, inverseOf } from './use-case-change.ts';

/** What can be taken over, with whether it is from the start: what describes the case is left as it is. */
export const partsAtFirst = {
  tasks: true,
  pages: true,
  fields: true,
  tags: true,
  prefix: true,
  ratings: false,
  description: false,
} as const;

/** A part of a template. */
export type Part = keyof typeof partsAtFirst;
/** The parts in the order in which they are offered. */
export const partNames: readonly Part[] = [
  'tasks',
  'pages',
  'fields',
  'tags',
  'prefix',
  'ratings',
  'description',
];
/** Which parts are taken over. */
export type Parts = Readonly<Record<Part, boolean>>;

/** Most tasks or pages of a case that are looked through for what a template added. */
const mostAdded = 1_000;

/** The request that applies a template. */
export function applyBody(caseId: string, template: Template, taken: Parts) {
  return {
    ids: [caseId],
    caseTemplate: template.name,
    importTasks: taken.tasks ? (template.tasks ?? []).map(({ title }) => title) : [],
    importPages: taken.pages ? pagesOf(template).map(({ _id }) => _id) : [],
    updateCustomFields: taken.fields,
    updateTags: taken.tags,
    updateTitlePrefix: taken.prefix,
    updateSeverity: taken.ratings,
    updateTlp: taken.ratings,
    updatePap: taken.ratings,
    updateDescription: taken.description,
  };
}

/** The present values of what the template would change in a case: sent later, they take the change back. */
export function formerValues(
  detail: Pick<CaseDetail, 'title' | 'tags' | 'customFields'> & Partial<CaseDetail>,
  template: Template,
  taken: Parts,
): CasePatch {
  const given = (names: readonly ('severity' | 'tlp' | 'pap' | 'description')[]): readonly string[] =>
    names.filter((name) => template[name] !== undefined);
  const has = new Set(detail.customFields?.map(({ name }) => name));
  const added = [...new Set(template.customFields?.map(({ name }) => name))].filter((name) => !has.has(name));
  const names = [
    ...(taken.fields ? added.map(keyOfField) : []),
    ...(taken.tags && (template.tags ?? []).length > 0 ? ['tags'] : []),
    ...(taken.prefix && template.titlePrefix !== undefined ? ['title'] : []),
    ...(taken.ratings ? given(['severity', 'tlp', 'pap']) : []),
    ...(taken.description ? given(['description']) : []),
  ];
  return inverseOf(detail, Object.fromEntries(names.map((name) => [name, undefined])));
}

type Child = Pick<OutputTask | OutputPage, '_id' | '_createdBy' | '_updatedAt' | 'title'>;

/** What a person added by a template: of the titles it has, not there before, and not changed since. */
export function untouched(
  before: ReadonlySet<string>,
  now: readonly Child[],
  titles: ReadonlySet<string>,
  login: string | undefined,
): readonly string[] {
  return now
    .filter(
      ({ _id, _createdBy, _updatedAt, title }) =>
        !before.has(_id) && titles.has(title) && _createdBy === login && _updatedAt === undefined,
    )
    .map(({ _id }) => _id);
}

const kinds = ['tasks', 'pages'] as const;

async function childrenOf(
  api: Api,
  caseId: string,
): Promise<Readonly<Record<(typeof kinds)[number], readonly Child[]>>> {
  const read = (kind: (typeof kinds)[number]) =>
    runPipeline<readonly Child[]>(api, `case-${kind}`, [
      get('case', caseId),
      follow(kind),
      kind === 'pages' ? { _name: 'headerPage', from: 0, to: mostAdded } : page(0, mostAdded),
    ]);
  const [tasks, pages] = await Promise.all([read('tasks'), read('pages')]);
  return { tasks, pages };
}

/** Applies templates to the case on screen; each can be taken back for a minute. */
export function useApplyTemplate() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const api = useApi();
  const login = useMe()?.login;
  const refresh = useRefresh();
  const { offer } = useUndo();
  const changed = [...changedWithCase, 'page'] as const;
  return useChange<{ readonly template: Template; readonly taken: Parts }>(async (_, { template, taken }) => {
    const caseId = detail._id;
    const former = formerValues(detail, template, taken);
    const before = await childrenOf(api, caseId);
    await api.post('/case/_bulk/caseTemplate', applyBody(caseId, template, taken));
    const titles = {
      tasks: new Set(template.tasks?.map(({ title }) => title)),
      pages: new Set(pagesOf(template).map(({ title }) => title)),
    };
    const undo = async (): Promise<void> => {
      const now = await childrenOf(api, caseId);
      const added = (kind: (typeof kinds)[number]): readonly string[] =>
        taken[kind]
          ? untouched(new Set(before[kind].map(({ _id }) => _id)), now[kind], titles[kind], login)
          : [];
      for (const id of added('tasks')) await api.remove(`/task/${id}`);
      for (const id of added('pages')) await api.remove(`/case/${caseId}/page/${id}`);
      if (Object.keys(former).length > 0) await api.patch(`/case/${caseId}`, former);
      await refresh(changed);
    };
    offer({ label: t('apply.done', { name: template.displayName }), undo });
  }, changed);
}
