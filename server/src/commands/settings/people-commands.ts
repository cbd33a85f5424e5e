/** Users: making them, changing them, locking them and taking them out of an organisation. Passwords and keys belong to the access layer. */
import { systemLogin } from '../../model/actor.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { normaliseLogin } from '../../model/login.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { requirePermission } from '../frame/require-permission.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { optionalText, requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { avatarFaults, separatePicture, withoutEmptyPicture } from './avatar.ts';
import { fittingProfile, forgetOrganisation, managesEverywhere, targetOrganisation } from './memberships.ts';

interface CreateUserInput {
  readonly values: RowValues;
  readonly login: string;
  readonly profile: string;
  readonly organisation: string | undefined;
}

/**
 * Makes a user in an organisation. An account that exists joins the organisation, when the caller manages users everywhere it
 * belongs to; one that is a member already is left as it is.
 */
export const createUser: Command<CreateUserInput, { id: string }> = {
  name: 'createUser',
  permission: 'manageUser',
  read: readCreateUser,
  async run(context, input) {
    const { write } = context;
    const organisation = await targetOrganisation(context, input.organisation);
    const profileId = fittingProfile(context, input.profile, organisation.name);
    const joining = { profile: input.profile, organisation: organisation.name };
    const { rows } = await write.run({
      sql: 'select id, exists (select from skep.membership where user_id = id and organisation_id = $2) as member from skep.user_account where login = $1 for update',
      parameters: [input.login, organisation.id],
    });
    const present = rows[0];
    if (present?.member === true) return { id: String(present.id) };
    const id =
      present === undefined
        ? await insertUser(context, input.values, organisation.id, joining)
        : await joinUser(context, String(present.id), input.login, joining);
    write.queue({
      sql: 'insert into skep.membership (user_id, organisation_id, profile_id) values ($1, $2, $3)',
      parameters: [id, organisation.id, profileId],
    });
    return { id };
  },
};

async function insertUser(
  { write }: CommandContext,
  values: RowValues,
  organisationId: string,
  details: RowValues,
): Promise<string> {
  const [id = ''] = await write.takeIds(1);
  const { picture, rest } = separatePicture(values);
  const columns = { ...picture.columns, default_organisation_id: organisationId };
  write.insert(entities.user, id, undefined, rest, { columns, details: { ...picture.details, ...details } });
  return id;
}

async function joinUser(
  context: CommandContext,
  id: string,
  login: string,
  details: RowValues,
): Promise<string> {
  if (!(await managesEverywhere(context, id))) throw new CodedError('userAlreadyExists', { login });
  const row = await context.find('user', `~${id}`, { forChange: false });
  context.write.record(row, 'update', details);
  return id;
}

function readCreateUser(raw: RawObject): CreateUserInput {
  const { values, faults } = readInput(entities.user, withoutEmptyPicture(raw), 'create', [
    'profile',
    'organisation',
  ]);
  const all: FieldFault[] = [...faults, ...accountFaults(values)];
  const login = raw.login === undefined ? '' : readLogin(raw.login, all);
  const profile = requiredText(raw, 'profile', all, 'name of a profile');
  const organisation = optionalText(raw, 'organisation', all);
  if (all.length > 0) throw invalidFields(all);
  return { values: { ...values, login }, login, profile, organisation };
}

/** A login in the form in which it is stored. That of the system itself cannot be taken: it stands in records. */
function readLogin(given: unknown, faults: FieldFault[]): string {
  const login = normaliseLogin(given) ?? '';
  if (/^[^\s@]+@[^\s@]+$/.test(login) && login !== systemLogin) return login;
  const accepted = 'name in the form of an e-mail address';
  faults.push({ kind: 'invalid', name: 'login', accepted, given: String(given).slice(0, 100) });
  return '';
}

function accountFaults({ email, avatar }: RowValues): FieldFault[] {
  const wellFormed = typeof email !== 'string' || /^[^\s@]+@[^\s@]+$/.test(email);
  return [
    ...avatarFaults(avatar),
    ...(wellFormed
      ? []
      : ([{ kind: 'invalid', name: 'email', accepted: 'e-mail address', given: email }] as const)),
  ];
}

interface UpdateUserInput extends UpdateInput {
  readonly profile: string | undefined;
  readonly organisation: string | undefined;
  readonly defaultOrganisation: string | undefined;
}

/** What everybody may change about themselves. */
const ownFields: ReadonlySet<string> = new Set(['name', 'email', 'avatar']);

export const updateUser: Command<UpdateUserInput, void> = {
  name: 'updateUser',
  permission: 'authenticated',
  read: readUpdateUser,
  async run(context, input) {
    for (const reference of input.references)
      await changeUser(context, await context.find('user', reference), input);
  },
};

function readUpdateUser(raw: RawObject): UpdateUserInput {
  const faults: FieldFault[] = [];
  const profile = optionalText(raw, 'profile', faults);
  const organisation = optionalText(raw, 'organisation', faults);
  const defaultOrganisation = optionalText(raw, 'defaultOrganisation', faults);
  if (profile !== undefined && organisation === undefined)
    faults.push({
      kind: 'missing',
      name: 'organisation',
      accepted: 'organisation in which the profile is changed',
    });
  const known = ['profile', 'organisation', 'defaultOrganisation'];
  const given = withoutEmptyPicture(raw);
  faults.push(...accountFaults(given));
  return { ...readUpdate(entities.user, given, known, faults), profile, organisation, defaultOrganisation };
}

