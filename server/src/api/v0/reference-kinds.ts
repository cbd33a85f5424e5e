/** Kinds of people, organisations and lists of administrators: how each is searched and shown. */
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { ReadObject } from '../../query/stage.ts';
import { isReadObject } from '../http/read-object.ts';
import { actorOf } from '../http/route-table.ts';
import { inCase } from './case-tasks.ts';
import { type Kind, nothingBeside } from './kind.ts';
import { renderUser, userData } from './people.ts';
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

const alike =
  (render: (object: ReadObject) => RawObject): Kind['show'] =>
  async (_, objects) =>
    objects.map(render);

/** A case template with its tasks in their order. */
function showTemplate(template: ReadObject): RawObject {
  const { tasks } = template.values;
  const all = Array.isArray(tasks) ? tasks.filter(isReadObject) : [];
  const ordered = all.toSorted((one, other) => Number(one.values.order) - Number(other.values.order));
  return renderCaseTemplate(template, ordered.map(renderModelTask));
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
    show: alike(showTemplate),
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
