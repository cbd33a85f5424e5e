/** Gives a case to another organisation: with everything in it, its history and its shares. Number, dates and ids stay. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { contextOf } from '../task/update-tasks.ts';
import { noteTransitions } from '../value/change-status.ts';
import { readCaseRules } from './share-input.ts';
import { insertShares, linkedOrganisation, profileNamed } from './shares.ts';

interface OwnerInput {
  readonly reference: string;
  /** Id or name of the organisation that gets the case. */
  readonly organisation: string;
  /** Profile with which the present owner keeps it; undefined: it keeps nothing. */
  readonly keepProfile: string | undefined;
  /** Rules of the case from then on. */
  readonly rules: RowValues;
}

/** What transitions name as their cause. */
const cause = 'changeCaseOwner';

/** Hands a case over. Alerts that it holds stay with the organisations that they belong to. */
export const changeCaseOwner: Command<OwnerInput, void> = {
  name: 'changeCaseOwner',
  permission: 'manageCase/changeOwnership',
  read: readOwner,
  async run(context, input) {
    const row = await context.find('case', input.reference);
    const organisation = await newOwner(context, row, input.organisation);
    await requireSomebody(context, row, organisation);
    const { keepProfile } = input;
    if (keepProfile !== undefined)
      await keepShares(context, row, profileNamed(context.reference, keepProfile, 'keepProfile').id);
    const seers = seersAfter(row, organisation.id, keepProfile !== undefined);
    const values = { ...input.rules, ...(await releaseWork(context, row, seers)) };
    await recordHandover(context, row, organisation, { values, seers });
    // Records are stored for the owner that makes them, and then handed over with the rest.
    await context.write.flush();
    await handOver(context, row, organisation, keepProfile !== undefined);
  },
};

function readOwner(raw: RawObject): OwnerInput {
  const faults: FieldFault[] = [];
  const organisation = requiredText(raw, 'organisation', faults, 'id or name of an organisation');
  const { keepProfile } = raw;
  if (keepProfile !== undefined && keepProfile !== null && typeof keepProfile !== 'string')
    faults.push({
      kind: 'invalid',
      name: 'keepProfile',
      accepted: 'name of a profile',
      given: shorten(keepProfile),
    });
  const given = readCaseRules(raw, faults);
  if (faults.length > 0) throw invalidFields(faults);
  return {
    reference: String(raw.id),
    organisation,
    keepProfile: typeof keepProfile === 'string' ? keepProfile : undefined,
    rules: given,
  };
}

interface Organisation {
  readonly id: string;
  readonly name: string;
}

async function newOwner(context: CommandContext, row: Row, reference: string): Promise<Organisation> {
  if (row.organisationId !== context.actor.organisation.id)
    throw new CodedError('notAllowed', {
      reason: 'Only the organisation that owns the case can give it away',
    });
  const organisation = await linkedOrganisation(context, reference);
  if (organisation.id === row.organisationId)
    throw new CodedError('badRequest', { reason: `The case belongs to ${organisation.name} already` });
  const { rows } = await context.write.run({
    sql: 'select locked from skep.organisation where id = $1',
    parameters: [organisation.id],
  });
  if (rows[0]?.locked !== false)
    throw new CodedError('badRequest', {
      reason: `The organisation ${organisation.name} is locked: nobody there could work on the case`,
    });
  return organisation;
}

function seersAfter(row: Row, newOwnerId: string, isKept: boolean): readonly string[] {
  const others = row.placement.organisationIds.filter(
    (id) => id !== newOwnerId && (isKept || id !== row.organisationId),
  );
  return [newOwnerId, ...others];
}

/** A case that is kept to people has to be seen by somebody of its new owner. */
async function requireSomebody(
  { write }: CommandContext,
  row: Row,
  organisation: Organisation,
): Promise<void> {
  const people = row.placement.restrictedTo;
  if (people === undefined) return;
  const { rows } = await write.run({
    sql: `select true from skep.user_account u join skep.membership m on m.user_id = u.id
      where m.organisation_id = $1 and u.login = any($2::text[]) and not u.locked limit 1`,
    parameters: [organisation.id, people],
  });
  if (rows.length === 0)
    throw new CodedError('badRequest', {
      reason: `The case is kept to people of whom none belongs to ${organisation.name}: name one of them first`,
    });
}

/** The present owner keeps what is in the case by shares like those of others. */
async function keepShares(context: CommandContext, row: Row, profile: string): Promise<void> {
  const target = {
    organisationId: row.organisationId,
    profile,
    taskRule: String(storedValue(row, 'taskRule')),
    observableRule: String(storedValue(row, 'observableRule')),
  };
  context.write.queue({
    sql: 'update skep.share set profile_id = $3, task_rule = $4, observable_rule = $5 where root_id = $1 and entity_id = $1 and organisation_id = $2',
    parameters: [row.id, row.organisationId, profile, target.taskRule, target.observableRule],
  });
  for (const part of ['task', 'observable'] as const) {
    const { rows } = await context.write.run({
      sql: `select id from skep.${part} where root_id = $1 and visible_through = id`,
      parameters: [row.id],
    });
    await insertShares(
      context,
      row,
      part,
      rows.map(({ id }) => String(id)),
      target,
    );
  }
}

/** Nobody keeps work in a case that none of their organisations sees any longer. Gives the values that the case loses. */
async function releaseWork(context: CommandContext, row: Row, seers: readonly string[]): Promise<RowValues> {
  const tasks = await context.related(row, 'tasks');
  const { rows } = await context.write.run({
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id
      where u.login = any($1::text[]) and m.organisation_id = any($2::bigint[])`,
    parameters: [[row, ...tasks].flatMap((one) => textOf(one, 'assignee') ?? []), seers],
  });
  const staying = new Set(rows.map(({ login }) => String(login)));
  const leaves = (one: Row): boolean => {
    const assignee = textOf(one, 'assignee');
    return assignee !== undefined && !staying.has(assignee);
  };
  for (const task of tasks.filter(leaves)) {
    const next = context.write.update(task, { assignee: null }, { context: contextOf(task) });
    noteTransitions(context, task, next, cause);
  }
  return leaves(row) ? { assignee: null } : {};
}

/** The case tells of its new owner, to those who see it before and after; the old owner's own history keeps that it had it. */
async function recordHandover(
  context: CommandContext,
  row: Row,
  organisation: Organisation,
  change: { readonly values: RowValues; readonly seers: readonly string[] },
): Promise<void> {
  const { write, actor } = context;
  const next = write.update(row, change.values, {
    details: { organisation: organisation.name },
    previous: { organisation: actor.organisation.name },
    main: true,
    visibleBefore: row.placement.organisationIds,
    visibleAfter: change.seers,
  });
  noteTransitions(context, row, next, cause);
  const own = await context.find('organisation', `~${actor.organisation.id}`, { forChange: false });
  const placement = { ...own.placement, restrictedTo: row.placement.restrictedTo };
  const handedOver = {
    case: `~${row.id}`,
    number: storedValue(row, 'number'),
    organisation: organisation.name,
  };
  write.record({ ...own, placement }, 'update', { handedOver });
}

async function handOver(
  { write, actor, reference }: CommandContext,
  row: Row,
  organisation: Organisation,
  isKept: boolean,
): Promise<void> {
  const [shareId = ''] = await write.takeIds(1);
  write.queue({
    sql: 'select skep.hand_over_case($1, $2, $3, $4, $5, $6, $7)',
    parameters: [
      row.id,
      organisation.id,
      isKept,
      shareId,
      profileNamed(reference, 'org-admin').id,
      new Date(write.now),
      actor.login,
    ],
  });
}
