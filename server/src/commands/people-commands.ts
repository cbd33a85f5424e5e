/** Organisations, the users in them and what their profiles are. Passwords and keys belong to the access layer. */
import { adminOrganisation, isPlatformAdministrator } from '../model/actor.ts';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue, textOf } from './row.ts';
import { linkedOrganisation } from './shares.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';

export const createOrganisation: Command<RowValues, { id: string }> = {
  name: 'createOrganisation',
  permission: 'manageOrganisation',
  read(raw) {
    const { values, faults } = readInput(entities.organisation, raw, 'create');
    if (faults.length > 0) throw invalidFields(faults);
    return values;
  },
  async run({ write }, values) {
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.organisation, id, undefined, values);
    return { id };
  },
};

export const updateOrganisation: Command<UpdateInput, void> = {
  name: 'updateOrganisation',
  permission: ['manageOrganisation', 'manageConfig'],
  read: (raw) => readUpdate(entities.organisation, raw, ['avatar']),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('organisation', reference);
      if (textOf(row, 'name') === adminOrganisation)
        throw new CodedError('builtIn', { entity: 'Organisation', name: adminOrganisation });
      requireOwnOrganisation(context, row, input.values);
      context.write.update(row, input.values);
    }
  },
};

/** An organisation's own administrator may change its rules and texts, not its name or whether it is locked. */
function requireOwnOrganisation({ actor }: CommandContext, row: Row, values: RowValues): void {
  if (actor.permissions.has('manageOrganisation')) return;
  const allowed =
    row.id === actor.organisation.id && values.name === undefined && values.locked === undefined;
  if (!allowed) throw new CodedError('permissionMissing', { permission: 'manageOrganisation' });
}

interface LinkInput {
  readonly organisation: string;
  readonly other: string;
  readonly linkType: string;
  readonly otherLinkType: string;
  readonly linked: boolean;
}

const linkTypes = ['default', 'supervised', 'notify'];

/** Links two organisations, so that each sees the other and can share cases with it, or takes the link away. */
function linkCommand(name: string, linked: boolean): Command<LinkInput, void> {
  return {
    name,
    permission: 'manageOrganisation',
    read(raw) {
      const type = (value: unknown) => (typeof value === 'string' ? value : 'default');
      const faults: FieldFault[] = ['linkType', 'otherLinkType']
        .filter((key) => !linkTypes.includes(type(raw[key])))
        .map((key) => ({
          kind: 'invalid',
          name: key,
          accepted: `one of ${linkTypes.join(', ')}`,
          choices: linkTypes,
        }));
      if (faults.length > 0) throw invalidFields(faults);
      return {
        organisation: String(raw.id),
        other: String(raw.other),
        linkType: type(raw.linkType),
        otherLinkType: type(raw.otherLinkType),
        linked,
      };
    },
    async run(context, input) {
      const row = await context.find('organisation', input.organisation);
      const other = await context.find('organisation', input.other);
      const names = [textOf(row, 'name'), textOf(other, 'name')];
      if (row.id === other.id || names.includes(adminOrganisation))
        throw new CodedError('badRequest', {
          reason: 'An organisation cannot be linked with itself or with the platform organisation',
        });
      setLink(context, row.id, other.id, input.linked ? input.linkType : undefined);
      setLink(context, other.id, row.id, input.linked ? input.otherLinkType : undefined);
      context.write.record(row, 'update', { [input.linked ? 'link' : 'unlink']: { organisation: names[1] } });
    },
  };
}

export const linkOrganisations = linkCommand('linkOrganisations', true);
export const unlinkOrganisations = linkCommand('unlinkOrganisations', false);

function setLink({ write }: CommandContext, from: string, to: string, type: string | undefined): void {
  write.queue(
    type === undefined
      ? {
          sql: 'delete from skep.organisation_link where organisation_id = $1 and other_id = $2',
          parameters: [from, to],
        }
      : {
          sql: `insert into skep.organisation_link (organisation_id, other_id, link_type) values ($1, $2, $3)
            on conflict (organisation_id, other_id) do update set link_type = excluded.link_type`,
          parameters: [from, to, type],
        },
  );
}

interface CreateUserInput {
  readonly values: RowValues;
  readonly profile: string;
  readonly organisation: string | undefined;
}

/** Makes a user in an organisation; a login that exists joins the organisation with the profile. */
export const createUser: Command<CreateUserInput, { id: string }> = {
  name: 'createUser',
  permission: 'manageUser',
  read: readCreateUser,
  async run(context, input) {
    const { write } = context;
    const organisation = await targetOrganisation(context, input.organisation);
    const profileId = requireProfile(context, input.profile, organisation.name);
    const login = String(input.values.login);
    const { rows } = await write.run({
      sql: 'select id from skep.user_account where login = $1',
      parameters: [login],
    });
    const id =
      rows[0] === undefined ? await insertUser(context, input.values, organisation.id) : String(rows[0].id);
    write.queue({
      sql: 'insert into skep.membership (user_id, organisation_id, profile_id) values ($1, $2, $3) on conflict do nothing',
      parameters: [id, organisation.id, profileId],
    });
    return { id };
  },
};

