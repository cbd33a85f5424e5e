/** Outlook items (.msg) as mail: told by their content, read in a worker, completed with what travels outside the headers. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MailFault } from './anatomy.ts';
import { readInternetMail } from './internet-mail.ts';
import type { MailLimits } from './limits.ts';
import type { OutlookItem, OutlookPerson } from './outlook-item.ts';
import { type HeaderField, type MailParts, type PartBudget, reasonOf } from './parts.ts';

/** How compound files begin. */
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Memory of the worker; a mail of the greatest length is copied a few times. */
const workerMegabytes = 1_024;

/** Whether the bytes are a compound file, as Outlook items are. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length));
}

/** Never rejects: a file that cannot be read gives a fault. */
export async function readOutlookMail(
  bytes: Uint8Array,
  limits: MailLimits,
  budget: PartBudget,
): Promise<MailParts> {
  try {
    const item = await readInWorker(bytes, limits.milliseconds, budget.left);
    budget.left -= item.files.length;
    return await asMail(item, limits);
  } catch (error) {
    const faults: MailFault[] = [{ code: 'unreadable', detail: reasonOf(error) }];
    return { format: 'msg', headers: [], text: '', html: '', files: [], faults };
  }
}

async function readInWorker(
  bytes: Uint8Array,
  milliseconds: number,
  maximumFiles: number,
): Promise<OutlookItem> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./outlook-worker.${extension}`, import.meta.url), {
    workerData: { bytes: Uint8Array.from(bytes), maximumFiles },
    resourceLimits: { maxOldGenerationSizeMb: workerMegabytes },
  });
  try {
    const [item]: OutlookItem[] = await once(worker, 'message', {
      signal: AbortSignal.timeout(milliseconds),
    });
    if (item === undefined) throw new Error('the reader gave nothing');
    return item;
  } finally {
    await worker.terminate();
  }
}

async function asMail(item: OutlookItem, limits: MailLimits): Promise<MailParts> {
  const faults = [...item.faults];
  if (item.dropped > 0) faults.push({ code: 'tooManyParts', detail: String(item.dropped) });
  const headers = await transportHeaders(item, limits);
  const present = new Set(headers.map((field) => field.name.toLowerCase()));
  const added = storedHeaders(item).filter(
    (field) => field.raw !== '' && !present.has(field.name.toLowerCase()),
  );
  const { text, html, files } = item;
  return { format: 'msg', headers: [...headers, ...added], text, html, files, faults };
}

/** The headers of a mail that travelled are those of Internet mail without a body. */
async function transportHeaders(item: OutlookItem, limits: MailLimits): Promise<readonly HeaderField[]> {
  if (item.transportHeaders === '') return [];
  const source = Buffer.from(`${item.transportHeaders.trim()}\r\n\r\n`);
  return (await readInternetMail(source, limits, { left: 0 })).headers;
}

/** What Outlook stores apart from the headers, in the form of headers. */
function storedHeaders(item: OutlookItem): HeaderField[] {
  const recipients = (kind: string) =>
    item.recipients
      .filter((entry) => entry.kind === kind)
      .map(mailbox)
      .join(', ');
  return [
    { name: 'Subject', raw: item.subject },
    { name: 'From', raw: mailbox(item.from) },
    { name: 'To', raw: recipients('to') },
    { name: 'Cc', raw: recipients('cc') },
    { name: 'Date', raw: item.submitted === '' ? item.delivered : item.submitted },
    { name: 'Message-ID', raw: item.messageId },
  ];
}

function mailbox({ name, address }: OutlookPerson): string {
  const quoted = name === '' ? '' : `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
  return address === '' ? quoted : `${quoted} <${address}>`.trim();
}
