/** Sends stored files so that nothing in them can act in our pages: as a download, never guessed at, without any rights. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandDependencies } from '../../commands/frame/command.ts';
import { dispositionOf, safeFileName } from './file-name.ts';
import { zipOf } from './zip-download.ts';

/** A stored file under the name it is offered by. */
export interface OfferedFile {
  /** SHA-256 of the content. */
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
}

/** How a file is sent. */
export interface DownloadOptions {
  /** True: a browser may show it in place if it is a picture; anything else is always stored. */
  readonly inline: boolean;
  /** True: pages, plain texts and PDF files are shown in place as well; they run in a sandbox without scripts. */
  readonly page?: boolean;
  /** The password of the archive that the file is packed into; as it is when missing. */
  readonly zipPassword?: string;
}

/** What browsers may show: pictures without any language in them. */
const shown: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
]);

/** What they may show on their own, since the policy of the answer lets it load and do nothing. */
const pages: ReadonlySet<string> = new Set(['text/html', 'text/plain', 'text/markdown', 'application/pdf']);

/** Sends a file, or that it has not changed. Throws the error of the store for a file that is not there. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  store: CommandDependencies['files'],
  file: OfferedFile,
  options: DownloadOptions,
): Promise<void> {
  const name = safeFileName(file.name);
  const zipped = options.zipPassword !== undefined;
  const tag = `"${file.id}${zipped ? '-zip' : ''}"`;
  reply.headers({
    ETag: tag,
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  if (matchesTag(request.headers['if-none-match'], tag)) {
    await reply.status(304).send();
    return;
  }
  const opened = await store.open(file.id);
  const safe = shown.has(file.contentType) || (options.page === true && pages.has(file.contentType));
  const kind = options.inline && safe && !zipped ? 'inline' : 'attachment';
  reply.header('Content-Disposition', dispositionOf(kind, zipped ? `${name}.zip` : name));
  if (options.zipPassword !== undefined) {
    reply.type('application/zip');
    await reply.send(zipOf(name, opened.stream, options.zipPassword));
    return;
  }
  reply.type(shownType(file, options)).header('Content-Length', String(opened.size));
  await reply.send(request.method === 'HEAD' ? discard(opened.stream) : opened.stream);
}

/** Markdown shown in place is shown as the text it is. */
function shownType({ contentType }: OfferedFile, { page }: DownloadOptions): string {
  if (page !== true) return contentType;
  if (contentType === 'text/markdown') return 'text/plain; charset=utf-8';
  return contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType;
}

/** Whether a request says that it has the version with a tag already (`If-None-Match`). */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((given) => [tag, '*'].includes(given.trim().replace(/^W\//, '')));
}

function discard(stream: Readable): Readable {
  stream.destroy();
  return Readable.from([]);
}
