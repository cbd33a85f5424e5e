/** Reads who may see a case: everybody in its organisations, or named people. */
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { isRawObject, shorten } from '../../model/input.ts';
import { normaliseLogin } from '../../model/login.ts';

/** Who may see a case; `users` are logins. */
export type Access =
  | { readonly kind: 'OrganisationAccessKind' }
  | { readonly kind: 'UserAccessKind'; readonly users: readonly string[] };

/** Most people that a case is kept to: the list stands in every row of the case. */
export const mostPeople = 200;

const outside: readonly unknown[] = ['AllExternalAccessKind', 'ExternalAccessKind'];
const accepted = `{"_kind": "OrganisationAccessKind"} or {"_kind": "UserAccessKind", "users": [logins]}`;

/**
 * The access given; undefined when there is none, or when it is faulty, which is added to the list. Access for people outside of
 * organisations is refused with `externalAccessUnavailable`: passing over it would let somebody believe that they were let in.
 */
export function readAccess(raw: unknown, name: string, faults: FieldFault[]): Access | undefined {
  if (raw === undefined || raw === null) return undefined;
  const kind = isRawObject(raw) ? raw._kind : undefined;
  if (outside.includes(kind)) throw new CodedError('externalAccessUnavailable');
  if (kind === 'OrganisationAccessKind') return { kind };
  const users = isRawObject(raw) && kind === 'UserAccessKind' ? readUsers(raw.users) : undefined;
  if (users !== undefined) return { kind: 'UserAccessKind', users };
  const choices = ['OrganisationAccessKind', 'UserAccessKind'];
  faults.push({
    kind: 'invalid',
    name,
    accepted: `${accepted}, with 1 to ${mostPeople} users`,
    choices,
    given: shorten(raw),
  });
  return undefined;
}

function readUsers(raw: unknown): readonly string[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > mostPeople) return undefined;
  const users = raw.flatMap((user) => normaliseLogin(user) ?? []);
  return users.length === raw.length ? [...new Set(users)] : undefined;
}
