/** Reads the expressions of templates, as AngularJS writes them, into trees. Nothing is ever compiled into code that runs. */
import { TemplateFault } from './fault.ts';
import { type Token, tokensOf } from './tokens.ts';

/** An expression. */
export type Expression =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression }
  | {
      readonly kind: 'call';
      readonly of: Expression;
      readonly method: string;
      readonly inputs: readonly Expression[];
    }
  | { readonly kind: 'unary'; readonly sign: string; readonly of: Expression }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly { readonly key: string; readonly value: Expression }[];
    }
  | { readonly kind: 'assign'; readonly to: Place; readonly value: Expression }
  | {
      readonly kind: 'filter';
      readonly name: string;
      readonly of: Expression;
      readonly inputs: readonly Expression[];
    };

/** What can be assigned to: a name, or a member of what stands at another place. */
export type Place = Extract<Expression, { kind: 'name' | 'member' }>;

/** Signs between two values, those that bind least first. */
const ranks: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '===', '!=='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

/** Parentheses and lists that may stand in one another. */
const deepest = 40;

/** Reads the statements of a text, which semicolons part. */
export function parseExpressions(text: string): readonly Expression[] {
  return new Reader(text).statements();
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #place = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  statements(): readonly Expression[] {
    const found: Expression[] = [];
    while (this.#place < this.#tokens.length) {
      if (this.#take(';')) continue;
      found.push(this.#filtered());
      if (this.#place < this.#tokens.length) this.#need(';');
    }
    return found;
  }

  #wrong(): TemplateFault {
    return new TemplateFault('wrongExpression', this.#text.trim());
  }

  #take(...signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#place];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    this.#place += 1;
    return token.text;
  }

  #need(sign: string): void {
    if (this.#take(sign) === undefined) throw this.#wrong();
  }

  #name(): string {
    const token = this.#tokens[this.#place];
    if (token?.kind !== 'name') throw this.#wrong();
    this.#place += 1;
    return token.text;
  }

  #filtered(): Expression {
    let of = this.#whole();
    while (this.#take('|')) {
      const name = this.#name();
      const inputs: Expression[] = [];
      while (this.#take(':')) inputs.push(this.#whole());
      of = { kind: 'filter', name, of, inputs };
    }
    return of;
  }

  #whole(): Expression {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#wrong();
    const test = this.#binary(0);
    const read = this.#take('=') ? this.#assigned(test) : this.#take('?') ? this.#choice(test) : test;
    this.#depth -= 1;
    return read;
  }

  #assigned(to: Expression): Expression {
    if (!isPlace(to)) throw this.#wrong();
    return { kind: 'assign', to, value: this.#whole() };
  }

  #choice(test: Expression): Expression {
    const yes = this.#whole();
    this.#need(':');
    return { kind: 'choice', test, yes, no: this.#whole() };
  }

  #binary(rank: number): Expression {
    const signs = ranks[rank];
    if (signs === undefined) return this.#unary();
    let left = this.#binary(rank + 1);
    for (let sign = this.#take(...signs); sign !== undefined; sign = this.#take(...signs))
      left = { kind: 'binary', sign, left, right: this.#binary(rank + 1) };
    return left;
  }

  #unary(): Expression {
    const signs: string[] = [];
    for (let sign = this.#take('!', '-', '+'); sign !== undefined; sign = this.#take('!', '-', '+'))
      signs.push(sign);
    if (signs.length > deepest) throw this.#wrong();
    return signs.reduceRight<Expression>((of, sign) => ({ kind: 'unary', sign, of }), this.#path());
  }

  #path(): Expression {
    let of = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        const name = this.#name();
        of = this.#take('(')
          ? { kind: 'call', of, method: name, inputs: this.#list(')') }
          : { kind: 'member', of, key: { kind: 'value', value: name } };
      } else if (this.#take('[')) {
        of = { kind: 'member', of, key: this.#whole() };
        this.#need(']');
      } else return of;
    }
  }

  #primary(): Expression {
    if (this.#take('(')) {
      const inner = this.#filtered();
      this.#need(')');
      return inner;
    }
    if (this.#take('[')) return { kind: 'list', items: this.#list(']') };
    if (this.#take('{')) return this.#object();
    const token = this.#tokens[this.#place];
    if (token === undefined || token.kind === 'sign') throw this.#wrong();
    this.#place += 1;
    if (token.kind === 'value') return { kind: 'value', value: token.value };
    return constants.has(token.text)
      ? { kind: 'value', value: constants.get(token.text) }
      : { kind: 'name', name: token.text };
  }

  #list(end: string): readonly Expression[] {
    const items: Expression[] = [];
    while (this.#take(end) === undefined) {
      items.push(this.#filtered());
      if (this.#take(',') === undefined) {
        this.#need(end);
        break;
      }
    }
    return items;
  }

  #object(): Expression {
    const entries: { readonly key: string; readonly value: Expression }[] = [];
    while (this.#take('}') === undefined) {
      const token = this.#tokens[this.#place];
      if (token === undefined || token.kind === 'sign') throw this.#wrong();
      this.#place += 1;
      this.#need(':');
      entries.push({ key: token.kind === 'value' ? String(token.value) : token.text, value: this.#whole() });
      if (this.#take(',') === undefined) {
        this.#need('}');
        break;
      }
    }
    return { kind: 'object', entries };
  }
}

/** Whether a path leads from a name by members alone. */
function isPlace(expression: Expression): expression is Place {
  let at = expression;
  while (at.kind === 'member') at = at.of;
  return at.kind === 'name';
}
