/** The permissions of the product, where each can be used, and the profiles every instance starts with. */

/** Where a permission makes sense. */
export type PermissionScope = 'admin' | 'organisation';

const organisationOnly = [
  'manageCase/create',
  'manageCase/update',
  'manageCase/delete',
  'manageCase/merge',
  'manageCase/reopen',
  'manageCase/changeOwnership',
  'manageCaseAccess/restrict',
  'manageAlert/create',
  'manageAlert/update',
  'manageAlert/delete',
  'manageAlert/import',
  'manageAlert/reopen',
  'manageObservable',
  'manageTask',
  'manageComment',
  'managePage',
  'manageProcedure',
  'manageCustomEvent',
  'manageShare',
  'manageAnalyse',
  'manageAction',
  'manageCaseTemplate',
  'managePageTemplate',
  'manageTag',
  'manageDashboard',
  'manageCaseReport',
  'manageCaseReportTemplate',
] as const;

const adminOnly = [
  'manageOrganisation',
  'manageProfile',
  'manageCustomField',
  'manageObservableTemplate',
  'manageTaxonomy',
  'managePattern',
  'manageAnalyzerTemplate',
  'managePlatform',
] as const;

const both = ['manageUser', 'manageConfig', 'manageKnowledgeBase'] as const;

/** A right that a profile can hold. */
export type Permission =
  | (typeof organisationOnly)[number]
  | (typeof adminOnly)[number]
  | (typeof both)[number];

/** Every permission with the scopes it can be used in. */
export const permissions: ReadonlyMap<Permission, readonly PermissionScope[]> = new Map<
  Permission,
  readonly PermissionScope[]
>([
  ...organisationOnly.map((name) => [name, ['organisation']] as const),
  ...adminOnly.map((name) => [name, ['admin']] as const),
  ...both.map((name) => [name, ['admin', 'organisation']] as const),
]);

const allNames: ReadonlySet<string> = new Set(permissions.keys());

/** Whether a text names a permission. */
export function isPermission(name: string): name is Permission {
  return allNames.has(name);
}

/** All permissions usable in a scope, sorted. */
export function permissionsOf(scope: PermissionScope): Permission[] {
  return [...permissions]
    .filter(([, scopes]) => scopes.includes(scope))
    .map(([name]) => name)
    .sort();
}

/** Names of permissions that a short parent name such as `manageCase` stands for; the name itself otherwise. */
export function expandPermission(name: string): string[] {
  const children = [...allNames].filter((candidate) => candidate.startsWith(`${name}/`));
  return children.length > 0 ? children : [name];
}

/** A profile of the first start. */
export interface BuiltInProfile {
  readonly name: string;
  readonly type: 'Admin' | 'Organisation';
  readonly editable: boolean;
  readonly permissions: readonly Permission[];
}

const analystLacks: readonly string[] = [
  'manageUser',
  'manageConfig',
  'manageCase/changeOwnership',
  'manageCaseAccess/restrict',
  'manageTag',
];

/** Profiles that every instance has. */
export const builtInProfiles: readonly BuiltInProfile[] = [
  { name: 'admin', type: 'Admin', editable: false, permissions: permissionsOf('admin') },
  { name: 'org-admin', type: 'Organisation', editable: false, permissions: permissionsOf('organisation') },
  {
    name: 'analyst',
    type: 'Organisation',
    editable: true,
    permissions: permissionsOf('organisation').filter((name) => !analystLacks.includes(name)),
  },
  { name: 'read-only', type: 'Organisation', editable: false, permissions: [] },
];
