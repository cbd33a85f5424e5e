/** Lists that the whole instance shares: custom fields, statuses, observable types and profiles, and the tags of an organisation. */
import type { Entity } from '../model/entity.ts';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import {
  expandPermission,
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
} from '../model/permission.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue, textOf } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';

/** Names of observable types and statuses every instance starts with; they cannot be removed. */
export const builtIn: Readonly<Record<string, ReadonlySet<string>>> = {
  caseStatus: new Set([
    'New',
    'InProgress',
    'Indeterminate',
    'FalsePositive',
    'TruePositive',
    'Other',
    'Duplicated',
  ]),
  alertStatus: new Set([
    'New',
    'Updated',
    'InProgress',
    'Pending',
    'Imported',
    'Ignored',
    'FalsePositive',
    'Duplicate',
  ]),
};

interface ReferenceRules {
  readonly entity: EntityName;
  readonly permission: Permission;
  /** Completes and checks values when an object is made. */
  readonly complete?: (values: RowValues) => RowValues;
  /** Checks a change. */
  readonly checkChange?: (context: CommandContext, row: Row, values: RowValues) => Promise<void> | void;
  /** Whether an object is still used; removed only when it is not. */
  readonly used: (context: CommandContext, row: Row) => Promise<boolean>;
  readonly changed: (values: RowValues) => RowValues;
}

const unchanged = (values: RowValues): RowValues => values;

function createFor(name: string, rules: ReferenceRules): Command<RowValues, { id: string }> {
  return {
    name,
    permission: rules.permission,
    read(raw) {
      const entity: Entity = entities[rules.entity];
      const { values, faults } = readInput(entity, raw, 'create');
      if (faults.length > 0) throw invalidFields(faults);
      return rules.complete?.(values) ?? values;
    },
    async run({ write }, values) {
      const [id = ''] = await write.takeIds(1);
      write.insert(entities[rules.entity], id, undefined, values);
      return { id };
    },
  };
}

function updateFor(name: string, rules: ReferenceRules): Command<UpdateInput, void> {
  return {
    name,
    permission: rules.permission,
    read: (raw) => readUpdate(entities[rules.entity], raw),
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(rules.entity, reference);
        await rules.checkChange?.(context, row, input.values);
        context.write.update(row, rules.changed(input.values));
      }
    },
  };
}

interface DeleteInput {
  readonly reference: string;
  readonly force: boolean;
}

function deleteFor(
  name: string,
  rules: ReferenceRules,
  clear?: (context: CommandContext, row: Row) => void,
): Command<DeleteInput, void> {
  return {
    name,
    permission: rules.permission,
    read: (raw) => ({ reference: String(raw.id), force: raw.force === true }),
    async run(context, input) {
      const row = await context.find(rules.entity, input.reference);
      const label = String(storedValue(row, row.entity.nameField ?? 'id'));
      const names = { entity: row.entity.wireType, name: label };
      if (builtIn[rules.entity]?.has(label) === true || storedValueIfAny(row, 'editable') === false)
        throw new CodedError('builtIn', names);
      if (!(input.force && clear !== undefined) && (await rules.used(context, row)))
        throw new CodedError('inUse', names);
      clear?.(context, row);
      context.write.queue({
        sql: `delete from skep."${row.entity.layout.table}" where id = $1`,
        parameters: [row.id],
      });
      context.write.record(row, 'delete', { name: label });
    },
  };
}

function storedValueIfAny(row: Row, name: string): unknown {
  return name in row.entity.fields ? storedValue(row, name) : undefined;
}

async function exists(
  { write }: CommandContext,
  sql: string,
  parameters: readonly unknown[],
): Promise<boolean> {
  return (await write.run({ sql: `select true where exists (${sql})`, parameters })).rows.length > 0;
}

const customFieldRules: ReferenceRules = {
  entity: 'customField',
  permission: 'manageCustomField',
  complete: (values) => ({ ...values, displayName: values.displayName ?? values.name }),
  changed: unchanged,
  async checkChange(context, row, values) {
    checkOptions({ type: values.type ?? storedValue(row, 'type'), options: values.options });
    if (
      values.type !== undefined &&
      values.type !== storedValue(row, 'type') &&
      (await customFieldRules.used(context, row))
    ) {
      throw new CodedError('inUse', { entity: 'CustomField', name: textOf(row, 'name') });
    }
  },
  used: (context, row) =>
    exists(context, 'select from skep.custom_field_value where custom_field_id = $1', [row.id]),
};

/** Accepted values of a custom field must be of its type. */
function checkOptions(values: RowValues): RowValues {
  const { type, options } = values;
  if (options === undefined) return values;
  const fits = (option: unknown) =>
    type === 'string' || type === 'url' ? typeof option === 'string' : typeof option === 'number';
  if (
    Array.isArray(options) &&
    (options.length === 0 || (type !== 'boolean' && type !== 'date' && options.every(fits)))
  )
    return values;
  throw new CodedError('invalidFields', {}, [
    { kind: 'invalid', name: 'options', accepted: `list of values of type ${String(type)}` },
  ]);
}

export const createCustomField = createFor('createCustomField', {
  ...customFieldRules,
  complete: (values) => checkOptions({ ...values, displayName: values.displayName ?? values.name }),
});
export const updateCustomField = updateFor('updateCustomField', customFieldRules);
export const deleteCustomField = deleteFor('deleteCustomField', customFieldRules, ({ write }, row) => {
  write.queue({
    sql: 'delete from skep.custom_field_value where custom_field_id = $1',
    parameters: [row.id],
  });
});