async function insertUser(
  { write }: CommandContext,
  values: RowValues,
  organisationId: string,
): Promise<string> {
  const [id = ''] = await write.takeIds(1);
  write.insert(entities.user, id, undefined, values, {
    columns: { default_organisation_id: organisationId },
  });
  return id;
}

function readCreateUser(raw: RawObject): CreateUserInput {
  const { values, faults } = readInput(entities.user, raw, 'create', [
    'profile',
    'organisation',
    'password',
    'avatar',
    'email',
  ]);
  const all: FieldFault[] = [...faults];
  const login = typeof values.login === 'string' ? values.login.trim().toLowerCase() : '';
  if (login !== '' && !/^[^\s@]+@[^\s@]+$/.test(login))
    all.push({
      kind: 'invalid',
      name: 'login',
      accepted: 'name in the form of an e-mail address',
      given: login,
    });
  if (typeof raw.profile !== 'string')
    all.push({ kind: 'missing', name: 'profile', accepted: 'name of a profile' });
  if (all.length > 0) throw invalidFields(all);
  return {
    values: { ...values, login },
    profile: String(raw.profile),
    organisation: typeof raw.organisation === 'string' ? raw.organisation : undefined,
  };
}

async function targetOrganisation(
  context: CommandContext,
  reference: string | undefined,
): Promise<{ id: string; name: string }> {
  const { organisation } = context.actor;
  if (reference === undefined || reference === organisation.name || reference === `~${organisation.id}`)
    return organisation;
  if (!isPlatformAdministrator(context.actor)) throw new CodedError('notFound', { entity: 'Organisation' });
  return linkedOrganisation(context, reference);
}

/** A profile must be of the kind of the organisation: administrators of the platform live in an organisation of their own. */
function requireProfile({ reference }: CommandContext, name: string, organisation: string): string {
  const profile = reference.profiles.get(name);
  const forAdmin = profile?.type === 'Admin';
  if (profile !== undefined && forAdmin === (organisation === adminOrganisation)) return profile.id;
  const choices = [...reference.profiles]
    .filter(([, other]) => (other.type === 'Admin') === (organisation === adminOrganisation))
    .map(([key]) => key);
  throw invalidFields([
    { kind: 'invalid', name: 'profile', given: name, accepted: `one of ${choices.join(', ')}`, choices },
  ]);
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
  read(raw) {
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    const input = readUpdate(entities.user, raw, ['profile', 'organisation', 'defaultOrganisation']);
    if (raw.profile !== undefined && raw.organisation === undefined)
      throw invalidFields([
        { kind: 'missing', name: 'organisation', accepted: 'organisation in which the profile is changed' },
      ]);
    return {
      ...input,
      profile: text(raw.profile),
      organisation: text(raw.organisation),
      defaultOrganisation: text(raw.defaultOrganisation),
    };
  },
  async run(context, input) {
    for (const reference of input.references)
      await changeUser(context, await context.find('user', reference), input);
  },
};

async function changeUser(context: CommandContext, row: Row, input: UpdateUserInput): Promise<void> {
  const self = row.id === context.actor.userId;
  const onlyOwn =
    Object.keys(input.values).every((name) => ownFields.has(name)) && input.profile === undefined;
  if (!(self && onlyOwn)) requireManager(context);
  if (self && input.values.locked === true)
    throw new CodedError('notAllowed', { reason: 'You cannot lock yourself' });
  const defaultId =
    input.defaultOrganisation === undefined
      ? undefined
      : await memberOrganisation(context, row, input.defaultOrganisation);
  context.write.update(
    row,
    input.values,
    defaultId === undefined ? {} : { columns: { default_organisation_id: defaultId } },
  );
  if (input.profile !== undefined) {
    const organisation = await targetOrganisation(context, input.organisation);
    const profileId = requireProfile(context, input.profile, organisation.name);
    context.write.queue({
      sql: 'update skep.membership set profile_id = $3 where user_id = $1 and organisation_id = $2',
      parameters: [row.id, organisation.id, profileId],
    });
    context.write.record(row, 'update', { profile: input.profile, organisation: organisation.name });
  }
}

function requireManager({ actor }: CommandContext): void {
  if (!actor.permissions.has('manageUser'))
    throw new CodedError('permissionMissing', { permission: 'manageUser' });
}

