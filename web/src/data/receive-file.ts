/** Receives a file that the server makes: how much has arrived is told meanwhile, and a refusal is an error and not a file. */
import type { Api } from './api.ts';

/** A file that has arrived, with the name that the server gave it. */
export interface ReceivedFile {
  readonly content: Blob;
  readonly name: string | undefined;
}

/** Gets the bytes received, and those of the whole as far as the server says. */
export type ReceiptListener = (received: number, size: number | undefined) => void;

/** Receives the file of a path. Rejects with `ApiError`, and with an `AbortError` when it is stopped. */
export async function receiveFile(
  api: Api,
  path: string,
  signal: AbortSignal,
  onProgress: ReceiptListener,
): Promise<ReceivedFile> {
  const { headers, body } = await api.open(path, signal);
  const length = Number(headers.get('Content-Length') ?? Number.NaN);
  const size = Number.isFinite(length) && !headers.has('Content-Encoding') ? length : undefined;
  const counted = body?.pipeThrough(counter((received) => onProgress(received, size)));
  return { content: await new Response(counted).blob(), name: nameIn(headers.get('Content-Disposition')) };
}

function counter(onBytes: (received: number) => void): TransformStream<Uint8Array<ArrayBuffer>> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      onBytes(received);
      controller.enqueue(chunk);
    },
  });
}

/** The name in a Content-Disposition. */
export function nameIn(disposition: string | null): string | undefined {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1];
}

/** Hands a file over to the reader, who keeps it where the browser keeps files. */
export function keepFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
