/** From a mail taken apart to the draft of an alert. Pure: the intake decides what to do with it. */
import {
  addressReach,
  controlledDomain,
  type DataType,
  defangText,
  hostKind,
  normalise,
} from '@skep/sdk/indicators';
import {
  decisiveVerdicts,
  type LinkSource,
  type MailAddress,
  type MailAnatomy,
  type MailAttachment,
  type MailLink,
  type Relay,
} from '@skep/sdk/mail';
import { describeMail, plainLine } from './describe.ts';

/** What every observable of a draft has. */
interface DraftDetails {
  readonly message: string;
  readonly tags: readonly string[];
  /** False: known to be noise, as the recipient's own address. Absent: nobody has judged it; a mail proves nothing by itself. */
  readonly ioc?: false;
  /** True for noise: it must not make mails to the same person similar. */
  readonly ignoreSimilarity?: true;
}

/** An observable with a value. */
export interface ValueDraft extends DraftDetails {
  readonly dataType: Exclude<DataType, 'file'>;
  readonly data: string;
}

/** An observable with a file: `path` leads through the attachments to it; the empty path is the mail itself. */
export interface FileDraft extends DraftDetails {
  readonly dataType: 'file';
  readonly path: readonly number[];
  readonly name: string;
}

/** An alert to be made from a mail. */
export interface MailAlertDraft {
  readonly title: string;
  /** Markdown in which nothing of the mail is markup or link. */
  readonly description: string;
  /** When the mail arrived, else when it claims to have been sent; milliseconds since the epoch. */
  readonly date: number | undefined;
  readonly tags: readonly string[];
  /** What makes the mail recognisable when it comes twice: its message id, else its digest. */
  readonly reference: string;
  readonly observables: readonly (ValueDraft | FileDraft)[];
  /** Observables left out: beyond the maximum, or longer than a value may be. */
  readonly omitted: number;
}

const mostObservables = 300;
const longestValue = 4_096;
const longestTitle = 512;
const mostRecipients = 20;

/** Places from which a person gets to a link by a click. */
const clickable: ReadonlySet<LinkSource> = new Set([
  'text',
  'anchor',
  'form',
  'refresh',
  'calendar',
  'attachment',
  'script',
]);

/** Headers besides To and Cc that name the mailbox a mail was delivered to. */
const deliveryHeaders = new Set([
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-rcpt-to',
]);

const noiseRoles = new Set(['email:role="recipient"', 'email:role="internal-relay"']);

/** Domains of one operator, by the one that stands for it. */
const sameOperator: ReadonlyMap<string, string> = new Map([
  ['office365.com', 'outlook.com'],
  ['exchangelabs.com', 'outlook.com'],
  ['gmail.com', 'google.com'],
  ['googlemail.com', 'google.com'],
]);

/** Observables by type and canonical value, in order. */
type Collected = Map<string, ValueDraft | FileDraft>;

/** The draft of the alert for a mail. */
export function mapMail(mail: MailAnatomy): MailAlertDraft {
  const collected: Collected = new Map();
  addFile(collected, {
    path: [],
    name: `${mail.sha256}.${mail.format}`,
    message: 'The mail as received',
    tags: ['email:role="original"'],
  });
  addMail(collected, mail, []);
  addLinks(collected, mail.links);
  const all = markNoise([...collected.values()]);
  const fitting = all.filter((draft) => draft.dataType === 'file' || draft.data.length <= longestValue);
  const observables = fitting.slice(0, mostObservables);
  const omitted = all.length - observables.length;
  return {
    title: plainLine(mail.subject).slice(0, longestTitle) || '(no subject)',
    description: describeMail(mail),
    date: mail.received ?? mail.date,
    tags: alertTags(mail),
    reference: mail.messageId === '' ? `sha256:${mail.sha256}` : mail.messageId.slice(0, 128),
    observables,
    omitted,
  };
}

