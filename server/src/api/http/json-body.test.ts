import { describe, expect, it } from 'vitest';
import { CodedError } from '../../model/errors.ts';
import { deepest, parseJson } from './json-body.ts';

function reasonOf(text: string): unknown {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'malformedBody') return error.parameters.reason;
    throw error;
  }
  return undefined;
}

describe('a JSON body', () => {
  it('is read as it is', () => {
    expect(parseJson('{"a": [1, "é", null, {"b": false}]}')).toEqual({ a: [1, 'é', null, { b: false }] });
    expect(parseJson(' "text" ')).toBe('text');
  });

  it('may be empty', () => {
    expect(parseJson('')).toBeUndefined();
    expect(parseJson(' \n')).toBeUndefined();
  });

  it.each(['{', '[1,]', 'undefined', '{"a":1}x', "{'a':1}"])('is refused when it is broken: %s', (text) => {
    expect(reasonOf(text)).toBe('it is no valid JSON');
  });

  it('may be nested as deep as the limit and no deeper, however deep that is', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(reasonOf(nested(deepest))).toBeUndefined();
    expect(reasonOf(nested(deepest + 2))).toContain('nested');
    expect(reasonOf(nested(500_000))).toBeDefined();
    expect(reasonOf(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBeDefined();
  });

  it('is refused with NUL characters, half characters and keys of prototypes, wherever they stand', () => {
    expect(reasonOf('{"a": ["x\\u0000"]}')).toContain('NUL');
    expect(reasonOf('{"a\\u0000": 1}')).toContain('NUL');
    expect(reasonOf('"\\ud800"')).toContain('Unicode');
    for (const key of ['__proto__', 'constructor', 'prototype'])
      expect(reasonOf(`[{"a": {"${key}": {}}}]`)).toContain(key);
  });
});
