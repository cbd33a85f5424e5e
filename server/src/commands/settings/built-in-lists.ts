/** Statuses and types that every instance starts with. Statuses of these lists stay: other parts count on them. */

/** A status as it is first stored. */
export interface BuiltInStatus {
  readonly value: string;
  readonly stage: string;
  readonly colour: string;
}

/** Statuses of cases, in order. */
export const caseStatuses: readonly BuiltInStatus[] = [
  { value: 'New', stage: 'New', colour: '#8ea3b8' },
  { value: 'InProgress', stage: 'InProgress', colour: '#3f7fd1' },
  { value: 'TruePositive', stage: 'Closed', colour: '#c2453d' },
  { value: 'FalsePositive', stage: 'Closed', colour: '#5c9e6b' },
  { value: 'Indeterminate', stage: 'Closed', colour: '#7b8794' },
  { value: 'Other', stage: 'Closed', colour: '#7b8794' },
  { value: 'Duplicated', stage: 'Closed', colour: '#7b8794' },
];

/** Statuses of alerts, in order. */
export const alertStatuses: readonly BuiltInStatus[] = [
  { value: 'New', stage: 'New', colour: '#8ea3b8' },
  { value: 'Updated', stage: 'New', colour: '#8ea3b8' },
  { value: 'InProgress', stage: 'InProgress', colour: '#3f7fd1' },
  { value: 'Pending', stage: 'InProgress', colour: '#b98a2f' },
  { value: 'Imported', stage: 'Imported', colour: '#5c6ac4' },
  { value: 'Ignored', stage: 'Closed', colour: '#7b8794' },
  { value: 'FalsePositive', stage: 'Closed', colour: '#5c9e6b' },
  { value: 'Duplicate', stage: 'Closed', colour: '#7b8794' },
];

/** Types of observables that hold a datum; analyzers and clients know them. */
export const valueTypes: readonly string[] = [
  'autonomous-system',
  'domain',
  'filename',
  'fqdn',
  'hash',
  'hostname',
  'ip',
  'mail',
  'mail-subject',
  'other',
  'regexp',
  'registry',
  'uri_path',
  'url',
  'user-agent',
];

/** Type of files. */
export const fileType = 'file';
/** Type of data that no other type fits. */
export const otherType = 'other';

/** Types that stay: what analyzers find is of one of these when its own type does not exist. */
export const neededObservableTypes: ReadonlySet<string> = new Set([fileType, otherType]);
