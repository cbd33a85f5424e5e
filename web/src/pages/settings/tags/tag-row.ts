/** A tag with how often it is used. */
import type { OutputTag } from '../../../../../contract/v1-types.ts';

/** Kinds of objects that carry tags. */
export const usedIn = ['alert', 'case', 'observable', 'caseTemplate'] as const;

/** How many objects of each kind carry a tag. */
export type TagUsage = Readonly<Record<(typeof usedIn)[number], number>>;

/** A tag. */
export interface TagRow extends OutputTag {
  readonly extraData?: { readonly usage?: TagUsage };
}

const unused: TagUsage = { alert: 0, case: 0, observable: 0, caseTemplate: 0 };

/** How often a tag is used. */
export function usageOf({ extraData }: TagRow): TagUsage {
  return extraData?.usage ?? unused;
}
