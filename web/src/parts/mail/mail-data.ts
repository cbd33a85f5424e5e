/** A stored mail as the server took it apart. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useResource } from '../../data/queries.ts';

/** Somebody in the head of a mail. */
export interface MailAddress {
  readonly name?: string;
  readonly address: string;
}

/** A machine that passed the mail on. */
export interface MailHop {
  readonly from?: string;
  readonly address?: string;
  readonly by?: string;
  readonly with?: string;
  readonly date?: number;
}

/** A link, with what the reader of the mail sees of it. */
export interface MailLink {
  readonly url: string;
  readonly defanged: string;
  readonly host?: string;
  readonly shown?: string;
  readonly flags: readonly ('mismatch' | 'address' | 'punycode' | 'credentials')[];
  readonly sources: readonly string[];
}

/** A file in a mail. */
export interface MailFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

/** The mail. Times are milliseconds since the epoch. */
export interface MailView {
  readonly format: 'eml' | 'msg';
  readonly size: number;
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly returnPath: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject?: string;
  readonly messageId?: string;
  readonly date?: number;
  readonly received?: number;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly hops: readonly MailHop[];
  readonly authentication: {
    readonly spf?: string;
    readonly dkim?: string;
    readonly dmarc?: string;
    readonly results: readonly {
      readonly method: string;
      readonly verdict: string;
      readonly server?: string;
      readonly detail?: string;
    }[];
  };
  readonly text: string;
  /** Inert: no scripts, no links, no pictures. Empty when the mail has none. */
  readonly html: string;
  readonly links: readonly MailLink[];
  readonly attachments: readonly MailFile[];
  readonly faults: readonly { readonly code: string; readonly detail?: string }[];
  readonly cut: readonly string[];
}

/** Where a mail is stored: in an alert or a case, and as which attachment. */
export interface MailPlace {
  readonly holder: 'alert' | 'case';
  readonly holderId: string;
  /** Id of the attachment or file observable, or the SHA-256 of the file. */
  readonly attachmentId: string;
}

/** The mail. */
export function useMail({ holder, holderId, attachmentId }: MailPlace): UseQueryResult<MailView> {
  return useResource(`/${holder}/${holderId}/mail/${encodeURIComponent(attachmentId)}`, {});
}
