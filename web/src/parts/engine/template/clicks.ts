/**
 * What clicks in a template would do. A drawn template runs nothing, so what appears after a click is found out by trying
 * it: the part is then drawn folded under the words that would be clicked, and a shortened list in full.
 */
import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { type Evaluator, Scope } from './evaluate.ts';
import { TemplateFault } from './fault.ts';

/** A click that shows something: the words to click, and how names stand after it. */
export interface Shown {
  readonly words: string;
  readonly scope: Scope;
}

interface Click {
  readonly statement: string;
  readonly words: string;
  /** What it sets; only expressions that name this can change by it. */
  readonly target: string;
  /** It turns its target into the opposite. */
  readonly toggles: boolean;
}

const assignment = /^\s*([\w$.[\]'"]+)\s*=(?!=)\s*([\s\S]+)$/;

/** Longest list that is drawn in full because a click would do so. */
const mostEntries = 1_000;

/** The clicks of one template. */
export class Clicks {
  readonly #clicks: readonly Click[];
  readonly #evaluator: Evaluator;

  constructor(nodes: readonly ChildNode[], evaluator: Evaluator) {
    this.#clicks = clicksIn(nodes);
    this.#evaluator = evaluator;
  }

  /** The click after which a condition holds; undefined when none is. */
  showing(condition: string, scope: Scope): Shown | undefined {
    for (const click of this.#naming(condition)) {
      if (click.toggles && condition.trim() === click.target) return { words: click.words, scope };
      const after = this.#after(click, scope);
      if (after !== undefined && this.#evaluator.value(condition, after))
        return { words: click.words, scope: after };
    }
    return undefined;
  }

  /** What a list is after the click that makes it longest, when that is not too long; else as it was. */
  longest(expression: string, scope: Scope, now: unknown): unknown {
    let longest = now;
    for (const click of this.#naming(expression)) {
      const after = this.#after(click, scope);
      const then = after && this.#evaluator.value(expression, after);
      if (Array.isArray(then) && then.length <= mostEntries && then.length > lengthOf(longest))
        longest = then;
    }
    return longest;
  }

  #naming(expression: string): readonly Click[] {
    return this.#clicks.filter(({ target }) => expression.includes(target));
  }

  /** How names stand after a click; undefined for one that does what templates cannot do here. */
  #after({ statement }: Click, scope: Scope): Scope | undefined {
    const after = new Scope({}, scope, true);
    try {
      this.#evaluator.value(statement, after);
      return after;
    } catch (error) {
      if (error instanceof TemplateFault && error.code !== 'tooLarge') return undefined;
      throw error;
    }
  }
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** Walked with a list of its own, since templates may nest without end. */
function clicksIn(nodes: readonly ChildNode[]): readonly Click[] {
  const found: Click[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isTag(node)) continue;
    const statement = node.attribs['ng-click'] ?? node.attribs['data-ng-click'];
    if (statement !== undefined) found.push(...statement.split(';').flatMap((one) => clickOf(one, node)));
    for (const child of node.children.toReversed()) waiting.push(child);
  }
  return found;
}

function clickOf(statement: string, element: Element): Click[] {
  const [, target, value = ''] = assignment.exec(statement) ?? [];
  if (target === undefined) return [];
  const toggles = value.replace(/[\s!]/g, '') === target && value.trim().startsWith('!');
  return [{ statement, words: wordsOf(element), target, toggles }];
}

/** The words on an element without those that come and go; placeholders stand as they are until they are drawn. */
function wordsOf(element: Element): string {
  const texts = element.children.flatMap((child) => {
    if (isText(child)) return [child.data];
    return isTag(child) && child.attribs['ng-if'] === undefined && child.attribs['ng-show'] === undefined
      ? [wordsOf(child)]
      : [];
  });
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}
