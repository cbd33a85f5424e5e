/** The mail door: a reported mail as the input of the command that makes alerts, with its files stored by content. */
import { Readable } from 'node:stream';
import { type MailAnatomy, type MailAttachment, readMail } from '@skep/sdk/mail';
import type { CommandDependencies } from '../../commands/frame/command.ts';
import type { StoredFile } from '../../commands/frame/uploads.ts';
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { type FileDraft, type MailAlertDraft, mapMail } from './map.ts';

/** A mail as an alert: input of the command, and the files its observables refer to, by part name. */
export interface MailAsAlert {
  readonly alert: RawObject;
  readonly files: ReadonlyMap<string, readonly StoredFile[]>;
}

/** Largest mail that is read, in bytes: it is held in memory while it is taken apart. */
const largestMail = 64 * 1024 * 1024;

/** Reads a stored mail (`.eml` or Outlook `.msg`). A broken mail gives what can be read of it; only its size is refused. */
export async function mailAsAlert(
  files: CommandDependencies['files'],
  mail: StoredFile,
): Promise<MailAsAlert> {
  if (mail.size > largestMail) throw new CodedError('tooLarge', { limit: largestMail });
  const { stream } = await files.open(mail.id);
  const anatomy = await readMail(stream, {});
  const draft = mapMail(anatomy);
  return { alert: alertOf(draft), files: await storeFiles(files, mail, anatomy, draft) };
}

function alertOf(draft: MailAlertDraft): RawObject {
  return {
    type: 'mail',
    source: 'mailbox',
    sourceRef: draft.reference.slice(0, 128),
    title: draft.title,
    description: draft.description,
    tags: draft.tags,
    observables: draft.observables.map(observableOf),
    ...(draft.date === undefined ? {} : { date: draft.date }),
  };
}

function observableOf(observable: MailAlertDraft['observables'][number]): RawObject {
  if (observable.dataType !== 'file') return { ...observable };
  const { path: _path, name: _name, ...rest } = observable;
  return { ...rest, attachment: partOf(observable) };
}

/** The name under which a file of the draft is handed to the command. */
function partOf({ path }: FileDraft): string {
  return `mail-${path.join('-')}`;
}

async function storeFiles(
  files: CommandDependencies['files'],
  mail: StoredFile,
  anatomy: MailAnatomy,
  draft: MailAlertDraft,
): Promise<MailAsAlert['files']> {
  const stored = new Map<string, readonly StoredFile[]>();
  for (const observable of draft.observables) {
    if (observable.dataType !== 'file') continue;
    const file =
      observable.path.length === 0
        ? { ...mail, contentType: 'message/rfc822' }
        : await storeAttachment(files, anatomy, observable);
    stored.set(partOf(observable), [
      { ...file, name: observable.path.length === 0 ? mail.name : observable.name },
    ]);
  }
  return stored;
}

async function storeAttachment(
  files: CommandDependencies['files'],
  anatomy: MailAnatomy,
  draft: FileDraft,
): Promise<StoredFile> {
  const found = attachmentAt(anatomy, draft.path);
  const bytes = found?.bytes ?? new Uint8Array();
  const { id, size, hashes } = await files.put(Readable.from([bytes]), {
    maxBytes: Math.max(bytes.byteLength, 1),
  });
  return {
    id,
    size,
    hashes,
    name: draft.name,
    contentType: found?.contentType ?? 'application/octet-stream',
  };
}

function attachmentAt(anatomy: MailAnatomy, path: readonly number[]): MailAttachment | undefined {
  const [index = 0, ...rest] = path;
  const found = anatomy.attachments[index];
  if (rest.length === 0 || found === undefined) return found;
  return found.mail === undefined ? undefined : attachmentAt(found.mail, rest);
}
