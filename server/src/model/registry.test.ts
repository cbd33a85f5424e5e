/** What must hold for all entities together. */
import { expect, it } from 'vitest';
import { entities } from './registry.ts';

it('no two entities have a type or a table in common: audit records know their objects by type', () => {
  const all = Object.values(entities);
  expect(new Set(all.map(({ wireType }) => wireType)).size).toBe(all.length);
  expect(new Set(all.map(({ layout }) => layout.table)).size).toBe(all.length);
});

it('every relation leads to an entity', () => {
  const targets = Object.values(entities).flatMap(({ relations }) =>
    Object.values(relations).map(({ to }) => to),
  );
  expect(targets.filter((to) => !Object.hasOwn(entities, to))).toEqual([]);
});
