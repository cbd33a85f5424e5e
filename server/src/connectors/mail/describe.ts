/** Describes a mail in Markdown that is safe wherever it is rendered: its words stand in code, its links are defanged. */
import { defang, defangText } from '@skep/sdk/indicators';
import {
  decisiveVerdicts,
  type MailAddress,
  type MailAnatomy,
  type MailAttachment,
  type MailFault,
  type MailLink,
  plainBody,
  type Relay,
} from '@skep/sdk/mail';

/** Characters of the body, and of any other text of the mail, that are shown. */
const bodyShown = 10_000;
const lineShown = 500;

/** Entries of a list that are shown. */
const entriesShown = 50;

/** One line without control characters, and without characters that hide, or reverse the order of, what follows. */
export function plainLine(text: string): string {
  return text
    .replaceAll(
      /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu,
      '',
    )
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** The description of an alert made from a mail. */
export function describeMail(mail: MailAnatomy): string {
  const sections = [
    describeHeaders(mail),
    describeList('Relays', mail.relays.map(describeRelay)),
    describeList('Links', mail.links.map(describeLink)),
    describeList('Attachments', mail.attachments.map(describeAttachment)),
    describeList('Faults', mail.faults.map(describeFault)),
    describeBody(plainBody(mail)),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** Header names are the same in every language. */
function describeHeaders(mail: MailAnatomy): string {
  const verdicts = [...decisiveVerdicts(mail.authentication)];
  const lines = [
    ['From', addresses(mail.from)],
    ['Sender', addresses(mail.sender)],
    ['Reply-To', addresses(mail.replyTo)],
    ['Return-Path', addresses(mail.returnPath)],
    ['To', addresses(mail.to)],
    ['Cc', addresses(mail.cc)],
    ['Subject', code(mail.subject)],
    ['Date', moment(mail.date)],
    ['Received', moment(mail.received)],
    ['Message-ID', code(mail.messageId)],
    ['Authentication', verdicts.map(([method, verdict]) => code(`${method}=${verdict}`)).join(' ')],
  ] as const;
  return lines.flatMap(([name, value]) => (value === '' ? [] : [`- **${name}:** ${value}`])).join('\n');
}

function addresses(list: readonly MailAddress[]): string {
  const shown = list.slice(0, entriesShown).map(({ name, address }) => {
    return [code(name), code(defang(address, 'mail'))].filter((part) => part !== '').join(' ');
  });
  return [...shown, ...(list.length > entriesShown ? ['…'] : [])].join(', ');
}

function moment(time: number | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString();
}

function describeRelay({ from, address, by, date }: Relay): string {
  const parts = [
    code(from),
    address === undefined ? '' : code(defang(address, 'ip')),
    by === '' ? '' : `→ ${code(by)}`,
    moment(date),
  ];
  return parts.filter((part) => part !== '').join(' ') || '?';
}

function describeLink({ url, shown, flags, sources }: MailLink): string {
  const isMail = url.startsWith('mailto:');
  const target = isMail ? defang(url.slice('mailto:'.length), 'mail') : defang(url, 'url');
  const words = shown === '' ? '' : `“${code(shown)}”`;
  const warning = flags.length === 0 ? '' : `**${flags.join(', ')}**`;
  return [code(target), words, `(${sources.join(', ')})`, warning].filter((part) => part !== '').join(' ');
}

function describeAttachment({ name, contentType, size, sha256 }: MailAttachment): string {
  return [code(name), code(contentType), `${size} B`, `SHA-256 ${code(sha256)}`]
    .filter((part) => part !== '')
    .join(', ');
}

function describeFault({ code: name, detail }: MailFault): string {
  return detail === '' ? name : `${name}: ${code(detail)}`;
}

function describeList(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const shown = entries.slice(0, entriesShown).map((entry) => `- ${entry}`);
  const more = entries.length > entriesShown ? [`- … (${entries.length})`] : [];
  return [`**${title}**`, '', ...shown, ...more].join('\n');
}

/** A fence longer than any in the text cannot be closed by it. */
function describeBody(body: string): string {
  if (body === '') return '';
  const clean = body.replaceAll('\r', '').replaceAll(/[^\P{Cc}\n\t]/gu, '');
  const text = clean.length > bodyShown ? `${clean.slice(0, bodyShown)}…` : clean;
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}

/** Text of the mail as code; empty when there is none. */
function code(text: string): string {
  const line = defangText(plainLine(text.slice(0, lineShown)));
  if (line === '') return '';
  const mark = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return mark + pad + line + pad + mark;
}

/** Length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (match) => match[0].length));
}
