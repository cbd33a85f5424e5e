/** Reads what comes from elsewhere, to its end and never beyond a bound. */

/** The whole text. Throws what `refuse` makes when there are more bytes than `most`; the stream is destroyed then. */
export async function textWithin(
  content: AsyncIterable<Buffer>,
  most: number,
  refuse: () => Error,
): Promise<string> {
  return (await bytesWithin(content, most, refuse)).toString('utf8');
}

/** The same as bytes. */
export async function bytesWithin(
  content: AsyncIterable<Buffer>,
  most: number,
  refuse: () => Error,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > most) throw refuse();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
