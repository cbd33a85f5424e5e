/**
 * Reads the text of a filter: `severity:>=3 (is:mine or is:unassigned) not tags:test "two words"`. Parts that stand
 * beside each other must all hold; `or` binds weaker than that; brackets group.
 */
import type { Clause, Comparison, Fault, Span } from './clause.ts';
import { cut, type Token } from './tokens.ts';
import { isQuoted, listed, unquoted } from './value-text.ts';

/** A filter that was read. Its parts stand beside each other; the faults concern those that could not be read. */
export interface ParsedFilter {
  readonly parts: readonly Clause[];
  readonly faults: readonly Fault[];
}

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  readonly faults: Fault[];
  readonly text: string;
}

/** Reads a filter. Whatever cannot be read becomes a fault; nothing is passed over. */
export function parseFilterText(text: string): ParsedFilter {
  const { tokens, faults } = cut(text);
  const reading: Reading = { tokens, at: 0, faults: [...faults], text };
  const parts: Clause[] = [];
  while (reading.at < tokens.length) {
    const read = readAny(reading);
    if (read !== undefined) parts.push(...(read.kind === 'all' ? read.of : [read]));
    const next = tokens[reading.at];
    if (next?.kind === 'close') {
      fault(reading, next, 'strayBracket');
      reading.at += 1;
    }
  }
  return { parts, faults: reading.faults };
}

function fault(reading: Reading, span: Span, reason: Fault['reason']): void {
  reading.faults.push({
    from: span.from,
    to: span.to,
    reason,
    given: reading.text.slice(span.from, span.to),
  });
}

function readAny(reading: Reading): Clause | undefined {
  const choices: Clause[] = [];
  for (;;) {
    const choice = readAll(reading);
    if (choice !== undefined) choices.push(choice);
    const token = reading.tokens[reading.at];
    if (token?.kind !== 'word' || token.word !== 'or') break;
    reading.at += 1;
    if (choice === undefined || !startsPart(reading.tokens[reading.at])) fault(reading, token, 'strayWord');
  }
  return joined('any', choices);
}

function startsPart(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.kind === 'open' || token.kind === 'term' || (token.kind === 'word' && token.word === 'not'))
  );
}

function readAll(reading: Reading): Clause | undefined {
  const parts: Clause[] = [];
  for (;;) {
    const token = reading.tokens[reading.at];
    if (token?.kind === 'word' && token.word === 'and') {
      reading.at += 1;
      if (parts.length === 0 || !startsPart(reading.tokens[reading.at])) fault(reading, token, 'strayWord');
      continue;
    }
    if (!startsPart(token)) break;
    const part = readOne(reading);
    if (part !== undefined) addPart(parts, part);
  }
  return joined('all', parts);
}

/** Free words beside each other are one search. */
function addPart(parts: Clause[], part: Clause): void {
  const last = parts.at(-1);
  if (last?.kind === 'words' && part.kind === 'words')
    parts[parts.length - 1] = { ...last, text: `${last.text} ${part.text}`, to: part.to };
  else parts.push(part);
}

function joined(kind: 'all' | 'any', of: readonly Clause[]): Clause | undefined {
  const [first] = of;
  const last = of.at(-1);
  if (first === undefined || last === undefined || of.length === 1) return first;
  return { kind, of, from: first.from, to: last.to };
}

function readOne(reading: Reading): Clause | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined) return undefined;
  reading.at += 1;
  if (token.kind === 'word') return readNot(reading, token);
  if (token.kind === 'open') return readGroup(reading, token);
  if (token.kind === 'term') return readTerm(reading, token);
  return undefined;
}

function readNot(reading: Reading, token: Token): Clause | undefined {
  const of = startsPart(reading.tokens[reading.at]) ? readOne(reading) : undefined;
  if (of === undefined) {
    fault(reading, token, 'strayWord');
    return undefined;
  }
  return { kind: 'not', of, from: token.from, to: of.to };
}

function readGroup(reading: Reading, open: Token): Clause | undefined {
  const inner = readAny(reading);
  const close = reading.tokens[reading.at];
  if (close?.kind !== 'close') {
    fault(reading, open, 'unclosedBracket');
    return inner;
  }
  reading.at += 1;
  if (inner === undefined) {
    fault(reading, { from: open.from, to: close.to }, 'emptyValue');
    return undefined;
  }
  return { ...inner, from: open.from, to: close.to };
}

const fieldTerm = /^([\p{L}_][\p{L}\p{N}_.-]*):(?!\/\/)([\s\S]*)$/u;
const signs = /^(<=|>=|<|>|=)([\s\S]*)$/;

function readTerm(reading: Reading, token: Extract<Token, { kind: 'term' }>): Clause | undefined {
  const { from, to, text } = token;
  const [, field, value] = fieldTerm.exec(text) ?? [];
  if (field === undefined || value === undefined) return { kind: 'words', text: unquoted(text), from, to };
  if (value === '') {
    fault(reading, token, 'emptyValue');
    return undefined;
  }
  const name = field.toLowerCase();
  if (name === 'is') return { kind: 'state', name: value.toLowerCase(), from, to };
  if (name === 'has') return { kind: 'has', field: unquoted(value), from, to };
  return readField(reading, token, field, value);
}

function readField(reading: Reading, token: Token, field: string, value: string): Clause | undefined {
  const { from, to } = token;
  if (value.startsWith('(') && value.endsWith(')')) {
    const values = listed(value.slice(1, -1)).map(unquoted);
    if (values.length > 0) return { kind: 'in', field, values, from, to };
    fault(reading, token, 'emptyValue');
    return undefined;
  }
  const [, sign, compared] = signs.exec(value) ?? [];
  if (sign !== undefined && compared !== undefined) {
    if (compared === '') fault(reading, token, 'emptyValue');
    const comparison = (sign === '=' ? 'is' : sign) as Comparison;
    return compared === ''
      ? undefined
      : { kind: 'compare', field, comparison, value: unquoted(compared), from, to };
  }
  const [low = '', high = ''] = isQuoted(value) ? [] : value.split('..');
  if (low !== '' && high !== '')
    return { kind: 'between', field, low: unquoted(low), high: unquoted(high), from, to };
  return {
    kind: 'compare',
    field,
    comparison: 'is',
    value: isQuoted(value) ? escaped(unquoted(value)) : value,
    from,
    to,
  };
}

/** A star in quotes is a star and no wildcard. */
function escaped(value: string): string {
  return value.replaceAll('*', '\\*');
}
