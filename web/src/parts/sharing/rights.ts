/** What somebody may do in a case, in the words of the work rather than of permissions. */

/** Things one may do; reading is allowed to everybody who sees the case. */
export const caseRights = [
  ['read', undefined],
  ['comment', 'manageComment'],
  ['task', 'manageTask'],
  ['observable', 'manageObservable'],
  ['analyse', 'manageAnalyse'],
  ['respond', 'manageAction'],
  ['update', 'manageCase/update'],
  ['share', 'manageShare'],
] as const;

/** Name of something one may do. */
export type CaseRight = (typeof caseRights)[number][0];

/** What a profile allows in a case. */
export function rightsOf(permissions: readonly string[]): ReadonlySet<CaseRight> {
  return new Set(
    caseRights.flatMap(([name, permission]) =>
      permission === undefined || permissions.includes(permission) ? [name] : [],
    ),
  );
}

/** How dangerous it is to share what has a TLP: not at all, to be thought over, against its rule. */
export function tlpCaution(tlp: number): 'none' | 'warn' | 'against' {
  if (tlp >= 3) return 'against';
  return tlp === 2 ? 'warn' : 'none';
}
