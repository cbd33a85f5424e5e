import { describe, expect, it } from 'vitest';
import { forbiddenImports, importCycles, layerOf } from './imports.ts';
import {
  environmentUses,
  fogNames,
  largeFiles,
  largeFunctions,
  moduleState,
  unreadableSources,
} from './shape.ts';
import { type Finding, parseSource } from './source.ts';
import { forbiddenTextsIn, isOurText } from './texts.ts';

const messages = (findings: readonly Finding[]) => findings.map(({ message }) => message);
const importing = (path: string, text: string) => messages(forbiddenImports([parseSource(path, text)]));

describe('imports', () => {
  it('finds the most precise layer', () => {
    expect(layerOf('server/src/api/v1/routes.ts')?.name).toBe('api/v1');
    expect(layerOf('server/src/api/http/server.ts')?.name).toBe('api');
    expect(layerOf('server/src/main.ts')?.name).toBe('main');
    expect(layerOf('server/src/other/file.ts')).toBeUndefined();
  });

  it('allows what the row allows', () => {
    const text =
      "import { b } from '../query/b.ts';\nimport { c } from './c.ts';\nimport { join } from 'node:path';";
    expect(importing('server/src/commands/a.ts', text)).toEqual([]);
  });

  it('refuses an import upwards and says what is allowed', () => {
    const [message] = importing('server/src/query/a.ts', "import { b } from '../commands/b.ts';");
    expect(message).toContain('query may not import commands');
    expect(message).toContain('model, storage, lib');
  });

  it('refuses one dialect in another', () => {
    expect(importing('server/src/api/v1/a.ts', "export * from '../v0/b.ts';")).toHaveLength(1);
  });

  it('tells a type from a value', () => {
    const path = 'server/src/model/a.ts';
    expect(importing(path, "import type { Row } from '../storage/schema.ts';")).toEqual([]);
    expect(importing(path, "import { type Row } from '../storage/schema.ts';")).toHaveLength(1);
    expect(importing(path, "const late = import('../storage/schema.ts');")).toHaveLength(1);
  });

  it('keeps connectors apart', () => {
    const path = 'server/src/connectors/mail/a.ts';
    expect(importing(path, "import { b } from '../misp/b.ts';")[0]).toContain(
      'connectors/mail may not import connectors/misp',
    );
    expect(importing(path, "import { b } from './b.ts';\nimport { p } from '../port.ts';")).toEqual([]);
  });

  it('opens the SDK only by its doors', () => {
    expect(importing('server/src/model/a.ts', "import { b } from '@skep/sdk/indicators';")).toEqual([]);
    expect(importing('server/src/api/a.ts', "import { b } from '@skep/sdk/indicators';")).toHaveLength(1);
    expect(importing('neurons/Mailer/a.ts', "import { b } from '../../sdk/src/index.ts';")[0]).toContain(
      '@skep/sdk',
    );
    expect(importing('sdk/src/a.ts', "import { b } from '../../server/src/lib/b.ts';")).toHaveLength(1);
  });

  it('refuses a folder without a row', () => {
    expect(importing('server/src/other/a.ts', '')[0]).toContain('add a row');
  });

  it('lets tests beside the code import anything, and nothing import them', () => {
    expect(importing('server/src/lib/a.test.ts', "import { b } from '../commands/b.ts';")).toEqual([]);
    expect(importing('server/src/lib/a.ts', "import { b } from './b.test.ts';")).toHaveLength(1);
  });

  it('reserves modules', () => {
    expect(importing('server/src/commands/a.ts', "import fastify from 'fastify';")[0]).toContain(
      'HTTP stays at the edge',
    );
    expect(importing('server/src/model/a.ts', "import { readFile } from 'node:fs/promises';")).toHaveLength(
      1,
    );
    expect(importing('server/src/engine/a.ts', "import { readFile } from 'node:fs/promises';")).toEqual([]);
    expect(importing('server/src/engine/a.ts', "import parse from 'pg-boss';")).toEqual([]);
  });
});

describe('circles', () => {
  const chain = (kind: string) => [
    parseSource('server/src/lib/a.ts', "import { b } from './b.ts';"),
    parseSource('server/src/lib/b.ts', "import { c } from './c.ts';"),
    parseSource('server/src/lib/c.ts', `import ${kind} { a } from './a.ts';`),
  ];

  it('finds a circle of values', () => {
    const [message, ...rest] = messages(importCycles(chain('')));
    expect(message).toContain('a.ts → server/src/lib/b.ts → server/src/lib/c.ts → server/src/lib/a.ts');
    expect(rest).toEqual([]);
  });

  it('allows a circle of types', () => {
    expect(importCycles(chain('type'))).toEqual([]);
  });

  it('finds a file that imports itself', () => {
    expect(importCycles([parseSource('server/src/lib/a.ts', "export * from './a.ts';")])).toHaveLength(1);
  });
});

