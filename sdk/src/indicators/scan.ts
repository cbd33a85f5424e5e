/** Finds every indicator in a text, in order and without overlaps, in time that grows with the length of the text only. */
import type { DataType } from './data-type.ts';
import { type Refanged, refangWithOrigin } from './fanging.ts';
import { findNames } from './find-names.ts';
import {
  findAgents,
  findAutonomousSystems,
  findHashes,
  findIpv6,
  findMails,
  findRegistryKeys,
} from './find-plain.ts';
import { findUrls } from './find-urls.ts';

/** An indicator at its place in the refanged text of one piece. */
export interface Found {
  readonly dataType: DataType;
  /** The real indicator, spelled as in the text. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** An indicator at its place in the text that was scanned. */
export interface Occurrence {
  readonly dataType: DataType;
  readonly value: string;
  /** As it stands in the text, possibly disguised. */
  readonly original: string;
  readonly offset: number;
}

/** Pieces bound the memory and the look-ahead of each search. */
const pieceLength = 65_536;

/** Every occurrence, in the order of the text. */
export function* scan(text: string): Generator<Occurrence> {
  for (const [offset, piece] of pieces(text)) {
    const refanged = refangWithOrigin(piece);
    for (const found of findAll(refanged)) {
      const from = refanged.originalIndex(found.start);
      const original = piece.slice(from, refanged.originalIndex(found.end));
      yield { dataType: found.dataType, value: found.value, original, offset: offset + from };
    }
  }
}

/** Cuts a text where no indicator can be cut: behind a line or, in a very long line, behind a blank, quote or bracket. */
function* pieces(text: string): Generator<readonly [number, string]> {
  let start = 0;
  while (start < text.length) {
    const end = start + pieceLength >= text.length ? text.length : cutBefore(text, start);
    yield [start, text.slice(start, end)];
    start = end;
  }
}

function cutBefore(text: string, start: number): number {
  const limit = start + pieceLength;
  const line = text.lastIndexOf('\n', limit);
  if (line > start + pieceLength / 2) return line + 1;
  for (let end = limit; end > start + pieceLength / 2; end -= 1) {
    if (/[\s"'<>]/.test(text.charAt(end - 1))) return end;
  }
  return limit;
}

function findAll(refanged: Refanged): readonly Found[] {
  const { text } = refanged;
  if (!/[.:@\\]|[0-9A-Fa-f]{32}|AS/.test(text)) return [];
  const candidates = [
    ...findUrls(text),
    ...findMails(text),
    ...findAgents(text),
    ...findRegistryKeys(text),
    ...findIpv6(text),
    ...findNames(refanged),
    ...findHashes(text),
    ...findAutonomousSystems(text),
  ];
  candidates.sort((a, b) => a.start - b.start || b.end - a.end);
  return withoutOverlaps(candidates);
}

function withoutOverlaps(sorted: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  let free = 0;
  for (const found of sorted) {
    if (found.start < free) continue;
    kept.push(found);
    free = found.end;
  }
  return kept;
}
