/** Values on their way into the database and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertNote, type NoteDatabase, openNoteDatabase } from '../../../tests/support/note-fixture.ts';
import { JsonText, parsedJson } from '../lib/json-text.ts';
import { InvalidValue, NotNullViolation } from './errors.ts';

let notes: NoteDatabase;

beforeAll(async () => {
  notes = await openNoteDatabase();
});

afterAll(() => notes?.release());

async function roundTrip(type: string, value: unknown): Promise<unknown> {
  const statement = { sql: `select $1::${type} as value`, parameters: [value] };
  return (await notes.database.read({ role: 'worker' }, statement)).rows[0]?.value;
}

it('of JSON stays text where a statement asks for that, and goes back as it is', async () => {
  const large = new JsonText('{"b": [1,  2], "a": null}');
  const statement = {
    sql: 'select $1::jsonb as large, $1::jsonb as small, null::jsonb as large_too',
    parameters: [large],
    textColumns: ['large', 'large_too'],
  };
  const { rows } = await notes.database.read({ role: 'worker' }, statement);
  expect(rows[0]?.large).toBeInstanceOf(JsonText);
  expect(parsedJson(rows[0]?.large)).toEqual({ a: null, b: [1, 2] });
  expect(rows[0]).toMatchObject({ small: { a: null, b: [1, 2] }, large_too: null });
});

describe('a value', () => {
  it.each([
    ['text', 'pässwörd 🐝 \\ " \' {}', undefined],
    ['text', '', undefined],
    ['text', null, undefined],
    ['int8', '9223372036854775807', undefined],
    ['int8', 12, '12'],
    ['int8', 12n, '12'],
    ['int4', -7, undefined],
    ['int2', 3, undefined],
    ['float8', 1.5e-7, undefined],
    ['numeric', 12.25, undefined],
    ['bool', true, undefined],
    ['bool', false, undefined],
    ['jsonb', { a: [1, null, 'x"'], b: { c: true } }, undefined],
    ['jsonb', JSON.stringify([1, 'two']), [1, 'two']],
    ['timestamptz', new Date(1_700_000_000_123), 1_700_000_000_123],
    ['timestamptz', new Date(0), 0],
    ['timestamptz', new Date(-62_135_596_800_001), -62_135_596_800_001],
    ['timestamptz', new Date(400_000_000_000_000), 400_000_000_000_000],
    ['text[]', ['a', 'b,"c"\\', '', 'null', 'NULL', null, '{}', ' '], undefined],
    ['text[]', [], undefined],
    ['int8[]', ['1', '9223372036854775807'], undefined],
    ['int4[]', [1, 2], undefined],
    ['bool[]', [true, false, null], undefined],
    ['timestamptz[]', [new Date(5)], [5]],
    ['jsonb[]', [{ a: 1 }, { b: '"' }], undefined],
    [
      'int4[]',
      [
        [1, 2],
        [3, 4],
      ],
      undefined,
    ],
  ])('of type %s comes back: %o', async (type, value, expected) => {
    expect(await roundTrip(type, value)).toEqual(expected === undefined ? value : expected);
  });

  it('of bytes comes back as bytes', async () => {
    const bytes = Buffer.from([0, 1, 255, 92]);
    expect(await roundTrip('bytea', bytes)).toEqual(bytes);
    expect(await roundTrip('bytea', new Uint8Array(bytes))).toEqual(bytes);
    expect(await roundTrip('bytea[]', [bytes, bytes])).toEqual([bytes, bytes]);
  });

  it('left out is null', async () => {
    expect(await roundTrip('text', undefined)).toBeNull();
  });
});

describe('a value the database cannot take', () => {
  it.each([
    ['text', 'nul \u0000 character'],
    ['jsonb', { text: '\u0000' }],
    ['jsonb', '{'],
    ['int8', 'twelve'],
    ['int8', '9223372036854775808'],
    ['int4', 2 ** 40],
    ['int4', Number.NaN],
    ['timestamptz', new Date(Number.NaN)],
    ['timestamptz', '2024-99-99'],
    ['text[]', '{"broken'],
    ['text', Symbol('x')],
    ['text', () => 1],
  ])('of type %s is an error of its own kind: %s', async (type, value) => {
    await expect(roundTrip(type, value)).rejects.toThrow(InvalidValue);
  });

  it('leaves the connection usable', async () => {
    const attempts = Array.from({ length: 20 }, () => roundTrip('int4', 'x').catch(() => 'refused'));
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['refused']));
    expect(await roundTrip('int4', 1)).toBe(1);
  });

  it('is refused before it is sent when there are more than the protocol can count', async () => {
    const sql = 'select 1';
    const many = notes.database.read({ role: 'worker' }, { sql, parameters: Array(65_536).fill(1) });
    await expect(many).rejects.toThrow('at most 65535 values');
  });

  it('names the column that needs one', async () => {
    const missing = notes.database.transaction({ role: 'worker' }, (transaction) =>
      transaction.run(insertNote(1, 1, null)),
    );
    await expect(missing).rejects.toThrow(NotNullViolation);
    await expect(missing).rejects.toMatchObject({ table: 'note', column: 'text' });
  });

  it('never repeats stored rows in its message', async () => {
    const failing = notes.database.transaction({ role: 'worker' }, (transaction) =>
      transaction.run({
        sql: `insert into skep.note (id, organisation_id, text, stars) values (1, 1, 'planted secret', 9)`,
        parameters: [],
      }),
    );
    const error: unknown = await failing.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'CheckViolation', constraint: 'note_stars_check' });
    expect(JSON.stringify(error) + String(error)).not.toContain('planted');
  });
});
