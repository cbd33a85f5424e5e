import { expect, it } from 'vitest';
import { assertNever } from './assert-never.ts';

it('names the value that the types ruled out', () => {
  const value: unknown = { op: 'surprise' };
  expect(() => assertNever(value as never)).toThrow('{"op":"surprise"}');
});
