/** Packs one file into an encrypted archive while it is sent, so that programs on the way do not take it for what it holds. */
import { Readable } from 'node:stream';
import { ZipWriter } from '@zip.js/zip.js';

/** A zip with one entry, encrypted in the traditional way that every program can open. Fails as the file's stream fails. */
export function zipOf(name: string, content: Readable, password: string): Readable {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const packed = Readable.fromWeb(pipe.readable);
  const writer = new ZipWriter(pipe.writable, { password, zipCrypto: true, useWebWorkers: false });
  pack(writer, name, content).catch((error: unknown) => {
    content.destroy();
    packed.destroy(error instanceof Error ? error : new Error('The archive could not be made'));
  });
  return packed;
}

async function pack(writer: ZipWriter<unknown>, name: string, content: Readable): Promise<void> {
  await writer.add(name, Readable.toWeb(content));
  await writer.close();
}
