/**
 * Draws a template for the reports of an analyzer, as AngularJS would: directives and placeholders are worked out against
 * the data of one report, into markup that holds text and layout only.
 */
import { type ChildNode, Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { isRecord } from '../taxonomies.ts';
import { Clicks, type Shown } from './clicks.ts';
import { Evaluator, Scope } from './evaluate.ts';
import { Budget, TemplateFault } from './fault.ts';
import { drawnElements, leftOut, Sheet } from './markup.ts';
import { printed } from './values.ts';

/** What a template may name: `content`, `artifact`, `success` and what else its report is about. */
export type TemplateData = Readonly<Record<string, unknown>>;

/** A drawn template: markup, and the rules for its classes. */
export interface Drawing {
  readonly html: string;
  readonly css: string;
}

/** Draws a template, or throws what is wrong with it. */
export function drawTemplate(template: string, data: TemplateData): Drawing {
  const sheet = new Sheet();
  const { children } = parseDocument(template);
  new Drawer(sheet, children).all(children, new Scope(data));
  return { html: sheet.html, css: sheet.css };
}

const repeated =
  /^\s*(?:\(\s*([\w$]+)\s*,\s*([\w$]+)\s*\)|([\w$]+))\s+in\s+([\s\S]+?)(?:\s+as\s+([\w$]+))?(?:\s+track\s+by\s+[\s\S]+)?\s*$/;

/** Elements that can be folded away; others that a click shows are drawn as they are. */
const foldable: ReadonlySet<string> = new Set(
  'div section article p pre blockquote table ul ol dl figure'.split(' '),
);

/** Elements in one another. */
const deepest = 200;

class Drawer {
  readonly #sheet: Sheet;
  readonly #budget = new Budget();
  readonly #evaluator = new Evaluator(this.#budget);
  readonly #clicks: Clicks;
  #depth = 0;

  constructor(sheet: Sheet, template: readonly ChildNode[]) {
    this.#sheet = sheet;
    this.#clicks = new Clicks(template, this.#evaluator);
  }

  all(nodes: readonly ChildNode[], scope: Scope): void {
    for (let place = 0; place < nodes.length; place += 1) {
      const node = nodes[place];
      if (node === undefined) continue;
      if (isText(node)) this.#sheet.text(this.#filled(node.data, scope));
      if (!isTag(node)) continue;
      const range = rangeFrom(nodes, place);
      if (range === undefined) this.#one(node, scope);
      else {
        this.#range(range, scope);
        place += range.members.length - 1;
      }
    }
  }

  #filled(text: string, scope: Scope): string {
    if (!text.includes('{{')) return text;
    return text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => printed(this.#value(inner, scope)));
  }

  #value(text: string, scope: Scope): unknown {
    return this.#evaluator.value(text, scope);
  }

  /** Siblings that are repeated, or shown, together. */
  #range({ directive, text, members }: Range, scope: Scope): void {
    const draw = (inner: Scope): void => {
      for (const member of members) this.all([member], inner);
    };
    if (directive === 'ng-repeat') this.#repeat(text, scope, draw);
    else if (this.#value(text, scope)) draw(new Scope({}, scope));
  }

  #one(element: Element, scope: Scope): void {
    this.#budget.spend();
    const given = directivesOf(element);
    if (given['ng-repeat'] !== undefined)
      this.#repeat(given['ng-repeat'], scope, (inner) => this.#shown(element, given, inner));
    else this.#shown(element, given, scope);
  }

  #repeat(text: string, scope: Scope, draw: (inner: Scope) => void): void {
    const [, key, value, item, from, alias] = repeated.exec(text) ?? [];
    if (from === undefined) throw new TemplateFault('wrongExpression', text.trim());
    const of = this.#clicks.longest(from, scope, this.#value(from, scope));
    if (alias !== undefined) scope.set(alias, of);
    const entries = Array.isArray(of) ? [...of.entries()] : isRecord(of) ? Object.entries(of) : [];
    for (const [place, [name, member]] of entries.entries()) {
      this.#budget.spend();
      draw(
        new Scope(
          {
            ...(item === undefined ? { [key ?? '']: name, [value ?? '']: member } : { [item]: member }),
            $index: place,
            $first: place === 0,
            $last: place === entries.length - 1,
            $middle: place > 0 && place < entries.length - 1,
            $even: place % 2 === 0,
            $odd: place % 2 === 1,
          },
          scope,
        ),
      );
    }
  }

  #shown(element: Element, given: Given, outer: Scope): void {
    const condition = given['ng-if'];
    if (condition !== undefined && !this.#value(condition, outer)) {
      const shown = this.#clicks.showing(condition, outer);
      if (shown !== undefined) this.#afterClick(element, { ...given, 'ng-if': undefined }, shown);
      return;
    }
    const scope = condition === undefined ? outer : new Scope({}, outer);
    const start = given['ng-init'];
    if (start !== undefined) this.#value(start, scope);
    const { 'ng-show': show, 'ng-hide': hide } = given;
    if (show !== undefined && !this.#value(show, scope)) {
      const shown = this.#clicks.showing(show, scope);
      if (shown !== undefined) this.#afterClick(element, { ...given, 'ng-show': undefined }, shown);
      return;
    }
    if (hide !== undefined && this.#value(hide, scope)) return;
    if (leftOut.has(element.name)) return;
    this.#depth += 1;
    if (this.#depth > deepest) throw new TemplateFault('tooLarge');
    this.#framed(element, given, scope);
    this.#depth -= 1;
  }

  /** What stands on the clicked words themselves comes and goes with the click, and stays away. */
  #afterClick(element: Element, given: Given, { words, scope }: Shown): void {
    if (isClicked(element)) return;
    const draw = (): void => this.#shown(element, given, scope);
    if (!foldable.has(element.name)) draw();
    else
      this.#sheet.element('details', {}, () => {
        this.#sheet.element('summary', {}, () => this.#sheet.text(this.#filled(words, scope) || '…'));
        draw();
      });
  }

  #framed(element: Element, given: Given, scope: Scope): void {
    const inside = (): void => this.#inside(element, given, scope);
    const heading = given.heading === undefined ? undefined : this.#filled(given.heading, scope);
    if (element.name === 'uib-tab') {
      this.#sheet.element('section', {}, () => {
        this.#sheet.element('h4', {}, () => this.#sheet.text(heading ?? ''));
        inside();
      });
    } else if (
      element.name === 'uib-accordion-group' ||
      element.attribs['uib-accordion-group'] !== undefined
    ) {
      this.#sheet.element('details', { open: 'open' }, () => {
        this.#sheet.element('summary', {}, () => this.#sheet.text(heading ?? ''));
        inside();
      });
    } else if (element.name === 'a') {
      const address = this.#filled(given['ng-href'] ?? given.href ?? '', scope);
      this.#sheet.element('span', { class: 'link', title: address.replaceAll('.', '[.]') }, inside);
    } else if (drawnElements.has(element.name)) {
      this.#sheet.element(element.name, this.#attributes(given, scope), inside);
    } else inside();
  }

  #attributes(given: Given, scope: Scope): Readonly<Record<string, string>> {
    const filled = (name: string): string => this.#filled(given[name] ?? '', scope);
    const source = given['ng-src'] ?? given.src;
    const classes = given['ng-class'];
    const style = given['ng-style'];
    return {
      title: filled('title'),
      alt: filled('alt'),
      colspan: filled('colspan'),
      rowspan: filled('rowspan'),
      src: source === undefined ? '' : this.#filled(source, scope),
      class: `${filled('class')} ${classes === undefined ? '' : classNames(this.#value(classes, scope))}`,
      style: `${filled('style')};${style === undefined ? '' : styleText(this.#value(style, scope))}`,
    };
  }

  #inside(element: Element, given: Given, scope: Scope): void {
    const bound = given['ng-bind'] ?? given['ng-bind-html'];
    const switched = given['ng-switch'];
    if (bound !== undefined) this.#sheet.text(printed(this.#value(bound, scope)));
    else if (element.name === 'ng-pluralize') this.#sheet.text(this.#plural(given, scope));
    else if (switched !== undefined)
      this.all(chosen(element, printed(this.#value(switched || (given.on ?? ''), scope))), scope);
    else if (given['ng-non-bindable'] !== undefined) this.#sheet.text(textOf(element));
    else this.all(element.children, scope);
  }

  #plural(given: Given, scope: Scope): string {
    const count = printed(this.#value(given.count ?? '', scope));
    const forms = this.#value(given.when ?? '', scope);
    if (!isRecord(forms)) return '';
    const form = printed(forms[count] ?? forms[count === '1' ? 'one' : 'other']);
    return this.#filled(form.replaceAll('{}', count), scope);
  }
}

type Given = Readonly<Record<string, string | undefined>>;

/** The attributes of an element; `data-ng-if` and `x-ng-if` are `ng-if`. */
function directivesOf({ attribs }: Element): Given {
  return Object.fromEntries(
    Object.entries(attribs).map(([name, value]) => [
      name.replace(/^(?:data|x)[-:](?=ng[-:])/, '').replace(/^ng[:_]/, 'ng-'),
      value,
    ]),
  );
}

interface Range {
  readonly directive: 'ng-repeat' | 'ng-if';
  readonly text: string;
  readonly members: readonly ChildNode[];
}

/** The siblings from one with `…-start` to that with `…-end`; undefined when none begins here. */
function rangeFrom(nodes: readonly ChildNode[], place: number): Range | undefined {
  const first = nodes[place];
  if (!(first instanceof Element)) return undefined;
  const given = directivesOf(first);
  const directive = given['ng-repeat-start'] !== undefined ? 'ng-repeat' : 'ng-if';
  const text = given[`${directive}-start`];
  if (text === undefined) return undefined;
  const rest = nodes.slice(place);
  const last = rest.findIndex((node) => isTag(node) && directivesOf(node)[`${directive}-end`] !== undefined);
  if (last < 0) throw new TemplateFault('wrongExpression', text.trim());
  const bare = new Element(
    first.name,
    Object.fromEntries(
      Object.entries(first.attribs).filter(([name]) => !name.endsWith(`${directive}-start`)),
    ),
    first.children,
  );
  return { directive, text, members: [bare, ...rest.slice(1, last + 1)] };
}

/** Whether an element, or one around it, is there to be clicked. */
function isClicked(element: Element): boolean {
  let around: Element | undefined = element;
  while (around !== undefined) {
    if (directivesOf(around)['ng-click'] !== undefined) return true;
    around = around.parent !== null && isTag(around.parent) ? around.parent : undefined;
  }
  return false;
}

/** The children of a switch that stand for a value. */
function chosen({ children }: Element, value: string): readonly ChildNode[] {
  const choice = (node: ChildNode): Given => (isTag(node) ? directivesOf(node) : {});
  const isMatched = children.some((node) => choice(node)['ng-switch-when'] === value);
  return children.filter((node) => {
    const { 'ng-switch-when': when, 'ng-switch-default': rest } = choice(node);
    if (when !== undefined) return when === value;
    return rest === undefined || !isMatched;
  });
}

function classNames(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(classNames).join(' ');
  if (!isRecord(value)) return '';
  return Object.entries(value)
    .filter(([, isOn]) => isOn)
    .map(([name]) => name)
    .join(' ');
}

function styleText(value: unknown): string {
  if (!isRecord(value)) return typeof value === 'string' ? value : '';
  return Object.entries(value)
    .map(
      ([name, look]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${printed(look)}`,
    )
    .join(';');
}

function textOf(element: Element): string {
  return element.children
    .map((child) => (isText(child) ? child.data : isTag(child) ? textOf(child) : ''))
    .join('');
}
