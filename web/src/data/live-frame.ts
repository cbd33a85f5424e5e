/** One event of the stream of changes, in the words of the client: kinds of objects as the query endpoint names them. */

/** One change, the loss of sight of an object, or a change of who is present at one. */
export interface LiveFrame {
  readonly kind: 'change' | 'gone' | 'presence';
  readonly action?: string;
  /** As in `list…` of a pipeline: `alert`, `caseTemplate`, `job`; `presence` where people came, left or do something else. */
  readonly objectType: string;
  readonly objectId: string;
  readonly contextType?: string;
  readonly contextId?: string;
  readonly rootId?: string;
  readonly fields?: readonly string[];
  readonly actor?: string;
  readonly at?: number;
}

/** The name of an entity for the type that the wire gives its objects. */
export function entityOf(wireType: string): string {
  if (wireType === 'case_artifact_job') return 'job';
  return wireType.charAt(0).toLowerCase() + wireType.slice(1);
}

/** Reads the data of an event. */
export function readFrame(data: string): LiveFrame {
  const frame = JSON.parse(data) as Omit<LiveFrame, 'objectType'> & { readonly objectType?: string };
  return {
    ...frame,
    objectType: frame.kind === 'presence' ? 'presence' : entityOf(frame.objectType ?? ''),
    ...(frame.contextType === undefined ? {} : { contextType: entityOf(frame.contextType) }),
  };
}
