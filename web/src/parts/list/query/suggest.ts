/** What could stand next in a filter, for the piece of text that is being written. */
import { quoted } from './value-text.ts';
import { type FieldWords, type Vocabulary, writtenName } from './vocabulary.ts';

/** Something that could be written. `text` replaces the piece; `open` ends with a colon and wants a value. */
export interface Suggestion {
  readonly kind: 'field' | 'state' | 'value' | 'word';
  readonly text: string;
  readonly field?: FieldWords;
  readonly value?: string;
  readonly open: boolean;
}

/** What suggestions are made of. */
export interface SuggestionSource {
  readonly vocabulary: Vocabulary;
  readonly states: readonly string[];
  /** Values of a field that are known beyond its description: people, statuses, tags, sources. */
  readonly valuesOf: (field: FieldWords) => readonly string[];
}

const most = 12;
const ages: readonly string[] = ['<1h', '<24h', '<7d', '<30d', '>7d', 'today', 'yesterday'];
const lengths: readonly string[] = ['<15min', '<1h', '>4h', '>1d'];

/** The piece of a text that ends at its end: what suggestions replace. */
export function lastPiece(text: string): { readonly before: string; readonly piece: string } {
  const piece = /(?:[^\s()"]|"[^"]*"?)*$/.exec(text)?.[0] ?? '';
  return { before: text.slice(0, text.length - piece.length), piece };
}

/** Suggestions for a piece of text, best first. */
export function suggest(piece: string, source: SuggestionSource): readonly Suggestion[] {
  const colon = piece.indexOf(':');
  if (colon === -1) return suggestStarts(piece, source).slice(0, most);
  const name = piece.slice(0, colon).toLowerCase();
  const begun = piece.slice(colon + 1);
  if (name === 'is') return suggestStates(begun, source).slice(0, most);
  if (name === 'has') return suggestHas(begun, source).slice(0, most);
  const field = source.vocabulary.byName.get(name);
  return field === undefined ? [] : suggestValues(field, begun, source).slice(0, most);
}

function suggestStarts(piece: string, source: SuggestionSource): Suggestion[] {
  const wanted = piece.toLowerCase();
  const states = suggestStates(wanted, source).filter(() => wanted !== '');
  const fields = source.vocabulary.fields.map((field): Suggestion => {
    const name = writtenName(field.name);
    return { kind: 'field', text: `${name}:`, field, open: true };
  });
  const words = ['is:', 'has:', 'not', 'or'].map(
    (text): Suggestion => ({ kind: 'word', text, open: text.endsWith(':') }),
  );
  const starts = [...fields, ...words].filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const others = fields.filter(
    ({ text, field }) =>
      wanted.length > 1 &&
      !text.toLowerCase().startsWith(wanted) &&
      `${text} ${field?.description ?? ''}`.toLowerCase().includes(wanted),
  );
  return [...states, ...starts, ...others];
}

function suggestStates(begun: string, { states }: SuggestionSource): Suggestion[] {
  return states
    .filter((state) => state.startsWith(begun.toLowerCase()))
    .map((state) => ({ kind: 'state', text: `is:${state}`, value: state, open: false }));
}

function suggestHas(begun: string, { vocabulary }: SuggestionSource): Suggestion[] {
  return vocabulary.fields
    .filter(({ name }) => writtenName(name).toLowerCase().startsWith(begun.toLowerCase()))
    .map((field) => ({ kind: 'field', text: `has:${writtenName(field.name)}`, field, open: false }));
}

function suggestValues(field: FieldWords, begun: string, source: SuggestionSource): Suggestion[] {
  const [, sign = '', wanted = ''] = /^([<>=]*)"?(.*)$/.exec(begun) ?? [];
  const values = [...new Set([...ownValues(field), ...source.valuesOf(field)])];
  return values
    .filter((value) => `${sign}${wanted}` === '' || matches(value, sign, wanted.toLowerCase()))
    .map((value): Suggestion => {
      const isRelative = /^[<>]/.test(value);
      const text = isRelative ? value : `${sign}${quoted(value)}`;
      return { kind: 'value', text: `${writtenName(field.name)}:${text}`, field, value, open: false };
    });
}

function matches(value: string, sign: string, wanted: string): boolean {
  const lower = value.toLowerCase();
  return lower.startsWith(`${sign}${wanted}`) || (wanted !== '' && lower.includes(wanted)) || wanted === '';
}

function ownValues({ kind, values }: FieldWords): readonly string[] {
  if (kind === 'date') return ages;
  if (kind === 'duration') return lengths;
  if (kind === 'flag') return ['yes', 'no'];
  if (kind === 'person') return ['me'];
  return values.map(({ value, word }) => (kind === 'scale' ? word : String(value)));
}
