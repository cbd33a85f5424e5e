/**
 * The markup that a drawn template may hold: elements that lay out text, with classes, spans and titles. Whatever else a
 * template brings (scripts, handlers, forms, frames, addresses) is left out before anything is shown.
 */
import { TemplateFault } from './fault.ts';

/** Elements that are drawn as they are. */
export const drawnElements: ReadonlySet<string> = new Set(
  `div span p br hr h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr th td caption ul ol li dl dt dd strong b em i u s small sub sup
   pre code blockquote details summary img abbr figure figcaption section article samp kbd mark`.split(/\s+/),
);

/** Attributes of drawn elements. */
export const drawnAttributes = ['class', 'title', 'colspan', 'rowspan', 'src', 'alt', 'open'] as const;

/** Elements that vanish with all they hold; of others that are not drawn what they hold is drawn. */
export const leftOut: ReadonlySet<string> = new Set(
  `script style link meta base head title iframe frame frameset object embed applet svg math template noscript video audio source
   input select option textarea button canvas dialog portal`.split(/\s+/),
);

/** Elements without an end. */
const isVoid: ReadonlySet<string> = new Set(['br', 'hr', 'img']);

const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/;

const styleRules: Readonly<Record<string, RegExp>> = {
  color: /^(?:#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d.,%\s]+\))$/i,
  'background-color': /^(?:#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d.,%\s]+\))$/i,
  'font-weight': /^(?:bold|bolder|lighter|normal|\d{3})$/,
  'font-style': /^(?:italic|normal)$/,
  'font-size': /^\d{1,2}(?:\.\d+)?(?:px|em|rem|pt)$/,
  'font-family': /^(?:monospace|sans-serif|serif)$/,
  'text-align': /^(?:left|right|center|start|end)$/,
  'vertical-align': /^(?:top|middle|bottom|baseline)$/,
  'white-space': /^(?:nowrap|pre|pre-wrap|normal)$/,
  'word-break': /^(?:break-all|break-word|normal)$/,
  width: /^\d{1,4}(?:\.\d+)?(?:px|%|em)$/,
  'max-width': /^\d{1,4}(?:\.\d+)?(?:px|%|em)$/,
  display: /^(?:none|block|inline|inline-block)$/,
};

/** Most of a drawing, in elements and in characters. */
const mostElements = 20_000;
const mostCharacters = 2_000_000;

/** Gathers the markup of one drawing, and the styles that its elements wish for, as classes. */
export class Sheet {
  readonly #pieces: string[] = [];
  readonly #styles = new Map<string, string>();
  #elements = 0;
  #characters = 0;

  /** The markup. */
  get html(): string {
    return this.#pieces.join('');
  }

  /** The rules for the classes that stand for styles of elements. */
  get css(): string {
    return [...this.#styles].map(([style, name]) => `.${name}{${style}}`).join('\n');
  }

  /** Adds text, which nothing in it can turn into markup. */
  text(text: string): void {
    this.#add(escaped(text));
  }

  /** Adds an element around what `inside` adds. */
  element(name: string, attributes: Readonly<Record<string, string>>, inside: () => void): void {
    this.#elements += 1;
    if (this.#elements > mostElements) throw new TemplateFault('tooLarge');
    this.#add(`<${name}${this.#written(name, attributes)}>`);
    if (isVoid.has(name)) return;
    inside();
    this.#add(`</${name}>`);
  }

  #add(piece: string): void {
    this.#characters += piece.length;
    if (this.#characters > mostCharacters) throw new TemplateFault('tooLarge');
    this.#pieces.push(piece);
  }

  #written(element: string, { style = '', ...given }: Readonly<Record<string, string>>): string {
    const names = (given.class ?? '').split(/\s+/).filter((name) => /^[A-Za-z][\w-]*$/.test(name));
    const look = allowedStyle(style);
    if (look !== '') names.push(this.#classFor(look));
    const attributes: Record<string, string> = { ...given, class: names.join(' ') };
    return drawnAttributes
      .filter((name) => attributes[name] !== undefined && attributes[name] !== '')
      .filter((name) => name !== 'src' || (element === 'img' && picture.test(attributes.src ?? '')))
      .filter((name) => !/span$/.test(name) || /^\d{1,3}$/.test(attributes[name] ?? ''))
      .map((name) => ` ${name}="${escaped(attributes[name] ?? '')}"`)
      .join('');
  }

  #classFor(style: string): string {
    const known = this.#styles.get(style);
    if (known !== undefined) return known;
    const name = `look-${this.#styles.size}`;
    this.#styles.set(style, name);
    return name;
  }
}

function allowedStyle(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.split(':'))
    .filter((parts) => parts.length === 2)
    .map(
      ([name = '', value = '']) =>
        [name.trim().toLowerCase(), value.replace('!important', '').trim()] as const,
    )
    .filter(([name, value]) => Object.hasOwn(styleRules, name) && styleRules[name]?.test(value) === true)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
