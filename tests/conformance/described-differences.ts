/** Where the product's description of itself says less or more than is known, with the reason. */

interface Difference {
  readonly operation: RegExp;
  readonly found: RegExp;
  readonly reason: string;
}

const differences: readonly Difference[] = [
  {
    operation: /./,
    found: /^answer is told in words$/,
    reason:
      'Answers that are no objects of the model are told in words; what they are in truth is checked call by call',
  },
  {
    operation: /^POST \/api\/v1\/alert$/,
    found: /^request has no flag$/,
    reason: 'Accepted, and of no effect: alerts have no flag',
  },
  {
    operation: /^GET \/api\/v1\/case\/\{\}\/links$/,
    found: /^answer has no (?:linkedWith|linksCount)$/,
    reason: 'Superseded by the query for similar cases, and described as a list of cases',
  },
  {
    operation: /^POST \/api\/v1\/task\/\{\}\/log$/,
    found: /^request has no attachments$/,
    reason: "Names of files on the machine of the client, which is nobody else's business",
  },
  {
    operation: /^POST \/api\/v1\/(?:task\/\{\}\/log|(?:case|alert)\/\{\}\/observable)$/,
    found: /^request has no startDate$/,
    reason: 'Accepted, and of no effect: it is the date at which the object was made',
  },
];

/** Whether a difference of an operation is one of them. */
export function describedDifferences(operation: string, found: string): boolean {
  return differences.some((one) => one.operation.test(operation) && one.found.test(found));
}
