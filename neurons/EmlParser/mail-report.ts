/** What of a mail goes into the report: everything but the bytes of its attachments. */

import type { JsonObject } from '@skep/sdk';
import { defang } from '@skep/sdk/indicators';
import {
  decisiveVerdicts,
  type MailAnatomy,
  type MailAttachment,
  type MailLink,
  plainBody,
} from '@skep/sdk/mail';

/** Characters of the body and of one header that are reported. */
const longestBody = 100_000;
const longestHeader = 4000;
const mostHeaders = 500;

/** The report on a mail, mails within it included. */
export function mailReport(mail: MailAnatomy): JsonObject {
  const body = plainBody(mail);
  return {
    format: mail.format,
    size: mail.size,
    sha256: mail.sha256,
    subject: mail.subject,
    from: mail.from,
    sender: mail.sender,
    replyTo: mail.replyTo,
    returnPath: mail.returnPath,
    to: mail.to,
    cc: mail.cc,
    date: mail.date ?? null,
    received: mail.received ?? null,
    messageId: mail.messageId,
    verdicts: Object.fromEntries(decisiveVerdicts(mail.authentication)),
    authentication: mail.authentication,
    relays: mail.relays.map((relay) => ({
      ...relay,
      address: relay.address ?? null,
      date: relay.date ?? null,
    })),
    originatingAddresses: mail.originatingAddresses,
    links: mail.links.map(linkReport),
    attachments: mail.attachments.map(attachmentReport),
    body: body.slice(0, longestBody),
    bodyCut: body.length > longestBody,
    headers: mail.headers
      .slice(0, mostHeaders)
      .map(([name, value]) => ({ name, value: value.slice(0, longestHeader) })),
    faults: mail.faults,
  };
}

function linkReport({ url, host, sources, flags, shown }: MailLink): JsonObject {
  const dataType = url.startsWith('mailto:') ? 'mail' : 'url';
  return { url, defanged: defang(url, dataType), host, sources, flags, shown };
}

function attachmentReport({ bytes, mail, ...facts }: MailAttachment): JsonObject {
  return mail === undefined ? facts : { ...facts, mail: mailReport(mail) };
}
