/** What was done, as dialects older than v1 call it. */

/** Names by the actions of records. */
export const operationNames: ReadonlyMap<string, string> = new Map([
  ['create', 'Creation'],
  ['update', 'Update'],
  ['delete', 'Delete'],
  // A merge is one more change of what comes out of it.
  ['merge', 'Update'],
]);

/** The name of an action. */
export function operationOf(action: unknown): string {
  return operationNames.get(String(action)) ?? 'Unknown';
}
