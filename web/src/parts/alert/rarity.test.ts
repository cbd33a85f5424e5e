/** How telling shared values are. */
import { describe, expect, it } from 'vitest';
import { rarities } from './rarity.ts';

const value = (data: string, seen: number) => ({ dataType: 'domain', data, seen });

describe('the rarity of shared values', () => {
  it('counts the cases that hold a value, and puts the rarest first', () => {
    const often = value('often.example', 3);
    const rare = value('rare.example', 2);
    const found = rarities([often, rare], [{ shared: [often, rare] }, { shared: [often] }]);
    expect(found.map(({ data, cases }) => [data, cases])).toEqual([
      ['rare.example', 1],
      ['often.example', 2],
    ]);
  });

  it('puts values that very many hold last, marked as saying nothing', () => {
    const common = value('cdn.example', 212);
    const found = rarities([common, value('rare.example', 2)], [{ shared: [common] }]);
    expect(found.map(({ data, common: is }) => [data, is])).toEqual([
      ['rare.example', false],
      ['cdn.example', true],
    ]);
  });
});
