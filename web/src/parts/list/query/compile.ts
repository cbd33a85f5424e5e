/** Turns a filter that people wrote into conditions of the query endpoint. */
import type { Filter } from '../../../data/pipeline.ts';
import { filters } from '../../../data/pipeline.ts';
import type { Clause, Comparison, Fault, FaultReason } from './clause.ts';
import { type Age, readAge, readChoice, readDuration, readNumber, readTime } from './operand.ts';
import { parseFilterText } from './parse.ts';
import { type FieldWords, type Vocabulary, writtenName } from './vocabulary.ts';

/** What a filter is read with. */
export interface FilterContext {
  readonly vocabulary: Vocabulary;
  /** Conditions by the names that may follow `is:`. */
  readonly states: Readonly<Record<string, Filter>>;
  /** Login that `me` stands for. */
  readonly me: string;
  readonly now: number;
}

/** One part of a filter as the bar shows it: its text, what it asks, or what is wrong with it. */
export interface FilterPart {
  readonly text: string;
  readonly clause: Clause;
  readonly filter: Filter | undefined;
  readonly faults: readonly Fault[];
}

/** A whole filter. While there is a fault it asks nothing. */
export interface CompiledFilter {
  readonly parts: readonly FilterPart[];
  readonly faults: readonly Fault[];
  readonly filters: readonly Filter[];
}

type Compiled = { readonly filter: Filter } | { readonly fault: Fault };

/** Reads a filter. */
export function compileFilterText(text: string, context: FilterContext): CompiledFilter {
  const { parts: clauses, faults } = parseFilterText(text);
  const parts = clauses.map((clause): FilterPart => {
    const found: Fault[] = [];
    const filter = compile(clause, context, found);
    return { text: text.slice(clause.from, clause.to), clause, filter, faults: found };
  });
  return {
    parts,
    faults: [...faults, ...parts.flatMap((part) => part.faults)],
    filters: parts.flatMap(({ filter }) => (filter === undefined ? [] : [filter])),
  };
}

function compile(clause: Clause, context: FilterContext, faults: Fault[]): Filter | undefined {
  if (clause.kind === 'all' || clause.kind === 'any') {
    const of = clause.of
      .map((part) => compile(part, context, faults))
      .filter((filter) => filter !== undefined);
    return clause.kind === 'all' ? filters.all(...of) : filters.any(...of);
  }
  if (clause.kind === 'not') {
    const inner = compile(clause.of, context, faults);
    return inner === undefined ? undefined : filters.not(inner);
  }
  const compiled = compileSimple(clause, context);
  if ('filter' in compiled) return compiled.filter;
  faults.push(compiled.fault);
  return undefined;
}

type Simple = Exclude<Clause, { kind: 'all' | 'any' | 'not' }>;

function compileSimple(clause: Simple, context: FilterContext): Compiled {
  if (clause.kind === 'words') return { filter: filters.text(clause.text) };
  if (clause.kind === 'state') {
    const filter = Object.hasOwn(context.states, clause.name) ? context.states[clause.name] : undefined;
    return filter === undefined
      ? refused(clause, 'unknownState', clause.name, Object.keys(context.states))
      : { filter };
  }
  const field = context.vocabulary.byName.get(clause.field.toLowerCase());
  if (field === undefined) {
    const names = context.vocabulary.fields.map(({ name }) => writtenName(name));
    return refused(clause, 'unknownField', clause.field, nearest(clause.field, names));
  }
  if (clause.kind === 'has') return { filter: filters.has(field.name) };
  if (clause.kind === 'in')
    return joinAny(clause.values.map((value) => one(clause, field, 'is', value, context)));
  if (clause.kind === 'between')
    return joinAll([
      one(clause, field, '>=', clause.low, context),
      one(clause, field, '<=', clause.high, context),
    ]);
  return one(clause, field, clause.comparison, clause.value, context);
}

function refused(clause: Simple, reason: FaultReason, given: string, accepted?: readonly string[]): Compiled {
  const { from, to } = clause;
  return { fault: { from, to, reason, given, ...(accepted === undefined ? {} : { accepted }) } };
}

/** At most five names that begin or sound like what was written. */
function nearest(given: string, names: readonly string[]): readonly string[] {
  const start = given.toLowerCase().slice(0, 3);
  const like = names.filter((name) => name.toLowerCase().includes(start));
  return (like.length > 0 ? like : names).slice(0, 5);
}

