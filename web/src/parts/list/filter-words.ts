/** Filters in the reader's language: names of fields, values and states, and whole parts as chips show them. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clause, Fault } from './query/clause.ts';
import { type FieldWords, type Vocabulary, writtenName } from './query/vocabulary.ts';

/** Words for filters. */
export interface FilterWords {
  readonly field: (field: FieldWords) => string;
  readonly value: (field: FieldWords, value: string) => string;
  readonly state: (name: string) => string;
  /** A part as it is said: what it is about, and what of it. */
  readonly part: (clause: Clause) => { readonly subject: string; readonly predicate: string };
  readonly fault: (fault: Fault) => string;
}

/** Words for the filters of an entity. */
export function useFilterWords(entity: string, vocabulary: Vocabulary | undefined): FilterWords {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  return useMemo(() => makeWords(entity, vocabulary, t, word), [entity, vocabulary, t, word]);
}

function makeWords(
  entity: string,
  vocabulary: Vocabulary | undefined,
  t: TFunction<'lists'>,
  word: TFunction<'words'>,
): FilterWords {
  const field = ({ name, description }: FieldWords): string =>
    t(`field.${name.replace(/^_/, '')}` as 'field.title', { defaultValue: description });
  const value = (of: FieldWords, text: string): string => valueWord(entity, of, text, word);
  const state = (name: string): string => t(`state.${name}` as 'state.mine', { defaultValue: name });
  const part = (clause: Clause): { subject: string; predicate: string } => {
    const say = (inner: Clause): string => {
      const { subject, predicate } = part(inner);
      return `${subject} ${predicate}`.trim();
    };
    if (clause.kind === 'words') return { subject: t('part.text'), predicate: clause.text };
    if (clause.kind === 'state') return { subject: t('part.is'), predicate: state(clause.name) };
    if (clause.kind === 'not') return { subject: t('part.not'), predicate: say(clause.of) };
    if (clause.kind === 'any' || clause.kind === 'all') return joinedPart(clause, part, say, t);
    const described = vocabulary?.byName.get(clause.field.toLowerCase());
    const name = described === undefined ? clause.field : field(described);
    const valued = (text: string): string => (described === undefined ? text : value(described, text));
    if (clause.kind === 'has') return { subject: t('part.has'), predicate: name };
    if (clause.kind === 'in')
      return { subject: name, predicate: clause.values.map(valued).join(t('part.comma')) };
    if (clause.kind === 'between')
      return { subject: name, predicate: `${valued(clause.low)} – ${valued(clause.high)}` };
    const sign = clause.comparison === 'is' ? '' : `${signs[clause.comparison]} `;
    return { subject: name, predicate: `${sign}${valued(clause.value)}` };
  };
  const fault = ({ reason, given, accepted = [] }: Fault): string =>
    [
      t(`fault.${reason}`, { given }),
      ...(accepted.length === 0 ? [] : [t('fault.accepted', { accepted: accepted.join(', ') })]),
    ].join(' ');
  return { field, value, state, part, fault };
}

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

/** `is unassigned or mine` says its subject once when it is always the same. */
function joinedPart(
  { kind, of }: Extract<Clause, { readonly kind: 'all' | 'any' }>,
  part: FilterWords['part'],
  say: (clause: Clause) => string,
  t: TFunction<'lists'>,
): { subject: string; predicate: string } {
  const joiner = ` ${t(kind === 'any' ? 'part.or' : 'part.and')} `;
  const said = of.map(part);
  const [first] = said;
  if (kind === 'any' && first !== undefined && said.every(({ subject }) => subject === first.subject))
    return { subject: first.subject, predicate: said.map(({ predicate }) => predicate).join(joiner) };
  return { subject: '', predicate: of.map(say).join(joiner) };
}

/** Where the words for the statuses of an entity stand; those of alerts when missing. */
const statusLists: Readonly<Record<string, 'caseStatus' | 'taskStatus' | 'runStatus'>> = {
  case: 'caseStatus',
  task: 'taskStatus',
  job: 'runStatus',
  action: 'runStatus',
};

function valueWord(entity: string, field: FieldWords, text: string, word: TFunction<'words'>): string {
  if (field.kind === 'person' && text.toLowerCase() === 'me') return word('me');
  if (field.kind === 'flag') return /^(?:yes|true)$/i.test(text) ? word('yes') : word('no');
  const found = field.values.find(
    (choice) =>
      choice.word === text.toLowerCase() || String(choice.value).toLowerCase() === text.toLowerCase(),
  );
  const value = found === undefined ? text : String(found.value);
  if (field.name === 'severity' || field.name === 'tlp' || field.name === 'pap')
    return word(`${field.name}.${value}` as 'severity.1', { defaultValue: text });
  if (field.name === 'stage') return word(`stage.${value}` as 'stage.New', { defaultValue: text });
  if (field.name === 'status') {
    const list = statusLists[entity] ?? 'alertStatus';
    return word(`${list}.${value}` as 'alertStatus.New', { defaultValue: text });
  }
  return text;
}

/** The name of a field as suggestions show it beside what is written for it. */
export function suggestionLabel(words: FilterWords, field: FieldWords | undefined, text: string): string {
  if (field === undefined) return text;
  const name = words.field(field);
  return name.toLowerCase() === writtenName(field.name).toLowerCase() ? '' : name;
}