/** Tags of the alert. Their namespace is not `mail`: tags `mail:ADDRESS` name recipients for the responder that sends mail. */
function alertTags(mail: MailAnatomy): string[] {
  const verdicts = decisiveVerdicts(mail.authentication);
  const checks = ['spf', 'dkim', 'dmarc', 'arc'].flatMap((method) => {
    const verdict = verdicts.get(method);
    return verdict === undefined ? [] : [`email:${method}="${verdict}"`];
  });
  const flags = new Set(mail.links.flatMap((link) => link.flags));
  return [...checks, ...Array.from(flags, (flag) => `email:link="${flag}"`)];
}

/** Who sent it, which way, what it carries: of the mail and of the mails in it. */
function addMail(collected: Collected, mail: MailAnatomy, path: readonly number[]): void {
  const where = path.length === 0 ? '' : ` of the attached mail "${plainLine(mail.subject)}"`;
  const subject = plainLine(mail.subject);
  if (subject !== '')
    addValue(collected, { dataType: 'mail-subject', data: subject, message: `Subject${where}`, tags: [] });
  addAddresses(collected, mail.from, 'from', `From${where}`);
  addAddresses(collected, mail.sender, 'sender', `Sender${where}`);
  addAddresses(collected, mail.replyTo, 'reply-to', `Reply-To${where}`);
  addAddresses(collected, mail.returnPath, 'return-path', `Return-Path${where}`);
  addAddresses(collected, recipients(mail).slice(0, mostRecipients), 'recipient', `Recipient${where}`);
  for (const [index, relay] of mail.relays.entries()) {
    addRelay(collected, relay, mail.relays[index - 1], `Relay ${index + 1}${where}`);
  }
  for (const { header, address } of mail.originatingAddresses)
    addPublicAddress(collected, address, 'origin', `${header}${where}`);
  for (const [index, attachment] of mail.attachments.entries())
    addAttachment(collected, attachment, [...path, index]);
}

function recipients(mail: MailAnatomy): MailAddress[] {
  const delivered = mail.headers.filter(([name]) => deliveryHeaders.has(name.toLowerCase()));
  return [
    ...mail.to,
    ...mail.cc,
    ...delivered.map(([, value]) => ({ name: '', address: value.replace(/^<(.*)>$/, '$1') })),
  ];
}

function addAddresses(
  collected: Collected,
  addresses: readonly MailAddress[],
  role: string,
  message: string,
): void {
  for (const { name, address } of addresses) {
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) continue;
    const shown = plainLine(name);
    addValue(collected, {
      dataType: 'mail',
      data: address,
      message: shown === '' ? message : `${message}: ${shown}`,
      tags: [`email:role="${role}"`],
    });
  }
}

/** The address the server saw; one that only the sending side claims counts when the server saw none of the Internet. */
function addRelay(collected: Collected, relay: Relay, previous: Relay | undefined, message: string): void {
  const claimed = relay.from.replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
  const seen =
    relay.address !== undefined && addressReach(relay.address) === 'public' ? relay.address : undefined;
  const names = [relay.from === '' ? '' : `from ${relay.from}`, relay.by === '' ? '' : `by ${relay.by}`];
  const remark = seen === undefined ? ' (claimed)' : '';
  const role = isInternal(relay, previous) ? 'internal-relay' : 'relay';
  addPublicAddress(collected, seen ?? claimed, role, `${message}${remark}: ${plainLine(names.join(' '))}`);
}

/** A machine of an operator hands on to the next of the same operator what it took itself just before. */
function isInternal(relay: Relay, previous: Relay | undefined): boolean {
  const machine = (host: string) => host.split('.')[0]?.toLowerCase() ?? '';
  if (previous === undefined || relay.from === '' || machine(relay.from) !== machine(previous.by))
    return false;
  return operator(relay.from) === operator(relay.by);
}

function operator(host: string): string {
  const domain = controlledDomain(host.toLowerCase());
  return sameOperator.get(domain) ?? domain;
}

