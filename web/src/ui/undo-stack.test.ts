/** Acts that can be taken back. */
import { describe, expect, it } from 'vitest';
import { alive, offered, undoMs, without } from './undo-stack.ts';

const act = (label: string) => ({ label, undo: () => undefined });

describe('acts that can be taken back', () => {
  it('stand a minute, the newest first', () => {
    const first = offered([], act('one'), 1, 0);
    const both = offered(first, act('two'), 2, 1_000);
    expect(both.map(({ label }) => label)).toEqual(['two', 'one']);
    expect(alive(both, undoMs).map(({ label }) => label)).toEqual(['two']);
    expect(alive(both, undoMs + 1_000)).toEqual([]);
  });

  it('give way to the one before when the newest is gone', () => {
    const both = offered(offered([], act('one'), 1, 0), act('two'), 2, 0);
    expect(without(both, 2).map(({ label }) => label)).toEqual(['one']);
  });

  it('are the same list while none is over, so that nothing is drawn again', () => {
    const one = offered([], act('one'), 1, 0);
    expect(alive(one, 5)).toBe(one);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 50 }, (_, id) => id).reduce<ReturnType<typeof offered>>(
      (offers, id) => offered(offers, act(String(id)), id, 0),
      [],
    );
    expect(many).toHaveLength(20);
    expect(many[0]?.label).toBe('49');
  });
});