async function changeUser(context: CommandContext, row: Row, input: UpdateUserInput): Promise<void> {
  const { values, profile, organisation, defaultOrganisation } = input;
  const self = row.id === context.actor.userId;
  const onlyOwn = Object.keys(values).every((name) => ownFields.has(name)) && profile === undefined;
  if (!(self && onlyOwn)) requirePermission('manageUser', context.actor);
  if (self && values.locked === true)
    throw new CodedError('notAllowed', { reason: 'You cannot lock yourself' });
  const account = Object.keys(values).length > 0 || defaultOrganisation !== undefined;
  if (account && !self) await requireManaged(context, row);
  const { picture, rest } = separatePicture(values);
  const columns = {
    ...picture.columns,
    ...(defaultOrganisation === undefined
      ? {}
      : { default_organisation_id: await memberOrganisation(context, row, defaultOrganisation) }),
  };
  const details = {
    ...picture.details,
    ...(defaultOrganisation === undefined ? {} : { defaultOrganisation }),
  };
  context.write.update(row, rest, Object.keys(columns).length === 0 ? {} : { columns, details });
  if (profile !== undefined) await setProfile(context, row, profile, organisation);
}

/** Throws unless the caller manages users in every organisation of the account: changes of it show in all of them. */
async function requireManaged(context: CommandContext, row: Row): Promise<void> {
  if (await managesEverywhere(context, row.id)) return;
  throw new CodedError('notAllowed', {
    reason: 'The user belongs to other organisations too; an administrator of the platform can change it',
  });
}

async function setProfile(
  context: CommandContext,
  row: Row,
  profile: string,
  reference: string | undefined,
): Promise<void> {
  const organisation = await targetOrganisation(context, reference);
  const profileId = fittingProfile(context, profile, organisation.name);
  const { count } = await context.write.run({
    sql: 'update skep.membership set profile_id = $3 where user_id = $1 and organisation_id = $2',
    parameters: [row.id, organisation.id, profileId],
  });
  if (count === 0) throw notFound('Organisation');
  context.write.record(row, 'update', { profile, organisation: organisation.name });
}

async function memberOrganisation({ write }: CommandContext, row: Row, reference: string): Promise<string> {
  const { rows } = await write.run({
    sql: `select o.id from skep.organisation o join skep.membership m on m.organisation_id = o.id
      where m.user_id = $1 and (o.name = $2 or concat('~', o.id) = $2)`,
    parameters: [row.id, reference],
  });
  if (rows[0] === undefined) throw notFound('Organisation');
  return String(rows[0].id);
}

interface UserReference {
  readonly reference: string;
  readonly organisation: string | undefined;
}

function readUserReference(raw: RawObject): UserReference {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id or login of a user');
  const organisation = optionalText(raw, 'organisation', faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { reference, organisation };
}

/** Locks a user: nobody signs in as it any more. */
export const lockUser: Command<UserReference, void> = {
  name: 'lockUser',
  permission: 'manageUser',
  read: readUserReference,
  async run(context, input) {
    const row = await context.find('user', input.reference);
    if (row.id === context.actor.userId)
      throw new CodedError('notAllowed', { reason: 'You cannot lock yourself' });
    await requireManaged(context, row);
    context.write.update(row, { locked: true });
  },
};

/** Takes a user out of an organisation, and removes it when none is left. */
export const removeUser: Command<UserReference, void> = {
  name: 'removeUser',
  permission: 'manageUser',
  read: readUserReference,
  async run(context, input) {
    const row = await context.find('user', input.reference);
    if (row.id === context.actor.userId)
      throw new CodedError('notAllowed', { reason: 'You cannot remove yourself' });
    const organisation = await targetOrganisation(context, input.organisation);
    const { count } = await context.write.run({
      sql: 'delete from skep.membership where user_id = $1 and organisation_id = $2',
      parameters: [row.id, organisation.id],
    });
    if (count === 0) throw notFound('User');
    const login = String(storedValue(row, 'login'));
    forgetOrganisation(context, row.id, login);
    context.write.record(row, 'delete', { login, organisation: organisation.name });
  },
};

interface LoginInput {
  readonly reference: string;
  readonly login: string;
}

/** Changes the login of a user. Records of the past keep the old one; what it holds and keeps for itself goes along. */
export const setUserLogin: Command<LoginInput, void> = {
  name: 'setUserLogin',
  permission: 'manageUser',
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id or login of a user');
    const login = readLogin(raw.login, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { reference, login };
  },
  async run(context, input) {
    const row = await context.find('user', input.reference);
    await requireManaged(context, row);
    const before = String(storedValue(row, 'login'));
    context.write.update(row, { login: input.login });
    // In every organisation, also those that the rows of this request do not reach.
    context.write.queue({ sql: 'select skep.rename_login($1, $2)', parameters: [before, input.login] });
  },
};
