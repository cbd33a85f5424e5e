/** Reads a text that comes from elsewhere, to its end and never beyond a bound. */

/** The whole text. Throws what `refuse` makes when there are more bytes than `most`; the stream is destroyed then. */
export async function textWithin(
  content: AsyncIterable<Buffer>,
  most: number,
  refuse: () => Error,
): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > most) throw refuse();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
