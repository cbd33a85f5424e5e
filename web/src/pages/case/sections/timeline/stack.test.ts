import { expect, it } from 'vitest';
import { stackLabels } from './stack.ts';

const label = (item: string, x: number, width = 100) => ({ item, x, width });
const outline = (labels: Parameters<typeof stackLabels<string>>[0]) =>
  stackLabels(labels, 3, 40).map(({ items, x, row }) => `${row} @${x} ${items.join('+')}`);

it('puts labels beside each other where they fit, else below', () => {
  expect(outline([label('a', 0), label('b', 50), label('c', 104)])).toEqual([
    '0 @0 a',
    '1 @50 b',
    '0 @104 c',
  ]);
});

it('counts those without room, each near its place', () => {
  expect(
    outline([label('a', 0), label('b', 5), label('c', 10), label('d', 20), label('e', 80), label('f', 200)]),
  ).toEqual(['0 @0 a', '1 @5 b', '2 @10 c+d', '2 @80 e', '0 @200 f']);
});

it('lets no label lie on another', () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    label(String(index), index * 7, 30 + (index % 5) * 20),
  );
  const placed = stackLabels(many, 4, 40);
  for (const one of placed)
    for (const other of placed)
      if (one !== other && one.row === other.row)
        expect(one.x + one.width <= other.x || other.x + other.width <= one.x).toBe(true);
  expect(placed.flatMap(({ items }) => items)).toHaveLength(200);
});

it('gives one that stayed alone in the last row the room up to the next', () => {
  const placed = stackLabels(
    [label('a', 0), label('b', 5), label('c', 10), label('d', 60), label('e', 400)],
    3,
    40,
  );
  expect(placed.map(({ items, width }) => `${items.join('+')} ${width}`)).toEqual([
    'a 100',
    'b 100',
    'c 46',
    'd 100',
    'e 100',
  ]);
});
