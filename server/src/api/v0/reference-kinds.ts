/** Kinds of people, organisations and lists of administrators: how each is searched and shown. */
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { ReadObject } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { inCase } from './case-tasks.ts';
import { type Kind, nothingBeside } from './kind.ts';
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

const alike =
  (render: (object: ReadObject) => RawObject): Kind['show'] =>
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
    beside: () => userData,
    show: (call, users) => Promise.all(users.map((user) => renderUser(call, user))),
  },
  organisation: {
    entity: 'organisation',
    words: organisationWords,
    beside: () => ['links'],
    show: alike(renderOrganisation),
  },
  profile: { entity: 'profile', words: profileWords, beside: nothingBeside, show: alike(renderProfile) },
  customField: {
    entity: 'customField',
    words: customFieldWords,
    beside: nothingBeside,
    show: alike(renderCustomField),
  },
  caseTemplate: {
    entity: 'caseTemplate',
    words: caseTemplateWords,
    beside: nothingBeside,
    show: showTemplates,
  },
  observableType: {
    entity: 'observableType',
    words: observableTypeWords,
    beside: nothingBeside,
    show: alike(renderObservableType),
  },
  tag: { entity: 'tag', words: tagWords, beside: nothingBeside, show: alike(renderTag) },
  page: {
    entity: 'page',
    words: pageWords,
    // Pages of cases are no part of the knowledge base.
    meant: () => ({ op: 'not', of: inCase }),
    beside: nothingBeside,
    show: alike(renderPage),
  },
  dashboard: {
    entity: 'dashboard',
    words: dashboardWords,
    beside: nothingBeside,
    show: async (call, dashboards) => dashboards.map((one) => renderDashboard(one, actorOf(call))),
  },
} as const satisfies Partial<Record<EntityName, Kind>>;

/** The id of an object as paths and commands name it. */
export function wireIdOf({ values }: ReadObject): string {
  return idToWire(String(values.id));
}
