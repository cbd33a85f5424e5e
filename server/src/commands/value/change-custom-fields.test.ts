import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, read, recorded, someField } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { updateCases } from '../case/update-cases.ts';

describe('custom fields of an object', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    for (const name of ['a', 'b']) await someField(world, name);
    for (const type of ['integer', 'float', 'boolean', 'date', 'url']) await someField(world, type, { type });
    await someField(world, 'choice', { options: ['red', 'green'] });
  });
  afterAll(() => world.release());

  const made = (customFields: unknown) => someCase(world, analyst, { customFields });
  const update = (id: string, raw: object) => world.run(analyst, updateCases, { id, ...raw });
  const fields = (id: string) => fieldsOf(world, analyst, 'case', id);

  it('keep values of every type', async () => {
    const date = Date.UTC(2026, 1, 3, 4, 5, 6, 7);
    const given = {
      a: 'text',
      integer: -3,
      float: 1.5,
      boolean: false,
      date,
      url: 'http://example.org',
      choice: 'red',
    };
    expect(await fields(await made(given))).toEqual(Object.entries(given));
  });

  it('are set exactly by a list, with several values of one field, each once', async () => {
    const id = await made({ a: 'old', b: 'kept' });
    const records = await recorded(world, () =>
      update(id, {
        customFields: [
          { name: 'b', value: 'kept' },
          { name: 'a', value: 'x' },
          { name: 'a', value: 'y' },
          { name: 'a', value: 'x' },
        ],
      }),
    );
    expect(await fields(id)).toEqual([
      ['b', 'kept'],
      ['a', 'x'],
      ['a', 'y'],
    ]);
    const value = (name: string, text: string, order: number) => ({
      name,
      type: 'string',
      value: text,
      order,
    });
    expect(records).toEqual([
      expect.objectContaining({
        details: {
          customFields: [value('b', 'kept', 0), value('a', 'x', 1), value('a', 'y', 2)],
          customFieldChanges: [
            { operation: 'valuesRemoved', name: 'a', values: ['old'] },
            { operation: 'valuesAdded', name: 'a', values: ['x'] },
            { operation: 'valuesAdded', name: 'a', values: ['y'] },
          ],
        },
        previous: { customFields: [value('a', 'old', 0), value('b', 'kept', 1)] },
      }),
    ]);
    await update(id, { customFields: [] });
    expect(await fields(id)).toEqual([]);
  });

  it('keep their identity while their value stays, also in another place', async () => {
    const id = await made({ a: '1', b: '2' });
    const ids = async () => {
      const { customFields = [] } = await read(world, analyst, 'case', id);
      return new Map(customFields.map((value) => [value.name, value.id]));
    };
    const before = await ids();
    const swapped = [
      { name: 'b', value: '2', order: 0 },
      { name: 'a', value: '1', order: 1 },
    ];
    await update(id, { customFields: swapped });
    expect(await fields(id)).toEqual([
      ['b', '2'],
      ['a', '1'],
    ]);
    expect(await ids()).toEqual(before);
    expect(await recorded(world, () => update(id, { customFields: swapped }))).toEqual([]);
  });

  it('are added by an object, which leaves everything else as it is', async () => {
    const id = await made([
      { name: 'a', value: 'first' },
      { name: 'b', value: null },
    ]);
    await update(id, { customFields: { a: 'second', b: 'filled', integer: 1 } });
    expect(await fields(id)).toEqual([
      ['a', 'first'],
      ['b', 'filled'],
      ['a', 'second'],
      ['integer', 1],
    ]);
    const again = { customFields: { a: 'first', b: null, integer: 1 } };
    expect(await recorded(world, () => update(id, again))).toEqual([]);
    await update(id, { customFields: { float: null } });
    expect(await recorded(world, () => update(id, { customFields: { float: null } }))).toEqual([]);
    expect((await fields(id)).at(-1)).toEqual(['float', null]);
  });

  it('are set one by one under their path, in the place where they stood', async () => {
    const id = await made([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'a', value: '3' },
    ]);
    await update(id, { 'customFields.a': 'only', 'customFields.integer': 4 });
    expect(await fields(id)).toEqual([
      ['a', 'only'],
      ['b', '2'],
      ['integer', 4],
    ]);
    await update(id, { 'customFields.a': null });
    expect((await fields(id))[0]).toEqual(['a', null]);
    expect(await recorded(world, () => update(id, { 'customFields.a': null }))).toEqual([]);
  });

  it('are set one by one to several values or none', async () => {
    const id = await made([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'a', value: '3' },
    ]);
    await update(id, { 'customFields.a': ['1', '4', '4'] });
    expect(await fields(id)).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['a', '4'],
    ]);
    await update(id, { 'customFields.a': [], 'customFields.b': ['5'] });
    expect(await fields(id)).toEqual([['b', '5']]);
    await expect(
      update(id, { 'customFields.unheard': [], 'customFields.integer': [1, 'x'] }),
    ).rejects.toMatchObject({
      faults: [
        expect.objectContaining({ name: 'customFields.unheard' }),
        expect.objectContaining({ name: 'customFields.integer' }),
      ],
    });
  });

  it('raise the version of their owner and its stamps', async () => {
    const id = await made({ a: '1' });
    world.clock.now += 1_000;
    await update(id, { customFields: { a: '2' } });
    expect((await read(world, analyst, 'case', id)).values).toMatchObject({
      version: 2,
      updatedAt: world.clock.now,
      updatedBy: 'ann@main.test',
      firstTouchedDate: world.clock.now,
    });
    await expect(
      world.run(analyst, updateCases, { id, customFields: { a: '3' } }, { basedOnVersion: 1 }),
    ).rejects.toMatchObject({ code: 'staleVersion' });
  });

  it('are refused with every fault when names, types or options do not fit', async () => {
    const bad = {
      unheard: 1,
      a: 7,
      integer: 1.5,
      float: 'x',
      boolean: 'true',
      date: '2026-01-01',
      url: 'x'.repeat(8_192),
      choice: 'blue',
      b: ['x'],
    };
    await expect(made(bad)).rejects.toMatchObject({
      code: 'invalidFields',
      faults: expect.arrayContaining(
        Object.keys(bad).map((name) => expect.objectContaining({ name: `customFields.${name}` })),
      ),
    });
    await expect(made([{ value: 1 }, 'x'])).rejects.toMatchObject({
      faults: [
        expect.objectContaining({ name: 'customFields[0]' }),
        expect.objectContaining({ name: 'customFields[1]' }),
      ],
    });
  });
});
