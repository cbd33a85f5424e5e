/**
 * Who an account is at this moment, and where it may work. Every request reads it anew, in the statement that finds its
 * credential: locking an account or an organisation, and changing a profile, hold from the next request on.
 */
import { type Actor, adminOrganisation } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import { idFromWire } from '../model/identifier.ts';
import { isPermission, type Permission, permissions } from '../model/permission.ts';
import { booleanOf, optionalTextOf, type StoredRow, textOf, textsOf } from './stored-values.ts';

/** An account. */
export interface Account {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  /** `Normal`, `Service` or `External`. */
  readonly type: string;
  readonly locked: boolean;
}

/** A membership that a request works through. */
export interface Place {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly locked: boolean;
  /** Name of the profile. */
  readonly profile: string;
  readonly permissions: readonly string[];
}

/** An account with the membership that fits the request, if any. */
export interface Standing {
  readonly account: Account;
  readonly place: Place | undefined;
}

/** The organisation that a request names, as parameters $1 (id) and $2 (name) of a standing statement. */
export type WantedOrganisation = readonly [id: string | null, name: string | null];

/**
 * How an organisation is chosen when neither the request nor the credential names one. `fixed`: the default one, else the
 * first, even when it is locked, so that what a program sends never lands in another organisation. `open`: people who sign in
 * come to one that is not locked.
 */
export type Choice = 'fixed' | 'open';

/** Reads the name or `~id` of an organisation. Throws `organisationNotAllowed` for what can be neither. */
export function wantedOrganisation(given: string | undefined): WantedOrganisation {
  if (given === undefined || given === '') return [null, null];
  if (given.length > 256 || !given.isWellFormed() || given.includes('\u0000'))
    throw new CodedError('organisationNotAllowed');
  const id = idFromWire(given);
  return id === undefined ? [null, given] : [id, null];
}

/** Columns of an account, for the select list of `source` in `standingSql`. */
export const accountColumns =
  'u.id as user_id, u.login, u.name, u.type, u.locked, u.default_organisation_id, ';

/**
 * SQL that reads one account and its place. `source` selects `accountColumns`, `bound_organisation_id` (the organisation the
 * credential is for, or null) and whatever else the caller reads; its own parameters start at $3.
 */
export function standingSql(source: string, choice: Choice): string {
  const unlockedFirst = choice === 'open' ? 'o.locked, ' : '';
  return `with account as (${source})
    select account.*, place.* from account left join lateral (
      select o.id as place_id, o.name as place_name, o.locked as place_locked,
        p.name as place_profile, p.permissions as place_permissions
      from skep.membership m
      join skep.organisation o on o.id = m.organisation_id
      join skep.profile p on p.id = m.profile_id
      where m.user_id = account.user_id and case
        when $1::text is not null then o.id::text = $1
        when $2::text is not null then o.name = $2
        else account.bound_organisation_id is null or o.id = account.bound_organisation_id end
      order by ${unlockedFirst}coalesce(o.id = account.default_organisation_id, false) desc, o.id
      limit 1) place on true`;
}

/** Reads a row of a standing statement. */
export function standingOf(row: StoredRow): Standing {
  const placeId = optionalTextOf(row, 'place_id');
  return {
    account: {
      userId: textOf(row, 'user_id'),
      login: textOf(row, 'login'),
      name: textOf(row, 'name'),
      type: textOf(row, 'type'),
      locked: booleanOf(row, 'locked'),
    },
    place: placeId === undefined ? undefined : placeOf(row, placeId),
  };
}

function placeOf(row: StoredRow, id: string): Place {
  return {
    organisation: { id, name: textOf(row, 'place_name') },
    locked: booleanOf(row, 'place_locked'),
    profile: textOf(row, 'place_profile'),
    permissions: textsOf(row, 'place_permissions') ?? [],
  };
}

/** The place, when it can be worked in. Throws `organisationNotAllowed`. */
export function requirePlace({ place }: Standing): Place {
  if (place === undefined || place.locked) throw new CodedError('organisationNotAllowed');
  return place;
}

/** External accounts exist for a portal only; nothing here lets them in. */
export function isBarred({ locked, type }: Account): boolean {
  return locked || type === 'External';
}

/** The doer of a request. `scope`: what a key is limited to, on top of the profile. */
export function actorOf(
  account: Account,
  place: Place,
  { person, scope }: { readonly person: boolean; readonly scope?: readonly string[] | undefined },
): Actor {
  return {
    userId: account.userId,
    login: account.login,
    name: account.name,
    organisation: place.organisation,
    permissions: new Set(heldPermissions(place).filter((name) => scope?.includes(name) ?? true)),
    person: person && account.type === 'Normal',
  };
}

/** Permissions that hold in a place: those of the profile that make sense in that kind of organisation. */
export function heldPermissions({ organisation, permissions: names }: Place): Permission[] {
  const kind = organisation.name === adminOrganisation ? 'admin' : 'organisation';
  return names.filter(isPermission).filter((name) => permissions.get(name)?.includes(kind) ?? false);
}