const caseStatusRules: ReferenceRules = {
  entity: 'caseStatus',
  permission: 'managePlatform',
  changed: unchanged,
  used: (context, row) =>
    exists(context, 'select from skep."case" where status = $1', [storedValue(row, 'value')]),
};
export const createCaseStatus = createFor('createCaseStatus', caseStatusRules);
export const updateCaseStatus = updateFor('updateCaseStatus', caseStatusRules);
export const deleteCaseStatus = deleteFor('deleteCaseStatus', caseStatusRules);

const alertStatusRules: ReferenceRules = {
  entity: 'alertStatus',
  permission: 'managePlatform',
  changed: unchanged,
  used: (context, row) =>
    exists(context, 'select from skep.alert where status = $1', [storedValue(row, 'value')]),
};
export const createAlertStatus = createFor('createAlertStatus', alertStatusRules);
export const updateAlertStatus = updateFor('updateAlertStatus', alertStatusRules);
export const deleteAlertStatus = deleteFor('deleteAlertStatus', alertStatusRules);

const observableTypeRules: ReferenceRules = {
  entity: 'observableType',
  permission: 'manageObservableTemplate',
  changed: unchanged,
  used: (context, row) =>
    exists(context, 'select from skep.observable where data_type = $1', [storedValue(row, 'name')]),
};
export const createObservableType = createFor('createObservableType', observableTypeRules);
export const updateObservableType = updateFor('updateObservableType', observableTypeRules);
export const deleteObservableType = deleteFor('deleteObservableType', observableTypeRules);

const profileRules: ReferenceRules = {
  entity: 'profile',
  permission: 'manageProfile',
  complete: completeProfile,
  changed: (values) =>
    values.permissions === undefined ? values : { ...values, permissions: expanded(values.permissions) },
  checkChange(_, row, values) {
    if (storedValue(row, 'editable') === false)
      throw new CodedError('builtIn', { entity: 'Profile', name: textOf(row, 'name') });
    if (values.permissions !== undefined) completeProfile({ ...values, type: storedValue(row, 'type') });
  },
  used: (context, row) =>
    exists(
      context,
      'select from skep.membership where profile_id = $1 union all select from skep.share where profile_id = $1',
      [row.id],
    ),
};
export const createProfile = createFor('createProfile', profileRules);
export const updateProfile = updateFor('updateProfile', profileRules);
export const deleteProfile = deleteFor('deleteProfile', profileRules);

function expanded(names: unknown): string[] {
  return Array.isArray(names) ? [...new Set(names.map(String).flatMap(expandPermission))].sort() : [];
}

/** Permissions with parents spelt out, and the type they make the profile; refuses unknown ones and mixed scopes. */
function completeProfile(values: RowValues): RowValues {
  const names = expanded(values.permissions);
  const needsAdmin = names
    .filter(isPermission)
    .some((name) => !(permissions.get(name) ?? []).includes('organisation'));
  const type = values.type ?? (needsAdmin ? 'Admin' : 'Organisation');
  const accepted: readonly string[] = permissionsOf(type === 'Admin' ? 'admin' : 'organisation');
  const faults: FieldFault[] = names
    .filter((name) => !accepted.includes(name))
    .map((name) => ({
      kind: 'invalid',
      name: 'permissions',
      given: name,
      accepted: `permissions of a profile of type ${String(type)}`,
      choices: accepted,
    }));
  if (faults.length > 0) throw invalidFields(faults);
  return { ...values, type, permissions: names };
}

/** Changes a tag; a new text is written on everything that carries the tag. */
export const updateTag: Command<UpdateInput, void> = {
  name: 'updateTag',
  permission: 'manageTag',
  read: (raw: RawObject) => readUpdate(entities.tag, raw),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('tag', reference);
      const before = String(storedValue(row, 'predicate'));
      const next = context.write.update(row, input.values);
      const after = String(storedValue(next, 'predicate'));
      if (before !== after) rewriteTag(context, before, after);
    }
  },
};

/** Removes a tag from everything that carries it. */
export const deleteTag: Command<UpdateInput, void> = {
  name: 'deleteTag',
  permission: 'manageTag',
  read: (raw: RawObject) => readUpdate(entities.tag, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('tag', reference);
      rewriteTag(context, String(storedValue(row, 'predicate')), undefined);
      context.write.queue({
        sql: 'delete from skep.tag where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.record(row, 'delete', { predicate: storedValue(row, 'predicate') });
    }
  },
};

function rewriteTag(
  { write, actor, knownTags }: CommandContext,
  before: string,
  after: string | undefined,
): void {
  for (const table of ['alert', 'case', 'observable', 'case_template']) {
    write.queue({
      sql:
        after === undefined
          ? `update skep."${table}" set tags = array_remove(tags, $2) where organisation_id = $1 and tags @> array[$2]`
          : `update skep."${table}" set tags = (select array_agg(distinct t) from unnest(array_replace(tags, $2, $3)) t) where organisation_id = $1 and tags @> array[$2]`,
      parameters: [actor.organisation.id, before, ...(after === undefined ? [] : [after])],
    });
  }
  knownTags.forget(actor.organisation.id);
}
