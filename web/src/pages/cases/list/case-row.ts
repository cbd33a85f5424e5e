/** A case as the list reads it. */
import type { OutputCase } from '../../../../../contract/v1-types.ts';

/** A case with what is counted of it. */
export interface CaseRow extends Omit<OutputCase, 'extraData'> {
  readonly extraData?: {
    readonly observableStats?: { readonly total: number };
    /** Tasks by status, and all of them. */
    readonly taskStats?: Readonly<Record<string, number>>;
    readonly alertCount?: number;
    readonly shareCount?: number;
    readonly isOwner?: boolean;
    readonly owningOrganisation?: string;
  };
}
