/** Which act a key belongs to. */
import { describe, expect, it } from 'vitest';
import { type Action, bindingsOf, byPrecedence } from './actions.tsx';

const act = (id: string, keys?: string): Action => ({
  id,
  label: id,
  group: 'Test',
  perform: () => undefined,
  ...(keys === undefined ? {} : { keys }),
});

describe('keys of acts', () => {
  it('in a row come before single ones, so that the second stroke is not taken for an act of its own', () => {
    const bindings = bindingsOf([act('assign', 'a'), act('alerts', 'g a'), act('palette', '$mod+K')], true);
    expect(Object.keys(bindings)).toEqual(['g a', 'a', '$mod+K']);
  });

  it('of the screen come before those that are offered everywhere, whichever was offered first', () => {
    const [menu, screen] = [{ ...act('menu', 'n'), everywhere: true } as const, act('screen', 'n')];
    expect([menu, screen].sort(byPrecedence)).toEqual([screen, menu]);
    expect([screen, menu].sort(byPrecedence)).toEqual([screen, menu]);
  });

  it('without Ctrl, Alt or ⌘ can be switched off', () => {
    const bindings = bindingsOf(
      [act('assign', 'a'), act('help', '[Shift]+?'), act('save', '$mod+Enter')],
      false,
    );
    expect(Object.keys(bindings)).toEqual(['$mod+Enter']);
  });

  it('are not needed: acts without any are reached by the palette', () => {
    expect(bindingsOf([act('export')], true)).toEqual({});
  });
});
