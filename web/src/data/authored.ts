/** Where the author of something comes from, as the server tells it on request: `page(0, 100, ['authorOrganisation'])`. */

/** What somebody wrote or did. */
export interface Authored {
  readonly extraData?: {
    /** Name of the author's organisation; null for people of the reader's own, and for those the reader does not know of. */
    readonly authorOrganisation?: string | null;
  };
}
