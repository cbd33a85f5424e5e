/** In which organisations users are, with which profiles, and who may say so. */
import { adminOrganisation, isPlatformAdministrator } from '../../model/actor.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import { linkedOrganisation } from '../case/shares.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { requiredText } from '../frame/text-input.ts';

/** An organisation as it is referred to. */
export interface OrganisationReference {
  readonly id: string;
  readonly name: string;
}

/** The organisation that a change of a membership is for: the caller's own, or any for administrators of the platform. */
export async function targetOrganisation(
  context: CommandContext,
  reference: string | undefined,
): Promise<OrganisationReference> {
  const { organisation } = context.actor;
  if (reference === undefined || reference === organisation.name || reference === `~${organisation.id}`)
    return organisation;
  if (!isPlatformAdministrator(context.actor)) throw notFound('Organisation');
  return linkedOrganisation(context, reference);
}

/**
 * The id of a profile that can be held in an organisation: administrators of the platform live in an organisation of their
 * own. Others are refused with the names of those that fit.
 */
export function fittingProfile({ reference }: CommandContext, name: string, organisation: string): string {
  const forAdmin = organisation === adminOrganisation;
  const profile = reference.profiles.get(name);
  if (profile !== undefined && (profile.type === 'Admin') === forAdmin) return profile.id;
  const choices = [...reference.profiles]
    .filter(([, other]) => (other.type === 'Admin') === forAdmin)
    .map(([key]) => key);
  throw invalidFields([
    { kind: 'invalid', name: 'profile', given: name, accepted: `one of ${choices.join(', ')}`, choices },
  ]);
}

/** Whether the caller manages users in every organisation that an account belongs to. */
export async function managesEverywhere({ write, actor }: CommandContext, userId: string): Promise<boolean> {
  if (isPlatformAdministrator(actor)) return true;
  const { rows } = await write.run({
    sql: `select true from skep.membership theirs where theirs.user_id = $1 and not exists (
      select from skep.membership own join skep.profile p on p.id = own.profile_id
      where own.user_id = $2 and own.organisation_id = theirs.organisation_id and 'manageUser' = any(p.permissions)) limit 1`,
    parameters: [userId, actor.userId ?? null],
  });
  return rows.length === 0;
}

/**
 * After a membership has gone: requests that name no organisation go to one that is left; an account without any is removed
 * with what it kept for itself.
 */
export function forgetOrganisation({ write }: CommandContext, userId: string, login: string): void {
  const belongs = 'exists (select from skep.membership where user_id = $1)';
  write.queue({
    sql: `update skep.user_account set default_organisation_id = (select min(organisation_id) from skep.membership where user_id = $1)
      where id = $1 and not exists (select from skep.membership where user_id = $1 and organisation_id = default_organisation_id)`,
    parameters: [userId],
  });
  for (const kept of ['skep.draft where', 'skep.view where not is_shared and']) {
    write.queue({
      sql: `delete from ${kept} created_by = $2 and not ${belongs}`,
      parameters: [userId, login],
    });
  }
  write.queue({
    sql: `delete from skep.user_account where id = $1 and not ${belongs}`,
    parameters: [userId],
  });
}

/** One membership as given. */
interface Membership {
  readonly organisation: string;
  readonly profile: string;
  readonly default: boolean;
}

interface MembershipsInput {
  readonly reference: string;
  readonly organisations: readonly Membership[];
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
    const wanted = await withIds(context, input.organisations);
    requireStaying(context, row.id, wanted);
    const reach = isPlatformAdministrator(context.actor) ? null : context.actor.organisation.id;
    context.write.queue({
      sql: 'delete from skep.membership where user_id = $1 and not organisation_id = any($2::bigint[]) and ($3::bigint is null or organisation_id = $3)',
      parameters: [row.id, wanted.map((item) => item.id), reach],
    });
    for (const { id, profileId } of wanted) {
      context.write.queue({
        sql: `insert into skep.membership (user_id, organisation_id, profile_id) values ($1, $2, $3)
          on conflict (user_id, organisation_id) do update set profile_id = excluded.profile_id`,
        parameters: [row.id, id, profileId],
      });
    }
    setDefault(context, row.id, wanted);
    context.write.record(row, 'update', { organisations: input.organisations });
    return { organisations: input.organisations };
  },
};

type WantedMembership = Membership & { readonly id: string; readonly profileId: string };

async function withIds(
  context: CommandContext,
  memberships: readonly Membership[],
): Promise<WantedMembership[]> {
  const wanted: WantedMembership[] = [];
  for (const item of memberships) {
    const { id, name } = await targetOrganisation(context, item.organisation);
    if (wanted.some((one) => one.id === id))
      throw invalidFields([
        { kind: 'invalid', name: 'organisations', accepted: 'each organisation once', given: name },
      ]);
    wanted.push({ ...item, id, profileId: fittingProfile(context, item.profile, name) });
  }
  return wanted;
}

/** Nobody can put themselves out of the organisation they work in. */
function requireStaying(
  { actor }: CommandContext,
  userId: string,
  wanted: readonly WantedMembership[],
): void {
  if (userId !== actor.userId || wanted.some((item) => item.id === actor.organisation.id)) return;
  throw new CodedError('notAllowed', { reason: 'You cannot remove yourself' });
}

/** The organisation marked as the default; without a mark the present one stays while the user is still in it. */
function setDefault({ write }: CommandContext, userId: string, wanted: readonly WantedMembership[]): void {
  const marked = wanted.find((item) => item.default)?.id ?? null;
  write.queue({
    sql: `update skep.user_account set default_organisation_id = coalesce($2::bigint,
      (select organisation_id from skep.membership where user_id = $1 order by organisation_id = default_organisation_id desc, organisation_id limit 1))
      where id = $1`,
    parameters: [userId, marked],
  });
}

function readMemberships(raw: RawObject): MembershipsInput {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id or login of a user');
  const given: readonly unknown[] = Array.isArray(raw.organisations) ? raw.organisations : [];
  if (given.length === 0 || given.length > 1_000)
    faults.push({
      kind: raw.organisations === undefined ? 'missing' : 'invalid',
      name: 'organisations',
      accepted: 'list of {organisation, profile, default}, at least one',
    });
  const organisations = given.flatMap((item, index) =>
    readMembership(item, `organisations[${index}]`, faults),
  );
  if (faults.length > 0) throw invalidFields(faults);
  return { reference, organisations };
}

function readMembership(item: unknown, path: string, faults: FieldFault[]): Membership[] {
  if (!isRawObject(item)) {
    faults.push({
      kind: 'invalid',
      name: path,
      accepted: '{organisation, profile, default}',
      given: shorten(item),
    });
    return [];
  }
  const organisation = requiredText(
    item,
    'organisation',
    faults,
    'id or name of an organisation',
    `${path}.`,
  );
  const profile = requiredText(item, 'profile', faults, 'name of a profile', `${path}.`);
  return [{ organisation, profile, default: item.default === true }];
}
