/** Renders people, organisations and the lists of administrators as v0 shows them: what is missing is left out. */
import type { Actor } from '../../model/actor.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject } from '../../query/stage.ts';
import { renderCustomFields } from './custom-fields.ts';
import { inShort } from './permission-names.ts';

type Values = ReadObject['values'];

const stamps = ['createdBy', 'createdAt', 'updatedBy', 'updatedAt'] as const;

/** Fields of these names that hold something. */
function present(values: Values, names: readonly string[]): RawObject {
  return Object.fromEntries(
    names.flatMap((name) =>
      values[name] === null || values[name] === undefined ? [] : [[name, values[name]]],
    ),
  );
}

/** Identity and stamps of an object, with further fields of these names. */
function header({ values }: ReadObject, type: string, names: readonly string[] = []): RawObject {
  const id = idToWire(String(values.id));
  return { _id: id, id, _type: type, ...present(values, [...stamps, ...names]) };
}

const sorted = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);

/** Names of the organisations that one is linked to, as they were read with it. */
export function linkedNames({ extraData: { links } }: ReadObject): string[] {
  return Array.isArray(links) ? links.filter(isRawObject).map((link) => String(link.toOrganisation)) : [];
}

/** An organisation, with the names of those it is linked to. */
export function renderOrganisation(organisation: ReadObject): RawObject {
  return {
    ...header(organisation, 'organisation', ['name', 'description']),
    links: linkedNames(organisation),
  };
}

/** A profile. */
export function renderProfile(profile: ReadObject): RawObject {
  const { permissions, type } = profile.values;
  return {
    ...header(profile, 'profile', ['name', 'editable']),
    permissions: inShort(sorted(permissions)),
    isAdmin: type === 'Admin',
  };
}

/** A custom field. */
export function renderCustomField(field: ReadObject): RawObject {
  const { name: reference, displayName: name, options } = field.values;
  return {
    ...header(field, 'customField', ['description', 'type', 'mandatory']),
    name,
    reference,
    options: Array.isArray(options) ? options : [],
  };
}

/** A case template with its tasks. */
export function renderCaseTemplate(template: ReadObject, tasks: readonly RawObject[]): RawObject {
  const { values } = template;
  return {
    ...header(template, 'caseTemplate', ['name', 'displayName', 'titlePrefix', 'description', 'summary']),
    ...present(values, ['severity', 'pap', 'flag']),
    ...(typeof values.tlp === 'number' ? { tlp: tlpOnOldScale(values.tlp) } : {}),
    tags: sorted(values.tags),
    tasks,
    customFields: renderCustomFields(template.customFields),
    metrics: {},
    status: 'Ok',
  };
}

/** A task that cases get from their template. */
export function renderModelTask(task: ReadObject): RawObject {
  const { assignee: owner } = task.values;
  return {
    ...header(task, 'case_task', ['title', 'group', 'description', 'status', 'flag', 'dueDate', 'order']),
    ...present({ owner }, ['owner']),
  };
}

/** A type of observables. */
export function renderObservableType(type: ReadObject): RawObject {
  return header(type, 'observableType', ['name', 'isAttachment']);
}

/** A tag. */
export function renderTag({ values }: ReadObject): RawObject {
  return present(values, ['namespace', 'predicate', 'value', 'description', 'colour']);
}

/** A page of the knowledge base. */
export function renderPage(page: ReadObject): RawObject {
  const slug = String(page.values.title).replaceAll(/[^\p{L}\p{N}]+/gu, '_');
  return { ...header(page, 'page', ['title', 'content', 'order', 'category']), slug };
}

/** A dashboard; its definition is a text. */
export function renderDashboard(dashboard: ReadObject, viewer: Actor): RawObject {
  return {
    ...header(dashboard, 'dashboard', ['title', 'description', 'status']),
    definition: JSON.stringify(dashboard.values.definition),
    writable: viewer.permissions.has('manageDashboard'),
  };
}

/** A share of a case, a task or an observable. */
export function renderShare(share: ReadObject): RawObject {
  const { caseId } = share.values;
  return {
    ...header(share, 'share', ['profileName', 'organisationName', 'owner']),
    caseId: idToWire(String(caseId)),
  };
}
