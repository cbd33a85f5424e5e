import { expect, it } from 'vitest';
import type { Definition, Widget } from './definition.ts';
import { moveWidget, placeWidget, putWidget, removeWidget, resizeWidget, type Side } from './editor-state.ts';

const widget = (id: string): Widget => ({ id, type: 'bar', title: id, series: [] });
const dashboard = (...rows: readonly string[]): Definition => ({
  period: { name: 'last7Days' },
  rows: rows.map((row) => [...row].map(widget)),
});
const shape = ({ rows }: Definition): string[] => rows.map((row) => row.map(({ id }) => id).join(''));

it('a widget is added in a row of its own, and replaced in its place', () => {
  expect(shape(putWidget(dashboard('ab'), widget('c')))).toEqual(['ab', 'c']);
  const changed = putWidget(dashboard('ab'), { ...widget('b'), title: 'B' });
  expect(changed.rows[0]?.[1]?.title).toBe('B');
  expect(shape(removeWidget(dashboard('a', 'b'), 'a'))).toEqual(['b']);
});

it.each([
  ['left', 'b', ['ba', 'c']],
  ['right', 'a', ['ba', 'c']],
  ['left', 'a', ['ab', 'c']],
  ['down', 'a', ['b', 'ca']],
  ['up', 'c', ['abc']],
  ['down', 'c', ['ab', 'c']],
  ['up', 'b', ['b', 'a', 'c']],
] as const)('moves %s: %s', (direction, id, expected) => {
  expect(shape(moveWidget(dashboard('ab', 'c'), id, direction))).toEqual(expected);
});

it.each<[Side, string, string, string[]]>([
  ['left', 'c', 'a', ['cab']],
  ['right', 'a', 'b', ['ba', 'c']],
  ['right', 'a', 'c', ['b', 'ca']],
  ['above', 'c', 'b', ['c', 'ab']],
  ['below', 'a', 'b', ['b', 'a', 'c']],
  ['left', 'a', 'a', ['ab', 'c']],
])('puts a widget beside another one: %s, %s beside %s', (side, id, beside, expected) => {
  expect(shape(placeWidget(dashboard('ab', 'c'), id, beside, side))).toEqual(expected);
});

it('a widget that is put into a full row gets one of its own below', () => {
  expect(shape(placeWidget(dashboard('abcdef', 'g', 'h'), 'h', 'a', 'left'))).toEqual(['abcdef', 'h', 'g']);
});

it('a widget that does not fit into the next row gets one of its own', () => {
  expect(shape(moveWidget(dashboard('abcdef', 'g'), 'g', 'up'))).toEqual(['g', 'abcdef']);
});

it('grows and shrinks on twelve columns, and leaves its neighbours room', () => {
  const wide = resizeWidget(dashboard('ab'), 'a', 'right');
  expect(wide.rows[0]?.map(({ width }) => width)).toEqual([7, undefined]);
  let most = wide;
  for (const _ of 'xxxxxxxxx') most = resizeWidget(most, 'a', 'right');
  expect(most.rows[0]?.[0]?.width).toBe(10);
  expect(resizeWidget(dashboard('a'), 'a', 'down').rows[0]?.[0]?.height).toBe(6);
});
