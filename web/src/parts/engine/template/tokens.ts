/** Takes the expressions of templates apart into names, numbers, texts and signs. */
import { TemplateFault } from './fault.ts';

/** A piece of an expression. */
export type Token =
  | { readonly kind: 'name' | 'sign'; readonly text: string }
  | { readonly kind: 'value'; readonly value: string | number };

const piece =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_$][\w$]*)|("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!=?:;,.()[\]{}|]))/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** The pieces of an expression, in order. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  piece.lastIndex = 0;
  while (piece.lastIndex < end) {
    const found = piece.exec(text);
    if (found === null) throw new TemplateFault('wrongExpression', text.trim());
    const [, number, name, quoted, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (quoted !== undefined) tokens.push({ kind: 'value', value: unquoted(quoted) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

function unquoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
      (_, code: string | undefined, letter: string | undefined) =>
        code === undefined
          ? (escapes[letter ?? ''] ?? letter ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
