/** Changes who may see a case within the organisations that have it. Everything in the case follows, its history included. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { requirePermission } from '../frame/require-permission.ts';
import { type Row, textOf } from '../frame/row.ts';
import { restrictedColumns } from '../frame/stored-row.ts';
import { keptWithCase } from '../frame/tree-tables.ts';
import { readReferences } from '../frame/update-input.ts';
import { type Access, readAccess } from './access-input.ts';

interface AccessInput {
  readonly references: readonly string[];
  readonly access: Access;
}

/** Sets who may see cases: all or none of them are changed. */
export const setCaseAccess: Command<AccessInput, void> = {
  name: 'setCaseAccess',
  permission: 'manageCaseAccess/restrict',
  read: readInput,
  async run(context, { references, access }) {
    for (const reference of references) {
      const row = await context.find('case', reference);
      if (row.organisationId !== context.actor.organisation.id)
        throw new CodedError('notAllowed', {
          reason: 'Only the organisation that owns the case can change who sees it',
        });
      await requireNamed(context, row, access);
      changeAccess(context, row, access);
    }
  },
};

function readInput(raw: RawObject): AccessInput {
  const faults: FieldFault[] = [];
  const references = readReferences(raw, faults);
  const access = readAccess(raw.access, 'access', faults);
  if (access === undefined && faults.length === 0)
    faults.push({
      kind: 'missing',
      name: 'access',
      accepted: 'who may see the case, e.g. {"_kind": "OrganisationAccessKind"}',
    });
  if (faults.length > 0 || access === undefined) throw invalidFields(faults);
  return { references, access };
}

/** People a case is kept to; undefined: to nobody. */
export function keptTo(access: Access | undefined): readonly string[] | undefined {
  return access?.kind === 'UserAccessKind' ? access.users : undefined;
}

/** Throws unless a new case may be made so by the actor, who has to be among those who see it. */
export function requireRestricting({ actor }: CommandContext, access: Access | undefined): void {
  const people = keptTo(access);
  if (people === undefined) return;
  requirePermission('manageCaseAccess/restrict', actor);
  requireAmong(people, actor.login, 'yourself');
}

/** Throws unless the actor, whoever holds the case, and nobody but people of its organisations are named. */
export async function requireNamed(
  { write, actor }: CommandContext,
  row: Row,
  access: Access | undefined,
): Promise<void> {
  const people = keptTo(access);
  if (people === undefined) return;
  requireAmong(people, actor.login, 'yourself');
  requireAmong(people, textOf(row, 'assignee') ?? actor.login, 'the assignee of the case');
  const { rows } = await write.run({
    sql: `select n.login from unnest($1::text[]) as n (login) where not exists (select from skep.user_account u
      join skep.membership m on m.user_id = u.id where u.login = n.login and m.organisation_id = any($2::bigint[]))`,
    parameters: [people, row.placement.organisationIds],
  });
  if (rows.length === 0) return;
  const given = rows.map(({ login }) => String(login)).join(', ');
  throw refusedUsers('logins of people of the organisations that have the case', given);
}

function requireAmong(people: readonly string[], login: string, who: string): void {
  if (!people.includes(login))
    throw refusedUsers(`logins, that of ${who} among them: ${login}`, people.join(', '));
}

function refusedUsers(accepted: string, given: string): CodedError {
  return invalidFields([{ kind: 'invalid', name: 'access.users', accepted, given: given.slice(0, 200) }]);
}

function changeAccess(context: CommandContext, row: Row, access: Access): void {
  const [before, after] = [row.placement.restrictedTo, keptTo(access)];
  if (JSON.stringify(before?.toSorted()) === JSON.stringify(after?.toSorted())) return;
  keepTree(context, row, after);
  context.write.update(
    row,
    {},
    {
      columns: { access_kind: access.kind, ...restrictedColumns(after) },
      details: { access: shownAccess(after) },
      previous: { access: shownAccess(before) },
    },
  );
}

/** Keeps everything in the tree of a case to some people; undefined: to nobody any longer. */
export function keepTree(
  { write }: CommandContext,
  { placement }: Row,
  people: readonly string[] | undefined,
): void {
  const { restricted, restricted_to: list } = restrictedColumns(people);
  for (const table of keptWithCase)
    write.queue({
      sql: `update skep."${table}" set restricted = $2, restricted_to = $3 where root_id = $1 and restricted_to is distinct from $3::text[]`,
      parameters: [placement.rootId, restricted, list],
    });
  write.noteKeeping({ rootId: placement.rootId, keptTo: people });
}

/** The value of `access_kind` for a list of people. */
export function kindOfAccess(people: readonly string[] | undefined): Access['kind'] {
  return people === undefined ? 'OrganisationAccessKind' : 'UserAccessKind';
}

/** Access as clients see it. */
export function shownAccess(people: readonly string[] | undefined): RowValues {
  return people === undefined
    ? { _kind: kindOfAccess(people) }
    : { _kind: kindOfAccess(people), users: people };
}
