/** A stored mail as people look at it: where it comes from, what it says without being able to act, where it leads, what it carries. */
import { defang } from '@skep/sdk/indicators';
import {
  decisiveVerdicts,
  inertHtml,
  type MailAnatomy,
  type MailAttachment,
  type MailLink,
  readMail,
} from '@skep/sdk/mail';
import type { CommandDependencies } from '../../commands/frame/command.ts';
import { createSemaphore, NoPlace } from '../../lib/semaphore.ts';
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';

/** A mail to look at. */
export interface MailView {
  /** What stands on the wire, but for the files. */
  readonly content: RawObject;
  readonly files: readonly (RawObject & { readonly sha256: string })[];
}

/** Largest mail that is shown, in bytes: it is held in memory while it is taken apart. */
const largestMail = 32 * 1024 * 1024;
/** Characters of each part, and of a header, that are shown. */
const textShown = 262_144;
const htmlShown = 1_048_576;
const lineShown = 4_096;
/** Entries of a list that are shown. */
const headersShown = 500;
const addressesShown = 200;
const faultsShown = 100;

const limits = {
  bytes: largestMail,
  depth: 2,
  parts: 200,
  links: 500,
  relays: 100,
  milliseconds: 10_000,
} as const;

/**
 * Makes the function that shows the mail stored under an id. A broken mail shows what can be read of it. Throws `tooLarge`, the
 * error of the store for a file that is gone, or `busy` when too many mails are being read.
 */
export function createMailViewer(
  files: CommandDependencies['files'],
): (file: { readonly id: string; readonly size: number }) => Promise<MailView> {
  const places = createSemaphore({ places: 2, waiting: 20, waitMs: 15_000 });
  return async ({ id, size }) => {
    if (size > largestMail) throw new CodedError('tooLarge', { limit: largestMail });
    const leave = await places.take().catch(asBusy);
    try {
      const opened = await files.open(id);
      return viewOf(await readMail(opened.stream, limits));
    } finally {
      leave();
    }
  };
}

function asBusy(error: unknown): never {
  throw error instanceof NoPlace ? new CodedError('busy') : error;
}

function viewOf(mail: MailAnatomy): MailView {
  const { content, cut } = bodyOf(mail);
  const { format, size, sha256, date, received, relays } = mail;
  return {
    content: {
      format,
      size,
      sha256,
      ...peopleOf(mail),
      subject: line(mail.subject),
      messageId: line(mail.messageId),
      ...(date === undefined ? {} : { date }),
      ...(received === undefined ? {} : { received }),
      headers: mail.headers
        .slice(0, headersShown)
        .map(([name, value]) => ({ name: line(name), value: line(value) })),
      hops: relays.map((relay) => ({
        ...relay,
        from: line(relay.from),
        by: line(relay.by),
        with: line(relay.with),
      })),
      authentication: authenticationOf(mail),
      ...content,
      links: mail.links.map(linkOf),
      faults: mail.faults.slice(0, faultsShown).map(({ code, detail }) => ({ code, detail: line(detail) })),
      cut: [...cut, ...(mail.headers.length > headersShown ? ['headers'] : [])],
    },
    files: mail.attachments.map(fileOf),
  };
}

function line(text: string): string {
  return text.slice(0, lineShown);
}

function peopleOf(mail: MailAnatomy): RawObject {
  const lists = ['from', 'sender', 'replyTo', 'returnPath', 'to', 'cc'] as const;
  return Object.fromEntries(
    lists.map((name) => [
      name,
      mail[name]
        .slice(0, addressesShown)
        .map((one) => ({ name: line(one.name), address: line(one.address) })),
    ]),
  );
}

/** The verdict that counts for each of the three methods, and everything that servers said. */
function authenticationOf({ authentication }: MailAnatomy): RawObject {
  const verdicts = decisiveVerdicts(authentication);
  const of = (method: string): string => verdicts.get(method) ?? 'none';
  return {
    spf: of('spf'),
    dkim: of('dkim'),
    dmarc: of('dmarc'),
    results: authentication
      .slice(0, headersShown)
      .map((result) => ({ ...result, server: line(result.server), detail: line(result.detail) })),
  };
}

/** The parts of the body, and which of them are cut. */
function bodyOf({ text, html }: MailAnatomy): {
  readonly content: RawObject;
  readonly cut: readonly string[];
} {
  const inert = inertHtml(html, htmlShown);
  return {
    content: { text: text.slice(0, textShown), html: inert.html },
    cut: [...(text.length > textShown ? ['text'] : []), ...(inert.whole ? [] : ['html'])],
  };
}

function linkOf({ url, host, sources, flags, shown, within }: MailLink): RawObject {
  const isMail = url.startsWith('mailto:');
  const defanged = isMail ? defang(url.slice('mailto:'.length), 'mail') : defang(url, 'url');
  return { url: line(url), defanged: line(defanged), host, shown, flags, sources, within };
}

function fileOf(file: MailAttachment): MailView['files'][number] {
  const { size, md5, sha1, sha256, isInline } = file;
  return {
    name: line(file.name),
    contentType: line(file.contentType),
    size,
    md5,
    sha1,
    sha256,
    isInline,
    isMail: file.mail !== undefined,
  };
}
