/** Where new objects go: under which root, and seen by whom. */
import type { Placement, Row } from './row.ts';

/** Something that belongs to its parent and is seen by whoever sees the parent (comments, logs, attachments, jobs). */
export function within(parent: Row): Placement {
  return parent.placement;
}

/** Something of a case that can be shared by itself (tasks, observables): seen by the given organisations through its own shares. */
export function sharable(parent: Row, id: string, organisationIds: readonly string[]): Placement {
  return { ...parent.placement, organisationIds, visibleThrough: id };
}

/** A new root, seen by the organisation that makes it, or by some people of it alone. */
export function asRoot(id: string, organisationId: string, restrictedTo?: readonly string[]): Placement {
  return { rootId: id, organisationIds: [organisationId], visibleThrough: id, restrictedTo };
}