function addPublicAddress(collected: Collected, address: string, role: string, message: string): void {
  if (addressReach(address) !== 'public') return;
  addValue(collected, {
    dataType: 'ip',
    data: normalise('ip', address),
    message,
    tags: [`email:role="${role}"`],
  });
}

/** Digests stand in the message: as tags each would be a tag of its own, and the file's digest is compared anyway. */
function addAttachment(collected: Collected, attachment: MailAttachment, path: readonly number[]): void {
  const isPicture = attachment.isInline && attachment.contentType.startsWith('image/');
  const digests = `MD5 ${attachment.md5}, SHA-1 ${attachment.sha1}, SHA-256 ${attachment.sha256}`;
  const name = plainLine(attachment.name) || `attachment-${path.map((index) => index + 1).join('-')}`;
  addFile(collected, {
    path,
    name,
    message: `${name} (${plainLine(attachment.contentType)}, ${attachment.size} bytes). ${digests}`,
    tags: [
      `email:role="${attachment.mail !== undefined ? 'attached-mail' : isPicture ? 'inline-picture' : 'attachment'}"`,
    ],
  });
  if (attachment.mail !== undefined) addMail(collected, attachment.mail, path);
}

/** Clickable links first, each followed by its host; what a mail only loads comes last. */
function addLinks(collected: Collected, links: readonly MailLink[]): void {
  const isClickable = (link: MailLink) => link.sources.some((source) => clickable.has(source));
  for (const link of links.filter(isClickable)) {
    addLink(collected, link);
    if (!link.url.startsWith('mailto:')) addHost(collected, link.host);
  }
  for (const link of links.filter((candidate) => !isClickable(candidate))) addLink(collected, link);
}

function addLink(collected: Collected, link: MailLink): void {
  const places = link.sources.map((source) => `email:link="${source}"`);
  const flags = link.flags.map((flag) => `email:link="${flag}"`);
  const shown = defangText(plainLine(link.shown));
  const message =
    shown === ''
      ? `Link (${link.sources.join(', ')})`
      : `Link (${link.sources.join(', ')}) shown as: ${shown}`;
  const isMail = link.url.startsWith('mailto:');
  const data = isMail ? link.url.slice('mailto:'.length) : link.url;
  addValue(collected, { dataType: isMail ? 'mail' : 'url', data, message, tags: [...places, ...flags] });
}

function addHost(collected: Collected, host: string): void {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  if (addressReach(address) === 'public') addPublicAddress(collected, address, 'link-host', 'Host of a link');
  const kind = hostKind(host);
  if (kind !== undefined)
    addValue(collected, {
      dataType: kind,
      data: host,
      message: 'Host of a link',
      tags: ['email:role="link-host"'],
    });
}

function addFile(collected: Collected, draft: Omit<FileDraft, 'dataType'>): void {
  collected.set(`file ${draft.path.join('.')}`, { dataType: 'file', ...draft });
}

/** A value seen twice is one observable with both remarks. */
function addValue(collected: Collected, draft: ValueDraft): void {
  const key = `${draft.dataType} ${draft.dataType === 'mail' ? normalise('mail', draft.data).toLowerCase() : normalise(draft.dataType, draft.data)}`;
  const known = collected.get(key);
  if (known === undefined) {
    collected.set(key, draft);
    return;
  }
  const tags = [...new Set([...known.tags, ...draft.tags])];
  const message = known.message.split('\n').includes(draft.message)
    ? known.message
    : `${known.message}\n${draft.message}`;
  collected.set(key, { ...known, tags, message });
}

/** A value of which nothing is known but that it belongs to the recipient's side, or to an operator's own machines. */
function markNoise(drafts: readonly (ValueDraft | FileDraft)[]): (ValueDraft | FileDraft)[] {
  return drafts.map((draft) => {
    const roles = draft.tags.filter((tag) => tag.startsWith('email:role='));
    const isNoise = roles.length > 0 && roles.every((role) => noiseRoles.has(role));
    return isNoise ? { ...draft, ioc: false, ignoreSimilarity: true } : draft;
  });
}
