/** Proves the order of tables of settings. */
import { describe, expect, it } from 'vitest';
import { ordered } from './ordered.ts';

const rows = [
  { name: 'b10', order: 2 },
  { name: 'B2', order: 10 },
  { name: 'a', order: 1 },
];
const columns = [
  { id: 'name', orderedBy: (row: { readonly name: string }) => row.name },
  { id: 'order', orderedBy: (row: { readonly order: number }) => row.order },
  { id: 'plain' },
];
const names = (sort: string) => ordered(rows, columns, sort).map(({ name }) => name);

describe('the order of a table', () => {
  it('compares texts without case and numbers in them by their value', () => {
    expect(names('name')).toEqual(['a', 'B2', 'b10']);
    expect(names('-name')).toEqual(['b10', 'B2', 'a']);
  });

  it('compares numbers as numbers', () => {
    expect(names('order')).toEqual(['a', 'b10', 'B2']);
  });

  it('leaves rows as they came for columns without an order', () => {
    expect(names('plain')).toEqual(['b10', 'B2', 'a']);
    expect(names('gone')).toEqual(['b10', 'B2', 'a']);
  });
});
