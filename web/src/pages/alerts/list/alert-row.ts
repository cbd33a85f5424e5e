/** An alert as the queue reads it. */
import type { OutputAlert } from '../../../../../contract/v1-types.ts';

/** An alert with the case that holds it. */
export interface AlertRow extends Omit<OutputAlert, 'extraData'> {
  readonly extraData?: {
    readonly relatedCase?: { readonly number?: number; readonly isVisible: boolean } | null;
  };
}
