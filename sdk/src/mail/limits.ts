/** How much of a mail is read. What lies beyond is left out and listed as a fault. */

/** Bounds of one reading, nested mails included. */
export interface MailLimits {
  /** Bytes of the mail. */
  readonly bytes: number;
  /** Mails within mails. */
  readonly depth: number;
  /** Attachments kept. */
  readonly parts: number;
  /** Distinct links kept. */
  readonly links: number;
  /** Received headers read. */
  readonly relays: number;
  /** Characters of each body or attached page looked through for links. */
  readonly characters: number;
  /** Milliseconds for taking one mail apart. */
  readonly milliseconds: number;
}

/** Enough for every mail a server accepts by default. */
export const defaultMailLimits: MailLimits = {
  bytes: 64 * 1024 * 1024,
  depth: 5,
  parts: 500,
  links: 1_000,
  relays: 100,
  characters: 4 * 1024 * 1024,
  milliseconds: 60_000,
};
