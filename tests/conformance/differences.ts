/** Where the product answers otherwise than described, with the reason. */

interface Difference {
  /** Operations it is about, by method and path. */
  readonly operation: RegExp;
  /** What is found. */
  readonly found: RegExp;
  readonly reason: string;
}

/** Every difference. */
export const differences: readonly Difference[] = [
  {
    operation: /^POST \/api\/v1\/query$/,
    found: /^request \/query/,
    reason: 'The description lists few of the operations of queries; a suite of its own looks at all of them',
  },
  {
    operation: /^(?:GET|POST) \/api\/v1\/customField$/,
    found: /^body (?:\/\d+)?\/options must match exactly one schema/,
    reason: 'An empty list of options fits lists of every type',
  },
  {
    operation: /^GET \/api\/v1\/describe\//,
    found: /^body (?:\/\w+)?\/attributes\/\d+(?:\/type)? must /,
    reason: 'Values that are objects are described as such',
  },
  {
    operation: /\/caseReport(?:Template|\/render)/,
    found: /\/definition\/widgets\/\d+ must match exactly one schema/,
    reason: 'Kinds of widgets are told apart by their _kind, which the schemas do not fix',
  },
  {
    operation: /\/shares$/,
    found: /^unknown \w+: 200 \[\]$/,
    reason:
      'Clients ask for the shares of an object of one kind among those of another, and take an empty list for none',
  },
  {
    operation: /^GET \/api\/v1\/connector\/cortex\/(?:action|responders?)\//,
    found: /^unknown entityType: 400 /,
    reason: 'A type is no object: what would be one is said',
  },
  {
    operation: /^GET \/api\/v1\/connector\/cortex\/analyzer\/type\//,
    found: /^unknown dataType: 200 \[\]$/,
    reason: 'No analyzer accepts a type that nobody has defined',
  },
  {
    operation: /^POST \/api\/v1\/connector\/cortex\/job$/,
    found: /^wrong cortexId: /,
    reason: 'There is one engine; requests that name none, or any, mean it',
  },
  {
    operation: /^(?:GET|PUT) \/api\/v1\/config\/user\//,
    found: /^unknown path: 200 /,
    reason: 'People may keep a value under any path',
  },
  {
    operation: /^POST \/api\/v1\/views$/,
    found: /^wrong (?:filter|listOptions): /,
    reason: 'What a client keeps of its lists is its own',
  },
];

/** Whether a difference of an operation is one of them. */
export function knownDifference(operation: string, found: string): boolean {
  return differences.some((one) => one.operation.test(operation) && one.found.test(found));
}
