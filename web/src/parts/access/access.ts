/** Who sees a case, as plain data: what its access says, and whom a change of it concerns. */

/** People that a case is kept to; undefined: it is kept to nobody. */
export function peopleKeptTo(
  access: Readonly<Record<string, unknown>> | undefined,
): readonly string[] | undefined {
  const { _kind, users } = access ?? {};
  return _kind === 'UserAccessKind' && Array.isArray(users) ? users.map(String) : undefined;
}

/** The access that keeps a case to people; undefined: to nobody. */
export function accessOf(people: readonly string[] | undefined): Readonly<Record<string, unknown>> {
  return people === undefined
    ? { _kind: 'OrganisationAccessKind' }
    : { _kind: 'UserAccessKind', users: people };
}

/** Logins whose sight of a case changes. */
export interface AccessChange {
  readonly lose: readonly string[];
  readonly gain: readonly string[];
}

/** Whom it concerns when the people a case is kept to change; `everybody` are those who see it when it is kept to nobody. */
export function accessChange(
  everybody: readonly string[],
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): AccessChange {
  const [sawIt, seeIt] = [new Set(before ?? everybody), new Set(after ?? everybody)];
  return {
    lose: [...sawIt].filter((login) => !seeIt.has(login)),
    gain: [...seeIt].filter((login) => !sawIt.has(login)),
  };
}
