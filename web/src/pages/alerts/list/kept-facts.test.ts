import { expect, it } from 'vitest';
import { keepFacts } from './kept-facts.ts';

it('gives the same object for a row whose facts say the same, however often they are set', () => {
  const kept = keepFacts();
  kept.set(new Map([['~1', { level: 'safe', related: { number: 7, shared: 2 } }]]));
  const before = kept.of('~1');
  kept.set(
    new Map([
      ['~1', { level: 'safe', related: { number: 7, shared: 2 } }],
      ['~2', { looking: 'omar' }],
    ]),
  );
  expect(kept.of('~1')).toBe(before);
  kept.set(new Map([['~1', { level: 'malicious', related: { number: 7, shared: 2 } }]]));
  expect(kept.of('~1')).toEqual({ level: 'malicious', related: { number: 7, shared: 2 } });
  expect(kept.of('~2')).toEqual({});
});

it('tells of changes until nobody listens any more', () => {
  const kept = keepFacts();
  let heard = 0;
  const stop = kept.subscribe(() => {
    heard += 1;
  });
  kept.set(new Map([['~1', { hasIoc: true }]]));
  stop();
  kept.set(new Map());
  expect(heard).toBe(1);
});
