/** Kinds of people, organisations and lists of administrators: how each is searched and shown. */
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { ReadObject } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { renderUser, userData } from './people.ts';
import { readObjects } from './read.ts';
import {
  caseTemplateWords,
  customFieldWords,
  dashboardWords,
  observableTypeWords,
  organisationWords,
  pageWords,
  profileWords,
  tagWords,
  userWords,
} from './reference-words.ts';
import {
  renderCaseTemplate,
  renderCustomField,
  renderDashboard,
  renderModelTask,
  renderObservableType,
  renderOrganisation,
  renderPage,
  renderProfile,
  renderTag,
} from './render-reference.ts';
import type { RouteCall } from './route.ts';
import type { Words } from './words.ts';

/** A kind of objects. */
export interface ReferenceKind {
  readonly entity: EntityName;
  readonly words: Words;
  /** Names of what is read beside each object. */
  readonly extraData?: readonly string[];
  /** A condition in words of v0, where not all objects of the entity are of this kind. */
  readonly only?: RawObject;
  readonly show: (call: RouteCall, objects: readonly ReadObject[]) => Promise<readonly RawObject[]>;
}

const alike =
  (render: (object: ReadObject) => RawObject): ReferenceKind['show'] =>
  async (_, objects) =>
    objects.map(render);

/** Case templates, with the tasks of all of them read at once. */
async function showTemplates(
  call: RouteCall,
  templates: readonly ReadObject[],
): Promise<readonly RawObject[]> {
  if (templates.length === 0) return [];
  const ids = templates.map(({ values }) => String(values.id));
  const tasks = await readObjects(call, [
    { op: 'list', entity: 'task' },
    { op: 'filter', filter: { op: 'in', path: 'caseTemplateId', values: ids, at: '' } },
    { op: 'sort', keys: [{ path: 'order', descending: false }] },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  const byTemplate = Map.groupBy(tasks, ({ values }) => values.caseTemplateId);
  return templates.map((template) =>
    renderCaseTemplate(template, (byTemplate.get(template.values.id) ?? []).map(renderModelTask)),
  );
}

/** The kinds. */
export const referenceKinds = {
  user: {
    entity: 'user',
    words: userWords,
    extraData: userData,
    show: (call, users) => Promise.all(users.map((user) => renderUser(call, user))),
  },
  organisation: {
    entity: 'organisation',
    words: organisationWords,
    extraData: ['links'],
    show: alike(renderOrganisation),
  },
  profile: { entity: 'profile', words: profileWords, show: alike(renderProfile) },
  customField: { entity: 'customField', words: customFieldWords, show: alike(renderCustomField) },
  caseTemplate: { entity: 'caseTemplate', words: caseTemplateWords, show: showTemplates },
  observableType: { entity: 'observableType', words: observableTypeWords, show: alike(renderObservableType) },
  tag: { entity: 'tag', words: tagWords, show: alike(renderTag) },
  page: {
    entity: 'page',
    words: pageWords,
    // Pages of cases are no part of the knowledge base.
    only: { _not: { _contains: 'case' } },
    show: alike(renderPage),
  },
  dashboard: {
    entity: 'dashboard',
    words: dashboardWords,
    show: async (call, dashboards) => dashboards.map((one) => renderDashboard(one, actorOf(call))),
  },
} as const satisfies Partial<Record<EntityName, ReferenceKind>>;

/** The query of an input, within what is of a kind. */
export function queryWithin({ only }: ReferenceKind, { query }: RawObject): RawObject {
  return { _and: [only ?? {}, query ?? {}] };
}

/** The id of an object as paths and commands name it. */
export function wireIdOf({ values }: ReadObject): string {
  return idToWire(String(values.id));
}