async function memberOrganisation({ write }: CommandContext, row: Row, reference: string): Promise<string> {
  const { rows } = await write.run({
    sql: 'select o.id from skep.organisation o join skep.membership m on m.organisation_id = o.id where m.user_id = $1 and (o.name = $2 or $2 = concat($3::text, o.id))',
    parameters: [row.id, reference, '~'],
  });
  if (rows[0] === undefined) throw new CodedError('notFound', { entity: 'Organisation' });
  return String(rows[0].id);
}

interface UserReference {
  readonly reference: string;
  readonly organisation: string | undefined;
}

function readUserReference(raw: RawObject): UserReference {
  return {
    reference: String(raw.id),
    organisation: typeof raw.organisation === 'string' ? raw.organisation : undefined,
  };
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
    await context.write.run({
      sql: 'delete from skep.membership where user_id = $1 and organisation_id = $2',
      parameters: [row.id, organisation.id],
    });
    context.write.queue({
      sql: 'delete from skep.user_account where id = $1 and not exists (select from skep.membership where user_id = $1)',
      parameters: [row.id],
    });
    context.write.record(row, 'delete', {
      login: storedValue(row, 'login'),
      organisation: organisation.name,
    });
  },
};

interface MembershipsInput {
  readonly reference: string;
  readonly organisations: readonly {
    readonly organisation: string;
    readonly profile: string;
    readonly default: boolean;
  }[];
}

/** Sets all memberships of a user. An administrator of one organisation sets the one in it only. */
export const setUserOrganisations: Command<
  MembershipsInput,
  { organisations: MembershipsInput['organisations'] }
> = {
  name: 'setUserOrganisations',
  permission: 'manageUser',
  read: readMemberships,
  async run(context, input) {
    const row = await context.find('user', input.reference);
    const wanted = await Promise.all(
      input.organisations.map(async (item) => {
        const organisation = await targetOrganisation(context, item.organisation);
        return {
          ...item,
          id: organisation.id,
          profileId: requireProfile(context, item.profile, organisation.name),
        };
      }),
    );
    const kept = wanted.map((item) => item.id);
    const reach = isPlatformAdministrator(context.actor) ? undefined : context.actor.organisation.id;
    context.write.queue({
      sql: 'delete from skep.membership where user_id = $1 and not organisation_id = any($2::bigint[]) and ($3::bigint is null or organisation_id = $3)',
      parameters: [row.id, kept, reach ?? null],
    });
    for (const item of wanted) {
      context.write.queue({
        sql: `insert into skep.membership (user_id, organisation_id, profile_id) values ($1, $2, $3)
          on conflict (user_id, organisation_id) do update set profile_id = excluded.profile_id`,
        parameters: [row.id, item.id, item.profileId],
      });
    }
    const preferred = wanted.find((item) => item.default)?.id ?? wanted[0]?.id;
    if (preferred !== undefined)
      context.write.queue({
        sql: 'update skep.user_account set default_organisation_id = $2 where id = $1',
        parameters: [row.id, preferred],
      });
    context.write.record(row, 'update', { organisations: input.organisations });
    return { organisations: input.organisations };
  },
};

function readMemberships(raw: RawObject): MembershipsInput {
  const given = Array.isArray(raw.organisations) ? raw.organisations : undefined;
  const faults: FieldFault[] =
    given === undefined
      ? [{ kind: 'missing', name: 'organisations', accepted: 'list of {organisation, profile}' }]
      : [];
  const organisations = (given ?? []).flatMap((item: unknown, index) => {
    if (isRawObject(item) && typeof item.organisation === 'string' && typeof item.profile === 'string') {
      return [{ organisation: item.organisation, profile: item.profile, default: item.default === true }];
    }
    faults.push({
      kind: 'invalid',
      name: `organisations[${index}]`,
      accepted: '{organisation, profile, default}',
    });
    return [];
  });
  if (faults.length > 0) throw invalidFields(faults);
  return { reference: String(raw.id), organisations };
}

interface LoginInput {
  readonly reference: string;
  readonly login: string;
}

/** Changes the login of a user. Records of the past keep the old one. */
export const setUserLogin: Command<LoginInput, void> = {
  name: 'setUserLogin',
  permission: 'manageUser',
  read(raw) {
    const login = typeof raw.login === 'string' ? raw.login.trim().toLowerCase() : '';
    if (!/^[^\s@]+@[^\s@]+$/.test(login) || login.length > 128) {
      throw invalidFields([
        { kind: 'invalid', name: 'login', accepted: 'name in the form of an e-mail address', given: login },
      ]);
    }
    return { reference: String(raw.id), login };
  },
  async run(context, input) {
    const row = await context.find('user', input.reference);
    context.write.update(row, { login: input.login });
  },
};
