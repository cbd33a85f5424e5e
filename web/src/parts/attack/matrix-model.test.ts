import { expect, it } from 'vitest';
import { drawnCells, matrixOf, moved } from './matrix-model.ts';

const technique = (patternId: string, name: string, tactics: readonly string[], platforms = ['Linux']) => ({
  _id: `~${patternId}`,
  patternId,
  name,
  tactics,
  platforms,
});
const techniques = [
  technique('T1', 'Scripting', ['execution']),
  technique('T1.001', 'Shell', ['execution']),
  technique('T1.002', 'Macro', ['execution'], ['Windows']),
  technique('T2', 'Accounts', ['persistence', 'initial-access']),
  technique('T3.001', 'Orphan', ['persistence']),
];
const everything = { words: '', onlyUsed: false, platform: '' };
const outline = (columns: ReturnType<typeof matrixOf>) =>
  columns.map(({ tactic, cells }) => [
    tactic,
    ...cells.map((cell) =>
      [cell.technique.patternId, ...cell.parts.map((part) => part.technique.patternId)].join('>'),
    ),
  ]);

it('puts tactics in the order of an attack, and parts below their techniques', () => {
  expect(outline(matrixOf(techniques, [], everything))).toEqual([
    ['initial-access', 'T2'],
    ['execution', 'T1>T1.001>T1.002'],
    ['persistence', 'T2', 'T3.001'],
  ]);
});

it('counts a use under its tactic, and under each where none was told', () => {
  const seen = [
    { patternId: 'T2', tactic: 'persistence' },
    { patternId: 'T2' },
    { patternId: 'T1.001', tactic: 'execution' },
  ];
  const [access, execution, persistence] = matrixOf(techniques, seen, everything);
  expect(access?.cells[0]?.count).toBe(1);
  expect(execution?.cells[0]).toMatchObject({ count: 0, countOfParts: 1 });
  expect(persistence?.cells[0]?.count).toBe(2);
  expect(persistence?.used).toBe(1);
});

it('keeps a technique whose part is wanted', () => {
  expect(outline(matrixOf(techniques, [], { ...everything, words: 'mac' }))).toEqual([
    ['execution', 'T1>T1.002'],
  ]);
  expect(outline(matrixOf(techniques, [], { ...everything, platform: 'Windows' }))).toEqual([
    ['execution', 'T1>T1.002'],
  ]);
  expect(matrixOf(techniques, [], { ...everything, onlyUsed: true })).toEqual([]);
});

it('draws parts of unfolded techniques only', () => {
  const [, execution] = matrixOf(techniques, [], everything);
  if (execution === undefined) throw new Error('no column');
  expect(drawnCells(execution, () => false)).toHaveLength(1);
  expect(drawnCells(execution, (key) => key === 'execution T1')).toHaveLength(3);
});

it('moves within the matrix, and into shorter columns at their end', () => {
  const lengths = [2, 9, 1];
  expect(moved({ column: 1, row: 8 }, 'ArrowRight', lengths)).toEqual({ column: 2, row: 0 });
  expect(moved({ column: 0, row: 0 }, 'ArrowUp', lengths)).toEqual({ column: 0, row: 0 });
  expect(moved({ column: 1, row: 2 }, 'PageDown', lengths)).toEqual({ column: 1, row: 8 });
  expect(moved({ column: 2, row: 0 }, 'Home', lengths)).toEqual({ column: 0, row: 0 });
  expect(moved({ column: 0, row: 1 }, 'a', lengths)).toBeUndefined();
});
