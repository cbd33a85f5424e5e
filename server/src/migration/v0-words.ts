/** Objects of the older API in the words of the current one. Values stay as they are. */
import { isRawObject, type RawObject } from '../model/input.ts';

const stamps = {
  createdAt: '_createdAt',
  createdBy: '_createdBy',
  updatedAt: '_updatedAt',
  updatedBy: '_updatedBy',
} as const;

/** Fields that have another name now, by kind. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  case: { caseId: 'number', owner: 'assignee' },
  alert: { case: 'caseId' },
  task: { owner: 'assignee' },
  caseTemplate: {},
  customField: { reference: 'name', name: 'displayName' },
};

/** The same object in current words. */
export function currentWords(kind: string, object: RawObject): RawObject {
  const names = new Map(Object.entries({ ...stamps, ...renamed[kind] }));
  const { tasks, ...others } = Object.fromEntries(
    Object.entries(object).map(([name, value]) => [names.get(name) ?? name, value]),
  );
  return {
    ...others,
    _id: object._id ?? object.id ?? object.reference,
    ...(Array.isArray(tasks)
      ? { tasks: tasks.filter(isRawObject).map((task) => currentWords('task', task)) }
      : {}),
    ...(isRawObject(object.customFields) ? { customFields: valuesIn(object.customFields) } : {}),
    ...(kind === 'case' ? { extraData: object.stats } : {}),
    ...(kind === 'user' ? userWords(object) : {}),
  };
}

/** `{name: {type: value, order}}` as a list; the first key that is no order is the type. */
function valuesIn(fields: RawObject): readonly RawObject[] {
  return Object.entries(fields).flatMap(([name, given], index) => {
    if (!isRawObject(given)) return [];
    const [, value = null] = Object.entries(given).find(([key]) => key !== 'order') ?? [];
    return [{ name, value, order: typeof given.order === 'number' ? given.order : index }];
  });
}

/** Roles become the profile that allows as much. */
function userWords({ roles, status, login, _id }: RawObject): RawObject {
  const held = new Set(Array.isArray(roles) ? roles.map(String) : []);
  const profile = held.has('admin') ? 'org-admin' : held.has('write') ? 'analyst' : 'read-only';
  return { profile, login: login ?? _id, locked: status === 'Locked' };
}
