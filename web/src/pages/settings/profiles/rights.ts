/** The rights by what they are about, in the order in which people read them. */

/** Groups of rights; the texts name them. */
export const rightGroups = {
  alerts: [
    'manageAlert/create',
    'manageAlert/update',
    'manageAlert/import',
    'manageAlert/reopen',
    'manageAlert/delete',
  ],
  cases: [
    'manageCase/create',
    'manageCase/update',
    'manageCase/merge',
    'manageCase/reopen',
    'manageCase/changeOwnership',
    'manageCaseAccess/restrict',
    'manageCase/delete',
    'manageShare',
  ],
  work: [
    'manageTask',
    'manageObservable',
    'manageComment',
    'managePage',
    'manageProcedure',
    'manageCustomEvent',
    'manageAnalyse',
    'manageAction',
    'manageCaseReport',
    'manageDashboard',
    'manageKnowledgeBase',
  ],
  setUp: [
    'manageCaseTemplate',
    'managePageTemplate',
    'manageCaseReportTemplate',
    'manageTag',
    'manageConfig',
    'manageUser',
  ],
  platform: [
    'manageOrganisation',
    'manageProfile',
    'manageCustomField',
    'manageObservableTemplate',
    'manageAnalyzerTemplate',
    'manageTaxonomy',
    'managePattern',
    'managePlatform',
  ],
} as const;

/** Name of a group of rights. */
export type RightGroup = keyof typeof rightGroups;

/** All rights of the product. */
export type Right = (typeof rightGroups)[RightGroup][number];

/** Names of the groups, in order. */
export const groupNames = Object.keys(rightGroups) as RightGroup[];

/** Rights that only make sense together with others: promoting makes a case. */
export const neededRights: Readonly<Partial<Record<Right, Right>>> = {
  'manageAlert/import': 'manageCase/create',
  'manageCase/merge': 'manageCase/update',
};

/** What one set of rights has that another lacks, in the order of the groups. */
export function rightsBeyond(these: readonly string[], those: readonly string[]): readonly Right[] {
  return groupNames
    .flatMap((group): readonly Right[] => rightGroups[group])
    .filter((right) => these.includes(right) && !those.includes(right));
}

/** Rights that are held without the one they need. */
export function incompleteRights(held: readonly string[]): readonly (readonly [Right, Right])[] {
  return (Object.entries(neededRights) as [Right, Right][]).filter(
    ([right, needed]) => held.includes(right) && !held.includes(needed),
  );
}
