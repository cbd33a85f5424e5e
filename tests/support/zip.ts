/** Archives for tests. */
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** An archive of texts by their paths in it. */
export async function zipOfTexts(texts: Readonly<Record<string, string>>): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [path, text] of Object.entries(texts)) await writer.add(path, new TextReader(text));
  return Buffer.from(await writer.close());
}
