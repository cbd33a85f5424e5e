/** A draft of a change to a text that is already stored: it remembers which text and version it was based on, so that it can be merged later. */

/** The draft. */
export interface TextDraft {
  readonly text: string;
  /** The stored text when writing began. */
  readonly base: string;
  /** Its version. */
  readonly version: number;
}

/** As a draft is kept. */
export function packDraft(draft: TextDraft): string {
  return JSON.stringify(draft);
}

/** Reads what was kept; anything else counts as not written. */
export function readDraft(kept: string, otherwise: TextDraft): TextDraft {
  try {
    const found: unknown = JSON.parse(kept);
    return isDraft(found) ? found : otherwise;
  } catch {
    // Not a draft of ours: what is stored is shown instead.
    return otherwise;
  }
}

function isDraft(value: unknown): value is TextDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'base' in value &&
    typeof value.base === 'string' &&
    'version' in value &&
    typeof value.version === 'number'
  );
}
