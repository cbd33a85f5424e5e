/** The observables in a mail: addresses, links, hosts, files and their hashes, those of nested mails included. */

import { type AnalyzerJob, type Artifact, type ArtifactDetails, buildArtifact } from '@skep/sdk';
import { addressReach, detectDataType } from '@skep/sdk/indicators';
import type { MailAddress, MailAnatomy, MailAttachment, MailLink } from '@skep/sdk/mail';

/** Most artifacts reported; a mail is the sender's to fill. */
const mostArtifacts = 2000;

/** Takes artifacts as long as there is room, each type and value once. */
interface Collection {
  found: Map<string, Artifact>;
  add(dataType: string | undefined, data: string, details: ArtifactDetails): void;
}

/** The artifacts of a mail. Attachments are stored in the output folder. */
export function artifactsOf(mail: MailAnatomy, job: AnalyzerJob): Artifact[] {
  const collection = newCollection();
  addMail(collection, mail, job);
  for (const link of mail.links) addLink(collection, link);
  return [...collection.found.values()].slice(0, mostArtifacts);
}

function newCollection(): Collection {
  const found = new Map<string, Artifact>();
  return {
    found,
    add: (dataType, data, details) => {
      if (dataType === undefined || data === '' || found.has(`${dataType} ${data}`)) return;
      found.set(`${dataType} ${data}`, buildArtifact(dataType, data, details));
    },
  };
}

function addMail(collection: Collection, mail: MailAnatomy, job: AnalyzerJob): void {
  collection.add('mail-subject', mail.subject, { message: 'Subject' });
  addPeople(collection, mail.from, { message: 'From', tags: ['sender'] });
  addPeople(collection, mail.sender, { message: 'Sender', tags: ['sender'] });
  addPeople(collection, mail.replyTo, { message: 'Reply-To', tags: ['sender'] });
  addPeople(collection, mail.returnPath, { message: 'Return-Path', tags: ['sender'] });
  addPeople(collection, mail.to, { message: 'To', tags: ['recipient'] });
  addPeople(collection, mail.cc, { message: 'Cc', tags: ['recipient'] });
  for (const { address, by } of mail.relays)
    addIp(collection, address, `Handed the mail to ${by || 'a server'}`);
  for (const { address, header } of mail.originatingAddresses)
    addIp(collection, address, `From the header ${header}`);
  for (const attachment of mail.attachments) addAttachment(collection, attachment, job);
}

function addPeople(collection: Collection, people: readonly MailAddress[], details: ArtifactDetails): void {
  for (const { address } of people) {
    collection.add(detectDataType(address) === 'mail' ? 'mail' : undefined, address, details);
  }
}

/** Addresses of the own network say nothing outside it. */
function addIp(collection: Collection, address: string | undefined, message: string): void {
  if (address !== undefined && addressReach(address) === 'public') collection.add('ip', address, { message });
}

function addLink(collection: Collection, { url, host, flags }: MailLink): void {
  const details = { message: 'Link in the mail', tags: [...flags] };
  if (url.startsWith('mailto:')) {
    const address = URL.parse(url)?.pathname ?? '';
    collection.add(detectDataType(address) === 'mail' ? 'mail' : undefined, address, details);
    return;
  }
  collection.add('url', url, details);
  const dataType = detectDataType(host);
  if (dataType === 'ip') addIp(collection, host, 'Host of a link');
  else if (dataType === 'domain' || dataType === 'fqdn')
    collection.add(dataType, host, { message: 'Host of a link' });
}

function addAttachment(collection: Collection, attachment: MailAttachment, job: AnalyzerJob): void {
  const { bytes, name, contentType, sha256, isInline, mail } = attachment;
  const key = `file ${sha256}`;
  if (bytes.length > 0 && !collection.found.has(key) && collection.found.size < mostArtifacts) {
    const tags = isInline ? ['attachment', 'inline'] : ['attachment'];
    const filename = name || 'unnamed';
    collection.found.set(
      key,
      job.buildFileArtifact({ filename, content: bytes, contentType, tags, message: 'Attachment' }),
    );
    collection.add('hash', sha256, { message: `SHA-256 of ${filename}`, tags });
  }
  if (mail !== undefined) addMail(collection, mail, job);
}
