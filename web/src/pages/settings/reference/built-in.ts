/** What every instance starts with and keeps: the server refuses to delete it, so that it is not offered. */

const statuses: Readonly<Record<'case' | 'alert', readonly string[]>> = {
  case: ['New', 'InProgress', 'Indeterminate', 'FalsePositive', 'TruePositive', 'Other', 'Duplicated'],
  alert: ['New', 'Updated', 'InProgress', 'Pending', 'Imported', 'Ignored', 'FalsePositive', 'Duplicate'],
};

/** Files need the first, and values of no other type the second. */
const types: readonly string[] = ['file', 'other'];

const profiles: readonly string[] = ['admin', 'org-admin', 'analyst', 'read-only'];

/** Whether a profile is one of those that stay, with their names. */
export function isBuiltInProfile(name: string): boolean {
  return profiles.includes(name);
}

/** Whether a status is one of those that stay. */
export function isBuiltInStatus(of: 'case' | 'alert', value: string): boolean {
  return statuses[of].includes(value);
}

/** Whether a type of observables is one of those that stay. */
export function isBuiltInType(name: string): boolean {
  return types.includes(name);
}