function joinAny(parts: readonly Compiled[]): Compiled {
  return join(parts, (of) => filters.any(...of));
}
function joinAll(parts: readonly Compiled[]): Compiled {
  return join(parts, (of) => filters.all(...of));
}
function join(parts: readonly Compiled[], by: (of: readonly Filter[]) => Filter): Compiled {
  const wrong = parts.find((part) => 'fault' in part);
  if (wrong !== undefined) return wrong;
  const of = parts.flatMap((part) => ('filter' in part ? [part.filter] : []));
  const [only] = of;
  return { filter: of.length === 1 && only !== undefined ? only : by(of) };
}

function one(
  clause: Simple,
  field: FieldWords,
  comparison: Comparison,
  value: string,
  context: FilterContext,
): Compiled {
  if (field.kind === 'date') return dated(clause, field, comparison, value, context.now);
  if (field.kind === 'number' || field.kind === 'duration') return measured(clause, field, comparison, value);
  if (field.kind === 'scale' || field.kind === 'choice') return chosen(clause, field, comparison, value);
  if (comparison !== 'is') return refused(clause, 'noOrder', writtenName(field.name));
  if (field.kind === 'flag') return flagged(clause, field, value);
  const literal = value.replaceAll('\\*', '*');
  if (field.kind === 'person')
    return { filter: filters.is(field.name, literal.toLowerCase() === 'me' ? context.me : literal) };
  if (/(?<!\\)\*/.test(value)) return { filter: filters.like(field.name, value) };
  return {
    filter:
      field.kind === 'words'
        ? { _match: { _field: field.name, _value: literal } }
        : filters.is(field.name, literal),
  };
}

const compared: Readonly<Record<Exclude<Comparison, 'is'>, string>> = {
  '<': '_lt',
  '<=': '_lte',
  '>': '_gt',
  '>=': '_gte',
};

function compare(field: string, comparison: Comparison, value: number): Filter {
  if (comparison === 'is') return filters.is(field, value);
  return { [compared[comparison]]: { _field: field, _value: value } };
}

function measured(clause: Simple, field: FieldWords, comparison: Comparison, value: string): Compiled {
  const number = field.kind === 'duration' ? readDuration(value) : readNumber(value);
  if (number !== undefined) return { filter: compare(field.name, comparison, number) };
  return field.kind === 'duration'
    ? refused(clause, 'notADuration', value, ['30min', '4h', '2d'])
    : refused(clause, 'notANumber', value);
}

function chosen(clause: Simple, field: FieldWords, comparison: Comparison, value: string): Compiled {
  const choice = readChoice(field, value);
  if (choice === undefined)
    return refused(
      clause,
      'notAChoice',
      value,
      field.values.map(({ word }) => word),
    );
  if (comparison === 'is') return { filter: filters.is(field.name, choice) };
  return typeof choice === 'number'
    ? { filter: compare(field.name, comparison, choice) }
    : refused(clause, 'noOrder', writtenName(field.name));
}

const truth: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

function flagged(clause: Simple, field: FieldWords, value: string): Compiled {
  const flag = truth[value.toLowerCase()];
  return flag === undefined
    ? refused(clause, 'notAChoice', value, ['yes', 'no'])
    : { filter: filters.is(field.name, flag) };
}

/** `<24h` is younger than a day, `>7d` older than a week; dates stand for their whole day. */
function dated(
  clause: Simple,
  field: FieldWords,
  comparison: Comparison,
  value: string,
  now: number,
): Compiled {
  const age = readAge(value);
  if (age !== undefined) return { filter: aged(field.name, comparison, age) };
  const span = readTime(value, now);
  if (span === undefined) return refused(clause, 'notADate', value, ['<24h', 'today', '2026-01-31']);
  const { from, to } = span;
  const name = field.name;
  if (comparison === 'is')
    return { filter: filters.all(compare(name, '>=', from), compare(name, from === to ? '<=' : '<', to)) };
  const edge = comparison === '<' || comparison === '>=' ? from : to;
  const sign = from === to ? comparison : comparison === '<=' ? '<' : comparison === '>' ? '>=' : comparison;
  return { filter: compare(name, sign, edge) };
}

function aged(field: string, comparison: Comparison, age: Age): Filter {
  const older = comparison === '>' || comparison === '>=';
  return { [older ? '_lt' : '_gte']: { _field: field, _value: age } };
}
