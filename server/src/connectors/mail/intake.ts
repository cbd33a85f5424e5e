/** The mail door: a reported mail becomes an alert with its files, through the ordinary command. */
import { Readable } from 'node:stream';
import { type MailAnatomy, type MailAttachment, readMail } from '@skep/sdk/mail';
import { type CommandCall, type CommandDependencies, runCommand } from '../../commands/command.ts';
import { createAlert } from '../../commands/create-alert.ts';
import type { StoredFile } from '../../commands/uploads.ts';
import type { RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import { type FileDraft, type MailAlertDraft, mapMail } from './map.ts';

/** What may be said about a mail beside the mail itself; everything else comes from it. */
export const mailOptions = [
  'type',
  'source',
  'sourceRef',
  'tags',
  'severity',
  'tlp',
  'pap',
  'caseTemplate',
  'customFields',
  'assignee',
] as const;

/** A mail to take in. */
export interface ReportedMail {
  readonly bytes: Uint8Array;
  /** Values of `mailOptions` as given. */
  readonly options: RawObject;
}

/** Makes an alert from a mail. Throws what `createAlert` throws; the mail itself never fails. */
export async function takeInMail(
  dependencies: CommandDependencies,
  mail: ReportedMail,
  call: CommandCall,
): Promise<ReadObject> {
  const anatomy = await readMail(mail.bytes, {});
  const draft = mapMail(anatomy);
  const stored = await storeFiles(dependencies, mail, anatomy, draft);
  const raw = {
    ...alertOf(draft),
    ...mail.options,
    tags: tagsOf(draft, mail.options),
    observables: observablesOf(draft),
  };
  return runCommand(dependencies, createAlert, raw, { ...call, uploads: stored });
}

function alertOf(draft: MailAlertDraft): RawObject {
  return {
    type: 'mail',
    source: 'mailbox',
    sourceRef: draft.reference.slice(0, 128),
    title: draft.title,
    description: draft.description,
    ...(draft.date === undefined ? {} : { date: draft.date }),
  };
}

function tagsOf(draft: MailAlertDraft, options: RawObject): readonly unknown[] {
  return [...draft.tags, ...(Array.isArray(options.tags) ? options.tags : [])];
}

function observablesOf(draft: MailAlertDraft): RawObject[] {
  return draft.observables.map((observable) => {
    if (observable.dataType !== 'file') return { ...observable };
    const { path: _, name: __, ...rest } = observable;
    return { ...rest, attachment: partOf(observable) };
  });
}

/** The name under which a file of the draft is handed to the command. */
function partOf({ path }: FileDraft): string {
  return `mail-${path.join('-')}`;
}

async function storeFiles(
  { files }: CommandDependencies,
  mail: ReportedMail,
  anatomy: MailAnatomy,
  draft: MailAlertDraft,
): Promise<ReadonlyMap<string, readonly StoredFile[]>> {
  const stored = new Map<string, readonly StoredFile[]>();
  for (const observable of draft.observables) {
    if (observable.dataType !== 'file') continue;
    const found = observable.path.length === 0 ? undefined : attachmentAt(anatomy, observable.path);
    const content = found?.bytes ?? mail.bytes;
    const { id, size, hashes } = await files.put(Readable.from([content]), {
      maxBytes: Math.max(content.byteLength, 1),
    });
    const contentType =
      observable.path.length === 0 ? 'message/rfc822' : (found?.contentType ?? 'application/octet-stream');
    stored.set(partOf(observable), [{ id, size, hashes, name: observable.name, contentType }]);
  }
  return stored;
}

function attachmentAt(anatomy: MailAnatomy, path: readonly number[]): MailAttachment | undefined {
  const [index = 0, ...rest] = path;
  const found = anatomy.attachments[index];
  if (rest.length === 0 || found === undefined) return found;
  return found.mail === undefined ? undefined : attachmentAt(found.mail, rest);
}
