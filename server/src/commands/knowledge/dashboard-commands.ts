/** Dashboards: making, changing and removing them, and giving them to somebody else. */
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject, readInput, shorten } from '../../model/input.ts';
import { normaliseLogin } from '../../model/login.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';

/** Longest definition of a dashboard, in characters of JSON. */
const longestDefinition = 500_000;

/** Names that dashboards carry on the wire and that nobody sets. */
const carried = ['writable'] as const;

export const createDashboard: Command<RowValues, { id: string }> = {
  name: 'createDashboard',
  permission: 'manageDashboard',
  read(raw) {
    const { values, faults } = readInput(entities.dashboard, inWordsOfTheModel(raw), 'create', carried);
    const all = [...faults, ...definitionFaults(values)];
    if (all.length > 0) throw invalidFields(all);
    return values;
  },
  async run({ write, actor }, values) {
    const [id = ''] = await write.takeIds(1);
    const written = { ...values, owner: actor.login };
    const { told, record } = recording(values.status);
    const row = write.insert(entities.dashboard, id, undefined, written, told);
    if (record !== undefined) write.record(row, 'create', record);
    return { id };
  },
};

/** Colleagues read the records of the organisation: those of a private dashboard tell that there is one, not what is in it. */
function recording(...statuses: readonly unknown[]): { told: { audited?: false }; record?: RowValues } {
  return statuses.includes('Shared')
    ? { told: {} }
    : { told: { audited: false }, record: { status: 'Private' } };
}

/** `version` is the edition of the format; the version of the object is `_version`. */
function inWordsOfTheModel({ version, ...raw }: RawObject): RawObject {
  return version === undefined ? raw : { ...raw, formatVersion: version };
}

function definitionFaults({ definition }: RowValues): FieldFault[] {
  const fits = isRawObject(definition) && JSON.stringify(definition).length <= longestDefinition;
  if (definition === undefined || fits) return [];
  const accepted = `object of at most ${longestDefinition} characters`;
  return [{ kind: 'invalid', name: 'definition', accepted, given: shorten(definition) }];
}

interface UpdateDashboardInput extends UpdateInput {
  /** The status `Deleted` removes it. */
  readonly removed: boolean;
}

export const updateDashboard: Command<UpdateDashboardInput, void> = {
  name: 'updateDashboard',
  permission: 'manageDashboard',
  read(raw) {
    const removed = raw.status === 'Deleted';
    const { status, ...others } = inWordsOfTheModel(raw);
    const input = readUpdate(
      entities.dashboard,
      removed || status === undefined ? others : { ...others, status },
      carried,
    );
    const faults = definitionFaults(input.values);
    if (faults.length > 0) throw invalidFields(faults);
    return { ...input, removed };
  },
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('dashboard', reference);
      if (input.removed) remove(context, row);
      else change(context, row, input.values);
    }
  },
};

function change(context: CommandContext, row: Row, values: RowValues): void {
  const before = storedValue(row, 'status');
  const after = values.status ?? before;
  if (after !== before) requireOwner(context, row);
  const { told, record } = recording(before, after);
  const next = context.write.update(row, values, told);
  if (record !== undefined && next !== row) context.write.record(next, 'update', record);
}

/** Who sees a dashboard is up to its owner; one without an owner is everybody's. */
function requireOwner({ actor }: CommandContext, row: Row): void {
  const owner = storedValue(row, 'owner');
  if (owner !== null && owner !== actor.login)
    throw new CodedError('notAllowed', {
      reason: 'Only the owner of a dashboard can say who sees it, or give it to somebody else',
    });
}

function remove({ write }: CommandContext, row: Row): void {
  write.queue({
    sql: 'delete from skep.dashboard where organisation_id = $1 and id = $2',
    parameters: [row.organisationId, row.id],
  });
  const { record = { title: storedValue(row, 'title') } } = recording(storedValue(row, 'status'));
  write.record(row, 'delete', record);
}

export const deleteDashboard: Command<UpdateInput, void> = {
  name: 'deleteDashboard',
  permission: 'manageDashboard',
  read: (raw) => readUpdate(entities.dashboard, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      remove(context, await context.find('dashboard', reference));
    }
  },
};

interface GiveInput {
  readonly id: string;
  readonly user: string;
}

/** Gives a dashboard to a member of the organisation. */
export const giveDashboard: Command<GiveInput, void> = {
  name: 'giveDashboard',
  permission: 'manageDashboard',
  read(raw) {
    const faults: FieldFault[] = [];
    const id = requiredText(raw, 'id', faults, 'id of a dashboard');
    const user = requiredText(raw, 'user', faults, 'id or login of a user');
    if (faults.length > 0) throw invalidFields(faults);
    return { id, user };
  },
  async run(context, input) {
    const row = await context.find('dashboard', input.id);
    requireOwner(context, row);
    context.write.update(row, { owner: await memberNamed(context, input.user) });
  },
};

/** The login of a member of the actor's organisation who may sign in. Throws `notFound`. */
async function memberNamed({ write, actor }: CommandContext, reference: string): Promise<string> {
  const { rows } = await write.run({
    name: 'member_named',
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id
      where m.organisation_id = $1 and not u.locked and (u.id = $2::bigint or u.login = $3)`,
    parameters: [
      actor.organisation.id,
      idFromWire(reference) ?? null,
      normaliseLogin(reference) ?? reference,
    ],
  });
  const login = rows[0]?.login;
  if (typeof login !== 'string') throw notFound(entities.user.wireType);
  return login;
}
