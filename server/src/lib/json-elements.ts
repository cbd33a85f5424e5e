/**
 * Takes the objects out of a list inside a large JSON document one by one while it is read, so that the document is never whole
 * in memory. Only what lies around the objects is looked at here; whoever gets one parses it.
 */

/** The document cannot be followed any further; the objects given so far are whole. */
export class BrokenDocument extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'BrokenDocument';
  }
}

/** Where in a document the reader is. */
interface Scan {
  /** Open objects and lists. */
  depth: number;
  inText: boolean;
  escaped: boolean;
  /** The last text at the top of the document, as far as a name can be long: before a list it is its name. */
  word: string;
  inList: boolean;
  inObject: boolean;
  /** Begin of an object that goes on in the next piece. */
  pending: string;
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125] as const;

/**
 * The texts of the objects in the list that a document holds at its top under `name`; nothing when there is no such list.
 * `longest` bounds one object in characters. Throws `BrokenDocument` for bytes that are no UTF-8, a document that is no
 * object or breaks off, and an object that is too long.
 */
export async function* objectsIn(
  document: AsyncIterable<Uint8Array>,
  name: string,
  longest: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scan: Scan = {
    depth: 0,
    inText: false,
    escaped: false,
    word: '',
    inList: false,
    inObject: false,
    pending: '',
  };
  let begun = false;
  for await (const bytes of document) {
    const piece = decoded(decoder, bytes);
    if (!begun && piece.trim() !== '') {
      if (!piece.trimStart().startsWith('{')) throw new BrokenDocument('it is no JSON object');
      begun = true;
    }
    yield* objectsInPiece(scan, piece, name);
    if (scan.pending.length > longest)
      throw new BrokenDocument(`an object in it is longer than ${longest} characters`);
  }
  if (!begun) throw new BrokenDocument('it is empty');
  if (scan.depth !== 0 || scan.inText) throw new BrokenDocument('it breaks off');
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) throw new BrokenDocument('it is no UTF-8 text');
    throw error;
  }
}

function objectsInPiece(scan: Scan, piece: string, name: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let index = 0; index < piece.length; index += 1) {
    const code = piece.charCodeAt(index);
    if (scan.inText) readText(scan, code);
    else if (code === openObject && scan.inList && scan.depth === 2) {
      start = index;
      scan.inObject = true;
      scan.depth += 1;
    } else if (code === closeObject && scan.inObject && scan.depth === 3) {
      found.push(scan.pending + piece.slice(start, index + 1));
      scan.pending = '';
      scan.inObject = false;
      scan.depth -= 1;
    } else readBetween(scan, code, name);
  }
  if (scan.inObject) scan.pending += piece.slice(start);
  return found;
}

/** Longest name of a list that can be looked for. */
const longestName = 100;

function readText(scan: Scan, code: number): void {
  if (scan.escaped) scan.escaped = false;
  else if (code === backslash) scan.escaped = true;
  else if (code === quote) scan.inText = false;
  else if (scan.depth === 1 && scan.word.length < longestName) scan.word += String.fromCharCode(code);
}

function readBetween(scan: Scan, code: number, name: string): void {
  switch (code) {
    case quote:
      scan.inText = true;
      if (scan.depth === 1) scan.word = '';
      break;
    case openObject:
    case openList:
      scan.depth += 1;
      if (code === openList && scan.depth === 2) scan.inList = scan.word === name;
      break;
    case closeObject:
    case closeList:
      scan.depth -= 1;
      if (scan.depth <= 1) scan.inList = false;
      if (scan.depth < 0) throw new BrokenDocument('it closes more than it opens');
      break;
  }
}
