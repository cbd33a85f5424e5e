/** Where the product's description of itself says less or more than is known, with the reason. */

interface Difference {
  readonly operation: RegExp;
  readonly found: RegExp;
  readonly reason: string;
}

const differences: readonly Difference[] = [
  {
    operation: /^GET \/api\/v1\/status$/,
    found: /^answer has no (?:gitDescription|cluster|schemaStatus)$/,
    reason: 'There is one program out of a package: no revision, cluster or schema of its own to tell of',
  },
];

/** Whether a difference of an operation is one of them. */
export function describedDifferences(operation: string, found: string): boolean {
  return differences.some((one) => one.operation.test(operation) && one.found.test(found));
}
