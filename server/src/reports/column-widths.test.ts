import { expect, it } from 'vitest';
import { type TableRoom, tableShape } from './column-widths.ts';

const room: TableRoom = { width: 515, padding: 9, usual: 8.5, smallest: 6.5 };
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

it('gives what is long the room that short columns do not need, and fills the page', () => {
  const { widths, letters } = tableShape(['No.', 'Source'], [['1', 'a rather long text '.repeat(9)]], room);
  expect(letters).toBe(8.5);
  expect(sum(widths)).toBeCloseTo(515 - 18);
  expect(widths[0]).toBeLessThan(widths[1] ?? 0);
});

it('breaks no word of a head before its letters are as small as they may be', () => {
  const head = ['Type', 'Value', 'Start', 'TLP', 'PAP', 'Sighted', 'Analysis', 'Message'];
  const row = ['filename', 'x'.repeat(300), '2026-11-27 16:40', 'AMBER', 'AMBER', 'No', '', 'seen'];
  const { widths, letters } = tableShape(head, [row], room);
  for (const [index, word] of head.entries())
    expect(widths[index], word).toBeGreaterThan(word.length * letters * 0.6);
  const many = tableShape(Array(30).fill('Analysis'), [], room);
  expect(many.letters).toBe(6.5);
  expect(sum(many.widths)).toBeCloseTo(515 - 30 * 9);
});

it('gives names less room than values', () => {
  const { widths } = tableShape([], [['Status', 'InProgress']], room);
  expect(widths[0]).toBeLessThan((widths[1] ?? 0) / 2);
});
