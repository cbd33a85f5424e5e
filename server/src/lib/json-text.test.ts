/** Documents that stay text are written as they are, wherever they stand. */
import { expect, it } from 'vitest';
import { JsonText, jsonOf, parsedJson } from './json-text.ts';

it('writes documents among values as they are, in their places', () => {
  const value = {
    b: new JsonText('{"x": [1,  2]}'),
    2: new JsonText('"two"'),
    1: [new JsonText('1'), 'one', { inner: new JsonText('null') }],
    date: new Date(0),
    gone: undefined,
  };
  expect(jsonOf(value)).toBe(
    '{"1":[1,"one",{"inner":null}],"2":"two","b":{"x": [1,  2]},"date":"1970-01-01T00:00:00.000Z"}',
  );
  expect(jsonOf(new JsonText('[1]'))).toBe('[1]');
});

it('writes other values as JSON does', () => {
  for (const value of [{ a: [1, null, 'é"'] }, 'text', 3, null, []])
    expect(jsonOf(value)).toBe(JSON.stringify(value));
  expect(jsonOf(undefined)).toBeUndefined();
});

it('gives a document as a value, and any other value as it is', () => {
  expect(parsedJson(new JsonText('{"a":1}'))).toEqual({ a: 1 });
  expect(parsedJson('{"a":1}')).toBe('{"a":1}');
});
