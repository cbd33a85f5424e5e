/** The methods that expressions of templates may call. They change nothing and lead nowhere else. */
import { type Budget, TemplateFault } from './fault.ts';
import { bounded, isAlike, numberOf, printed } from './values.ts';

type Method<T> = (of: T, inputs: readonly unknown[]) => unknown;

const ofTexts: Readonly<Record<string, Method<string>>> = {
  split: (text, [by]) => (by === undefined ? [text] : text.split(printed(by))),
  indexOf: (text, [part]) => text.indexOf(printed(part)),
  lastIndexOf: (text, [part]) => text.lastIndexOf(printed(part)),
  trim: (text) => text.trim(),
  slice: (text, [from, to]) => text.slice(numberOf(from), end(to)),
  substring: (text, [from, to]) => text.substring(numberOf(from), end(to)),
  substr: (text, [from, count]) =>
    text.slice(numberOf(from)).slice(0, count === undefined ? undefined : Math.max(0, numberOf(count))),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  includes: (text, [part]) => text.includes(printed(part)),
  startsWith: (text, [part]) => text.startsWith(printed(part)),
  endsWith: (text, [part]) => text.endsWith(printed(part)),
  replace: (text, [part, by]) => bounded(text.replace(printed(part), () => printed(by))),
  concat: (text, more) => bounded(text + more.map(printed).join('')),
  charAt: (text, [at]) => text.charAt(numberOf(at)),
  at: (text, [at]) => text.at(numberOf(at)),
  toString: (text: string) => text,
};

const ofLists: Readonly<Record<string, Method<readonly unknown[]>>> = {
  join: (list, [by]) => bounded(list.map(printed).join(by === undefined ? ',' : printed(by))),
  indexOf: (list, [item]) => list.indexOf(item),
  includes: (list, [item]) => list.some((one) => one === item || (one !== null && isAlike(one, item))),
  slice: (list, [from, to]) => list.slice(numberOf(from), end(to)),
  concat: (list, more) => list.concat(...more),
  at: (list, [at]) => list.at(numberOf(at)),
  toString: (list: readonly unknown[]) => bounded(list.map(printed).join(',')),
};

const ofNumbers: Readonly<Record<string, Method<number>>> = {
  toString: (number: number) => String(number),
  toFixed: (number, [digits]) => number.toFixed(Math.min(20, Math.max(0, numberOf(digits)))),
};

function end(to: unknown): number | undefined {
  return to === undefined ? undefined : numberOf(to);
}

/** What a method gives; nothing when there is nothing to call it on. */
export function callMethod(of: unknown, name: string, inputs: readonly unknown[], budget: Budget): unknown {
  if (of === undefined || of === null) return undefined;
  if (name === 'hasOwnProperty') return typeof of === 'object' && Object.hasOwn(of, printed(inputs[0]));
  if (typeof of === 'string') return method(ofTexts, name, of.length, budget)(of, inputs);
  if (Array.isArray(of)) return method(ofLists, name, of.length * 16, budget)(of, inputs);
  if (typeof of === 'number') return method(ofNumbers, name, 0, budget)(of, inputs);
  if (name === 'toString') return printed(of);
  throw new TemplateFault('unknownMethod', name);
}

function method<T>(
  known: Readonly<Record<string, Method<T>>>,
  name: string,
  length: number,
  budget: Budget,
): Method<T> {
  budget.spend(1 + Math.floor(length / 256));
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) throw new TemplateFault('unknownMethod', name);
  return found;
}
