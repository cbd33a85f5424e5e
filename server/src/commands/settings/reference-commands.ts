/** Lists that the whole instance shares: custom fields, statuses, observable types and profiles. */
import type { FieldFault } from '../../model/errors.ts';
import { invalidFields } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import {
  builtInProfiles,
  expandPermission,
  isPermission,
  permissions,
  permissionsOf,
} from '../../model/permission.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { storedValue } from '../frame/row.ts';
import { isFieldValue } from '../value/custom-field-input.ts';
import { alertStatuses, caseStatuses, neededObservableTypes } from './built-in-lists.ts';
import { builtIn, change, creation, inUse, isUsed, type ListRules, removal } from './reference-list.ts';

const customFieldRules: ListRules = {
  entity: 'customField',
  permission: 'manageCustomField',
  builtIn: new Set(),
  usedBy: 'select from skep.custom_field_value v where v.custom_field_id = entry.id',
  clear: 'delete from skep.custom_field_value where custom_field_id = $1',
  complete(values, faults) {
    faults.push(...optionFaults(values.type, values.options));
    return { displayName: values.displayName ?? values.name };
  },
  async change(context, row, values) {
    const type = values.type ?? storedValue(row, 'type');
    const faults = optionFaults(type, values.options ?? storedValue(row, 'options'));
    if (faults.length > 0) throw invalidFields(faults);
    const moves = type !== storedValue(row, 'type');
    if (moves && (await isUsed(context, customFieldRules, row))) throw inUse(row);
    return values;
  },
};

/** Types whose accepted values can be listed. */
const listedTypes: ReadonlySet<unknown> = new Set(['string', 'integer', 'float']);
/** Most accepted values of a custom field. */
const mostOptions = 1_000;

/** Accepted values of a custom field must be of its type. */
function optionFaults(type: unknown, options: unknown): FieldFault[] {
  if (options === undefined || (Array.isArray(options) && options.length === 0)) return [];
  const listed =
    Array.isArray(options) &&
    options.length <= mostOptions &&
    listedTypes.has(type) &&
    options.every((option) => isFieldValue(String(type), option));
  if (listed) return [];
  const accepted = listedTypes.has(type)
    ? `list of at most ${mostOptions} values of type ${String(type)}`
    : `empty list for type ${String(type)}`;
  return [{ kind: 'invalid', name: 'options', accepted, given: shorten(options) }];
}

export const createCustomField = creation('createCustomField', customFieldRules);
export const updateCustomField = change('updateCustomField', customFieldRules);
export const deleteCustomField = removal('deleteCustomField', customFieldRules);

const caseStatusRules: ListRules = {
  entity: 'caseStatus',
  permission: 'managePlatform',
  builtIn: new Set(caseStatuses.map(({ value }) => value)),
  usedBy: 'select from skep."case" c where c.status = entry.name',
};
export const createCaseStatus = creation('createCaseStatus', caseStatusRules);
export const updateCaseStatus = change('updateCaseStatus', caseStatusRules);
export const deleteCaseStatus = removal('deleteCaseStatus', caseStatusRules);

const alertStatusRules: ListRules = {
  entity: 'alertStatus',
  permission: 'managePlatform',
  builtIn: new Set(alertStatuses.map(({ value }) => value)),
  usedBy: 'select from skep.alert a where a.status = entry.name',
};
export const createAlertStatus = creation('createAlertStatus', alertStatusRules);
export const updateAlertStatus = change('updateAlertStatus', alertStatusRules);
export const deleteAlertStatus = removal('deleteAlertStatus', alertStatusRules);

const observableTypeRules: ListRules = {
  entity: 'observableType',
  permission: 'manageObservableTemplate',
  builtIn: neededObservableTypes,
  usedBy: 'select from skep.observable o where o.data_type = entry.name',
};
export const createObservableType = creation('createObservableType', observableTypeRules);
export const updateObservableType = change('updateObservableType', observableTypeRules);
export const deleteObservableType = removal('deleteObservableType', observableTypeRules);

const profileRules: ListRules = {
  entity: 'profile',
  permission: 'manageProfile',
  builtIn: new Set(builtInProfiles.map(({ name }) => name)),
  usedBy: `select from skep.membership m where m.profile_id = entry.id
    union all select from skep.share s where s.profile_id = entry.id`,
  complete: completeProfile,
  change(_, row, values) {
    if (storedValue(row, 'editable') === false) throw builtIn(row);
    if (values.permissions === undefined) return values;
    const faults: FieldFault[] = [];
    const { permissions: names } = completeProfile({ ...values, type: storedValue(row, 'type') }, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { ...values, permissions: names };
  },
};
export const createProfile = creation('createProfile', profileRules);
export const updateProfile = change('updateProfile', profileRules);
export const deleteProfile = removal('deleteProfile', profileRules);

/** Permissions with parents spelt out, and the type they make the profile; unknown ones and mixed scopes are faults. */
function completeProfile(values: RowValues, faults: FieldFault[]): RowValues {
  const names = expanded(values.permissions);
  const type = String(values.type ?? (needsAdmin(names) ? 'Admin' : 'Organisation'));
  const accepted = acceptedIn(type);
  for (const name of names.filter((one) => !accepted.includes(one)))
    faults.push({
      kind: 'invalid',
      name: 'permissions',
      given: name,
      accepted: `permissions of a profile of type ${type}`,
      choices: accepted,
    });
  return { type, permissions: names };
}

function expanded(names: unknown): string[] {
  return Array.isArray(names) ? [...new Set(names.map(String).flatMap(expandPermission))].sort() : [];
}

function needsAdmin(names: readonly string[]): boolean {
  return names.filter(isPermission).some((name) => permissions.get(name)?.includes('organisation') !== true);
}

function acceptedIn(type: string): readonly string[] {
  if (type === 'External') return [];
  return permissionsOf(type === 'Admin' ? 'admin' : 'organisation');
}
