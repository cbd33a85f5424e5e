/** What the two formats have in common after reading: headers, bodies, files. */
import type { MailFault } from './anatomy.ts';

/** One header. */
export interface HeaderField {
  /** As written. */
  readonly name: string;
  /** Unfolded, its characters decoded, encoded words not yet: addresses must be told apart first. */
  readonly raw: string;
}

/** A file as the format holds it. */
export interface FilePart {
  readonly name: string;
  readonly contentType: string;
  readonly contentId: string;
  readonly isInline: boolean;
  readonly bytes: Uint8Array;
}

/** A mail before anything is concluded from it. */
export interface MailParts {
  readonly format: 'eml' | 'msg';
  readonly headers: readonly HeaderField[];
  readonly text: string;
  readonly html: string;
  readonly files: readonly FilePart[];
  readonly faults: readonly MailFault[];
}

/** How many more parts one reading may keep: shared by a mail and the mails in it. */
export interface PartBudget {
  left: number;
}

/** The words of an error for a fault, bounded. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
