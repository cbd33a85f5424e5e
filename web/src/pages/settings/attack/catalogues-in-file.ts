/** The catalogues of a short catalogue file: of several, one has to be chosen before it is imported. */

/** Largest file that is looked into, in bytes: a bundle of STIX is larger and holds one catalogue. */
const largest = 8 * 1024 * 1024;

/** Names of the catalogues in a file; none when it is another kind of file. */
export async function cataloguesIn(file: Blob): Promise<readonly string[]> {
  if (file.size > largest) return [];
  const document = parsed(await file.text());
  if (typeof document !== 'object' || document === null || !('catalogs' in document)) return [];
  const { catalogs } = document;
  return typeof catalogs === 'object' && catalogs !== null ? Object.keys(catalogs) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The server says what is wrong with it.
    return undefined;
  }
}
