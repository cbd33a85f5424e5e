/** Works expressions of templates out against the data of a report. They reach that data and nothing else. */
import { type Budget, TemplateFault } from './fault.ts';
import { applyFilter } from './filters.ts';
import { callMethod } from './methods.ts';
import { type Expression, parseExpressions } from './parse.ts';
import { added, compared, isAlike, memberOf, numberOf, withMember } from './values.ts';

/** Names and their values; a name that an inner part does not know is looked for outside. */
export class Scope {
  readonly #values: Map<string, unknown>;
  readonly #outer: Scope | undefined;
  readonly #isApart: boolean;

  /** What is replaced inside one that stands apart stays inside. */
  constructor(values: Readonly<Record<string, unknown>>, outer?: Scope, isApart = false) {
    this.#values = new Map(Object.entries(values));
    this.#outer = outer;
    this.#isApart = isApart;
  }

  get(name: string): unknown {
    return this.#values.has(name) ? this.#values.get(name) : this.#outer?.get(name);
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  /** Sets a name where it is known, so that everybody who reads it there sees the new value. */
  replace(name: string, value: unknown): void {
    const isHere = this.#values.has(name) || this.#isApart || this.#outer === undefined;
    if (isHere) this.#values.set(name, value);
    else this.#outer?.replace(name, value);
  }
}

/** Works out the expressions of one drawing; each text is read once. */
export class Evaluator {
  readonly #read = new Map<string, readonly Expression[]>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** What the last statement of a text gives. */
  value(text: string, scope: Scope): unknown {
    let statements = this.#read.get(text);
    if (statements === undefined) {
      statements = parseExpressions(text.replace(/^\s*::/, ''));
      this.#read.set(text, statements);
    }
    let last: unknown;
    for (const statement of statements) last = this.#of(statement, scope);
    return last;
  }

  #of(expression: Expression, scope: Scope): unknown {
    this.#budget.spend();
    const of = (inner: Expression): unknown => this.#of(inner, scope);
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'name':
        return scope.get(expression.name);
      case 'member':
        return memberOf(of(expression.of), of(expression.key));
      case 'call':
        return callMethod(of(expression.of), expression.method, expression.inputs.map(of), this.#budget);
      case 'filter':
        return applyFilter(expression.name, of(expression.of), expression.inputs.map(of), this.#budget);
      case 'unary':
        return signed(expression.sign, of(expression.of));
      case 'binary':
        return this.#binary(expression, scope);
      case 'choice':
        return of(expression.test) ? of(expression.yes) : of(expression.no);
      case 'list':
        return expression.items.map(of);
      case 'object':
        return Object.fromEntries(expression.entries.map(({ key, value }) => [key, of(value)]));
      case 'assign': {
        const value = of(expression.value);
        if (expression.to.kind === 'name') scope.set(expression.to.name, value);
        else this.#put(expression.to, value, scope);
        return value;
      }
    }
  }

  /** A member gets its value in a copy: the report itself belongs to the page. */
  #put(place: Expression, value: unknown, scope: Scope): void {
    if (place.kind === 'name') scope.replace(place.name, value);
    if (place.kind !== 'member') return;
    const holder = withMember(this.#of(place.of, scope), this.#of(place.key, scope), value);
    this.#budget.spend(Object.keys(holder).length);
    this.#put(place.of, holder, scope);
  }

  #binary(
    { sign, left: leftOf, right: rightOf }: Extract<Expression, { kind: 'binary' }>,
    scope: Scope,
  ): unknown {
    const left = this.#of(leftOf, scope);
    if (sign === '||') return left || this.#of(rightOf, scope);
    if (sign === '&&') return left && this.#of(rightOf, scope);
    return combined(sign, left, this.#of(rightOf, scope));
  }
}

function signed(sign: string, value: unknown): unknown {
  if (sign === '!') return !value;
  return sign === '-' ? -numberOf(value) : numberOf(value);
}

const operations: Readonly<Record<string, (left: unknown, right: unknown) => unknown>> = {
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '==': isAlike,
  '!=': (left, right) => !isAlike(left, right),
  '<': (left, right) => (compared(left, right) ?? Number.NaN) < 0,
  '>': (left, right) => (compared(left, right) ?? Number.NaN) > 0,
  '<=': (left, right) => (compared(left, right) ?? Number.NaN) <= 0,
  '>=': (left, right) => (compared(left, right) ?? Number.NaN) >= 0,
  '+': added,
  '-': (left, right) => numberOf(left) - numberOf(right),
  '*': (left, right) => numberOf(left) * numberOf(right),
  '/': (left, right) => numberOf(left) / numberOf(right),
  '%': (left, right) => numberOf(left) % numberOf(right),
};

function combined(sign: string, left: unknown, right: unknown): unknown {
  const operation = operations[sign];
  if (operation === undefined) throw new TemplateFault('wrongExpression', sign);
  return operation(left, right);
}
