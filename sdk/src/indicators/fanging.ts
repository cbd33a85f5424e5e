/** Turns indicators written so that nobody clicks on them ("hxxp://evil[.]com") into real ones, and back. */

/** Text with its real indicators, and the way back to where each character stood in the text it came from. */
export interface Refanged {
  readonly text: string;
  /** Index in the original text of the character (or end) at `index` of the refanged text. */
  readonly originalIndex: (index: number) => number;
}

/**
 * One alternative per disguise; the named group says what stood there. A disguised dot or at sign may have one blank
 * on each side, a colon or slash may not: those also occur in ordinary prose.
 */
const disguise =
  /\bh(?:xx|\*\*|__)p(?<tls>s?)(?=\[?:)|\b(?<ftp>s?fxps?)(?=\[?:)| ?[[({] ?(?:(?<dot>\.|dot)|(?<at>@|at)) ?[\])}] ?|\[(?<literal>:\/\/|:|\/)\]|\\(?<slash>\/)/gi;

/** Replaces every disguised part of `text`. Text without one comes back unchanged. */
export function refang(text: string): string {
  // Most texts hold none, and looking is cheaper than walking through.
  return text.search(disguise) === -1 ? text : refangWithOrigin(text).text;
}

/** Like {@link refang}, and keeps the positions. */
export function refangWithOrigin(text: string): Refanged {
  const parts: string[] = [];
  const starts: number[] = [0];
  const shifts: number[] = [0];
  let read = 0;
  let written = 0;
  for (const match of text.matchAll(disguise)) {
    const real = realForm(match);
    parts.push(text.slice(read, match.index), real);
    written += match.index - read + real.length;
    read = match.index + match[0].length;
    starts.push(written);
    shifts.push(read - written);
  }
  if (parts.length === 0) return { text, originalIndex: (index) => index };
  parts.push(text.slice(read));
  return { text: parts.join(''), originalIndex: (index) => index + shiftAt(starts, shifts, index) };
}

function realForm(match: RegExpExecArray): string {
  const found = match.groups ?? {};
  if (found.dot !== undefined) return '.';
  if (found.at !== undefined) return '@';
  if (found.literal !== undefined) return found.literal;
  if (found.slash !== undefined) return found.slash;
  if (found.ftp !== undefined) return found.ftp.toLowerCase().replace('x', 't');
  return `http${(found.tls ?? '').toLowerCase()}`;
}

/** The shift of the last start that is not behind `index` (binary search: `starts` ascends). */
function shiftAt(starts: readonly number[], shifts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return shifts[low] ?? 0;
}

/**
 * The form of a value that no mail client, chat or terminal turns into a link. `refang` gives the value back.
 * Values of types that nothing links (hashes, file names …) stay as they are.
 */
export function defang(value: string, dataType: string): string {
  switch (dataType) {
    case 'url':
      return value
        .replaceAll(/(h)(tt|TT)(ps?:\/\/)/gi, (_whole, first: string, letters: string, rest: string) => {
          return first + (letters === 'TT' ? 'XX' : 'xx') + rest;
        })
        .replaceAll(/(f)t(ps?:\/\/)/gi, '$1x$2')
        .replaceAll('.', '[.]');
    case 'mail':
      return value.replaceAll('@', '[@]').replaceAll('.', '[.]');
    case 'ip':
      return value.includes('.') ? value.replaceAll('.', '[.]') : value.replaceAll(':', '[:]');
    case 'domain':
    case 'fqdn':
    case 'hostname':
      return value.replaceAll('.', '[.]');
    default:
      return value;
  }
}
