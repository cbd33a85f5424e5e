/** What is read out of a mail: plain data, the same for Internet mail (.eml) and Outlook items (.msg). */

/** A mailbox of a header. */
export interface MailAddress {
  /** Display name, decoded; empty when there is none. */
  readonly name: string;
  /** As the header spells it, an international domain in its ASCII form; empty when the header gives no address. */
  readonly address: string;
}

/** One hop of the mail, as the server that took it wrote it down. Whoever sent the mail can invent the earlier ones. */
export interface Relay {
  /** The name the sending side gave itself; empty when unknown. */
  readonly from: string;
  /** The address the connection came from. */
  readonly address: string | undefined;
  /** The server that wrote the line; empty when unknown. */
  readonly by: string;
  /** Protocol; empty when unknown. */
  readonly with: string;
  /** Milliseconds since the epoch. */
  readonly date: number | undefined;
}

/** One verdict of one server on one method. */
export interface AuthenticationResult {
  /** `spf`, `dkim`, `dmarc`, `arc`, or another method a server reports; lower case. */
  readonly method: string;
  /** `pass`, `fail`, `softfail`, `none` …; lower case. */
  readonly verdict: string;
  /** The header it stands in, lower case. */
  readonly header: string;
  /** The server that says so; empty when the header does not tell. */
  readonly server: string;
  /** The rest of the statement: properties and remarks. */
  readonly detail: string;
}

/** An address of the sender's machine as a header other than Received names it. */
export interface OriginatingAddress {
  /** Lower case. */
  readonly header: string;
  readonly address: string;
}

/** Where in a mail a link was found. */
export type LinkSource =
  | 'text'
  | 'anchor'
  | 'form'
  | 'image'
  | 'resource'
  | 'style'
  | 'refresh'
  | 'base'
  | 'attribute'
  | 'script'
  | 'calendar'
  | 'attachment'
  | 'header';

/**
 * What makes a link remarkable. `mismatch`: the text shown names another party's host than the link leads to.
 * `address`: its host is an IP address. `punycode`: its host has an international label. `credentials`: a name stands
 * before an at sign, where people read the host.
 */
export type LinkFlag = 'mismatch' | 'address' | 'punycode' | 'credentials';

/** A link of the web, of file transfer, or a mail address written as `mailto:`. */
export interface MailLink {
  /** Absolute, in canonical form. It is live: defang before showing. */
  readonly url: string;
  /** Lower case, ASCII. */
  readonly host: string;
  readonly sources: readonly LinkSource[];
  readonly flags: readonly LinkFlag[];
  /** The text a reader sees instead of the target; empty when the target itself or nothing is shown. */
  readonly shown: string;
  /** Places of the attachments that lead to the mail or file holding it: empty for the mail itself. */
  readonly within: readonly number[];
}

/** A file in a mail. */
export interface MailAttachment {
  /** As the mail says, without folders; empty when it has none. */
  readonly name: string;
  /** As the mail says, lower case. It may lie. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Hexadecimal digests. */
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** Meant to be shown within the body, as pictures are. */
  readonly isInline: boolean;
  /** Without angle brackets; empty when there is none. */
  readonly contentId: string;
  /** When the file is a mail itself and the depth limit allows. */
  readonly mail: MailAnatomy | undefined;
}

/**
 * Something wrong with the mail, or something left out because of a limit. `sealedContent`: text and files are
 * encrypted or compressed within the named file.
 */
export type FaultCode =
  | 'empty'
  | 'mailTooLong'
  | 'unreadable'
  | 'noHeaders'
  | 'badDate'
  | 'repeatedHeader'
  | 'undeclaredCharset'
  | 'tooManyParts'
  | 'tooManyLinks'
  | 'tooManyRelays'
  | 'tooDeep'
  | 'textTooLong'
  | 'htmlTooLong'
  | 'htmlTooDeep'
  | 'calendarUnreadable'
  | 'bodyUnreadable'
  | 'envelopeUnreadable'
  | 'sealedContent';

/** A fault and what it is about (a header name, a limit, the reason a reader gave); empty when the code says all. */
export interface MailFault {
  readonly code: FaultCode;
  readonly detail: string;
}

/** A mail, taken apart. Everything in it was written by whoever sent it. */
export interface MailAnatomy {
  readonly format: 'eml' | 'msg';
  /** Bytes read. */
  readonly size: number;
  /** Digest of the bytes read, hexadecimal. */
  readonly sha256: string;
  /** Decoded; empty when there is none. */
  readonly subject: string;
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly returnPath: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** What the sender wrote as date, milliseconds since the epoch. */
  readonly date: number | undefined;
  /** When the last server took it, milliseconds since the epoch. */
  readonly received: number | undefined;
  /** Without angle brackets; empty when there is none. */
  readonly messageId: string;
  /** In the order the mail travelled: the sender's side first. */
  readonly relays: readonly Relay[];
  /** In the order of the headers: the last server's first. */
  readonly authentication: readonly AuthenticationResult[];
  readonly originatingAddresses: readonly OriginatingAddress[];
  /** Distinct, those of nested mails and calendars included. */
  readonly links: readonly MailLink[];
  readonly attachments: readonly MailAttachment[];
  /** Plain text parts; empty when there are none. */
  readonly text: string;
  /** HTML parts, as they are; empty when there are none. */
  readonly html: string;
  /** All, in order: name as written, value unfolded and decoded. */
  readonly headers: readonly (readonly [string, string])[];
  readonly faults: readonly MailFault[];
}
