import { expect, it } from 'vitest';
import { edgeOf } from './page-edges.ts';

it('counts the lines of what stands at the edge of a page', () => {
  expect(edgeOf('', 80)).toEqual({ text: '', lines: 0 });
  expect(edgeOf('one line', 80)).toEqual({ text: 'one line', lines: 1 });
  expect(edgeOf(`${'a'.repeat(81)}\nb`, 80).lines).toBe(3);
  expect(edgeOf('案'.repeat(41), 80).lines).toBe(2);
});

it('leaves room for the text between, however long it is', () => {
  const many = edgeOf('line\n'.repeat(200), 80);
  expect(many.lines).toBe(12);
  expect(many.text.split('\n')).toHaveLength(12);
  const long = edgeOf('word '.repeat(400), 80);
  expect(long.lines).toBe(12);
  expect(long.text).toMatch(/…$/);
});