describe('sizes', () => {
  const blank = (count: number) => '\n'.repeat(count);
  const file = (path: string, text: string) => [parseSource(path, text)];

  it('refuses a large file, unless it may grow', () => {
    const text = `export const a = 1;${blank(500)}export const b = 2;\n`;
    expect(largeFiles(file('server/src/lib/a.ts', text))).toHaveLength(1);
    expect(largeFiles(file('server/src/storage/migrations/a.ts', text))).toEqual([]);
  });

  it('refuses a large function of any form', () => {
    const body = `{${blank(101)}}`;
    const text = `export function a() ${body}\nexport const b = () => ${body};\nexport class C { d() ${body} }`;
    expect(largeFunctions(file('server/src/lib/a.ts', text))).toHaveLength(3);
  });

  it('counts the tests of a describe one by one', () => {
    const text = `describe('a', () => {${blank(101)}});\ndescribe.each([1])('b', () => {${blank(101)}});`;
    expect(largeFunctions(file('server/src/lib/a.test.ts', text))).toEqual([]);
    expect(largeFunctions(file('server/src/lib/a.test.ts', `it('a', () => {${blank(101)}});`))).toHaveLength(
      1,
    );
  });
});

describe('state of modules', () => {
  const held = (text: string) => messages(moduleState([parseSource('server/src/lib/a.ts', text)]));

  it.each([
    'let a = 1;',
    'export let a = 1;',
    'const a = new Map();',
    'const a: string[] = [];',
    'const a = {};',
    'const a = new Pool();',
  ])('refuses %s', (text) => {
    expect(held(text)).toHaveLength(1);
  });

  it.each([
    "const a = new Set(['x']);",
    'const a = /x/;',
    'const a = [1];',
    "const a = new Intl.Segmenter('zh');",
    'function f() { let a = 1; return a; }',
  ])('allows %s', (text) => {
    expect(held(text)).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    'server/src/lib/utils.ts',
    'server/src/common/a.ts',
    'tests/support/test-helpers.ts',
    'server/src/lib/a.2.test.ts',
    'server/src/lib/camelCase.ts',
  ])('refuses %s', (path) => {
    expect(fogNames([path])).toHaveLength(1);
  });

  it.each([
    'server/src/lib/sha256.ts',
    'web/src/ui/Button.tsx',
    'neurons/Mailer/mailer.ts',
    'docs/decisions/0001-layers.md',
    'README.md',
  ])('allows %s', (path) => {
    expect(fogNames([path])).toEqual([]);
  });
});

describe('environment', () => {
  const uses = (path: string, text: string) => environmentUses([parseSource(path, text)]);

  it.each([
    'const a = process.env.A;',
    "import { env } from 'node:process';",
    'const { env } = process;',
    'const a = globalThis.process.env;',
  ])('refuses %s', (text) => {
    expect(uses('server/src/engine/a.ts', text)).toHaveLength(1);
  });

  it('allows it where settings are read and in tests', () => {
    expect(uses('server/src/config/a.ts', 'const a = process.env;')).toEqual([]);
    expect(uses('server/src/engine/a.test.ts', 'const a = process.env;')).toEqual([]);
  });
});

describe('texts', () => {
  it.each([
    ['see query.md', ' §3'],
    ['/work', '/main/server'],
    ['// TO', 'DO: later'],
    ['// @ts-', 'ignore'],
    ['x as unknown', ' as Y'],
  ])('refuses %s%s', (start, end) => {
    expect(forbiddenTextsIn('docs/a.md', `first\n${start}${end}`)).toMatchObject([{ line: 2 }]);
  });

  it('leaves the words of others alone', () => {
    expect(['LICENSE', 'package-lock.json', 'web/logo.png'].filter(isOurText)).toEqual([]);
    expect(['README.md', '.ci/run', 'server/src/main.ts'].filter(isOurText)).toHaveLength(3);
  });
});

it('reports a source that cannot be parsed', () => {
  expect(unreadableSources([parseSource('server/src/lib/a.ts', 'const = ;')])).not.toEqual([]);
});
