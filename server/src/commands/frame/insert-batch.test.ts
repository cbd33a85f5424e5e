import { describe, expect, it } from 'vitest';
import { createInsertBatch, createInsertForms } from './insert-batch.ts';

describe('an insert batch', () => {
  it('makes one statement for each table, in the order in which tables were first used', () => {
    const batch = createInsertBatch();
    batch.add('share', { id: '1' });
    batch.add('case', { id: '2', title: 'a' });
    batch.add('share', { id: '3' });
    expect(batch.drain().map(({ sql, parameters }) => [sql, parameters])).toEqual([
      ['insert into skep."share" ("id") values ($1),($2)', ['1', '3']],
      ['insert into skep."case" ("id","title") values ($1,$2)', ['2', 'a']],
    ]);
    expect(batch.drain()).toEqual([]);
  });

  it('cuts many rows into chunks whose statements have names of their own', () => {
    const batch = createInsertBatch();
    for (let index = 0; index < 67; index += 1) batch.add('task', { id: String(index) });
    const statements = batch.drain();
    expect(statements.map(({ parameters }) => parameters.length)).toEqual([64, 3]);
    expect(new Set(statements.map(({ name }) => name)).size).toBe(2);
    expect(statements.flatMap(({ parameters }) => parameters)).toHaveLength(67);
  });

  it('keeps rows with other columns apart: one name never stands for two texts', () => {
    const batch = createInsertBatch();
    batch.add('user_account', { id: '1', name: 'a' });
    batch.add('user_account', { id: '2', login: 'b' });
    const [one, other] = batch.drain();
    expect(one?.name).not.toBe(other?.name);
    expect(one?.sql).not.toBe(other?.sql);
    expect([one?.parameters, other?.parameters]).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });

  it('shares names and texts with other batches, and never its rows', () => {
    const forms = createInsertForms();
    const [one, other] = [createInsertBatch(forms), createInsertBatch(forms)];
    one.add('task', { id: '1', title: 'a' });
    other.add('task', { id: '2', title: 'b' });
    other.add('task', { title: 'c', id: '3' });
    const [first] = one.drain();
    const [same, turned] = other.drain();
    expect(same).toEqual({ ...first, parameters: ['2', 'b'] });
    expect(turned?.sql).toBe('insert into skep."task" ("title","id") values ($1,$2)');
    expect(turned?.parameters).toEqual(['c', '3']);
    expect(turned?.name).not.toBe(first?.name);
  });

  it('has names that the database takes, and uses them again', () => {
    const batch = createInsertBatch();
    const row = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`column_number_${index}`, index]),
    );
    batch.add('custom_field_value', row);
    const [first] = batch.drain();
    batch.add('custom_field_value', row);
    const [second] = batch.drain();
    expect(Buffer.byteLength(first?.name ?? '')).toBeLessThanOrEqual(63);
    expect(second?.name).toBe(first?.name);
  });
});
