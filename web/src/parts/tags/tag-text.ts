/** A tag as objects carry it, and what may be known of it. */
import type { OutputTag } from '../../../../contract/v1-types.ts';

/** Namespace of the plain tags of organisations. */
export const plainNamespace = '_freetags_';
/** The colour of what nobody has given one. */
const noColour = '#000000';

/** The parts of a tag that make its text and say what it means. */
export type TagParts = Pick<OutputTag, 'namespace' | 'predicate' | 'value' | 'description' | 'colour'>;

/** What is known of a tag beside its text. */
export interface TagLook {
  readonly colour?: string;
  readonly meaning?: string;
}

/** The text by which objects carry a tag. */
export function tagText({ namespace, predicate, value }: TagParts): string {
  if (namespace === plainNamespace) return predicate;
  return value === undefined ? `${namespace}:${predicate}` : `${namespace}:${predicate}="${value}"`;
}

/** Its colour and meaning, where it has any. */
export function lookOf({ colour, description }: TagParts): TagLook {
  return {
    ...(colour === noColour || colour === '' ? {} : { colour }),
    ...(description === undefined || description === '' ? {} : { meaning: description }),
  };
}

/** Looks by the text of the tag. */
export function looksOf(tags: readonly TagParts[]): ReadonlyMap<string, TagLook> {
  return new Map(tags.map((tag) => [tagText(tag), lookOf(tag)]));
}

/** The words that somebody has begun to write, as the parts of a tag are searched for them: `tlp:am` asks for both. */
export function soughtWords(text: string): readonly string[] {
  return text
    .split(/[\s:="]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
}

/** Most words that are searched for. */
const mostWords = 6;
