/** Queries as CSV files: every row that the caller sees and no other, in a form that spreadsheets take for text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someField } from '../../../../../tests/support/triage.ts';
import { buildWire, type Person, type Wire } from '../../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
  await someField(wire.world, 'unit');
  await someField(wire.world, 'when', { type: 'date' });
});
afterAll(() => wire?.release());

const exported = (body: object, as = ann) => wire.send('POST', '/api/v1/query/export', { as, body });
let made = 0;
const alert = async (raw: object, as = ann): Promise<void> => {
  made += 1;
  const body = { type: 't', source: 's', sourceRef: String(made), title: 'T', description: 'D', ...raw };
  expect((await wire.send('POST', '/api/v1/alert', { as, body })).status).toBe(201);
};
const listed = (source: string) => [
  { _name: 'listAlert' },
  { _name: 'filter', _field: 'source', _value: source },
  { _name: 'sort', _fields: [{ title: 'asc' }] },
];

describe('an export', () => {
  it('has the columns asked for, with times that everybody reads alike', async () => {
    const date = Date.UTC(2026, 0, 2, 3, 4, 5);
    const customFields = { unit: 'sales', when: date };
    await alert({ source: 'form', title: 'One, "two"', date, tags: ['a', 'b'], severity: 3, customFields });
    const columns = [
      'title',
      'severity',
      'date',
      'tags',
      'imported',
      'assignee',
      'customFields.unit',
      'customFields.when',
    ];
    const { status, headers, text } = await exported({ query: listed('form'), columns });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="export.csv"');
    expect(text).toBe(
      [
        '\ufefftitle,severity,date,tags,imported,assignee,customFields.unit,customFields.when',
        '"One, ""two""",3,2026-01-02T03:04:05.000Z,"a; b",false,,sales,2026-01-02T03:04:05.000Z',
        '',
      ].join('\r\n'),
    );
  });

  it('gives spreadsheets nothing to calculate', async () => {
    for (const title of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '|calc', 'a=1'])
      await alert({ source: 'calc', title });
    const { text } = await exported({ query: listed('calc'), columns: ['title'] });
    const cells = text.trim().split('\r\n').slice(1);
    expect(cells.filter((cell) => !/^"?'/.test(cell))).toEqual(['a=1']);
  });

  it('has every row, over several pages, each once and in the order asked for', async () => {
    const rows = 1_205;
    const columns = [
      'organisation_id, version, created_at, created_by, type, description, severity, tlp, pap',
      'date, status, stage, last_sync_date, new_date',
    ].join(', ');
    const sql = `insert into skep.alert (root_id, id, source, source_ref, title, ${columns})
      select n, n, 'many', n::text, 'n' || n, ${columns}
      from (select ${columns} from skep.alert where source = 'form' limit 1) as one, generate_series($1::bigint, $2::bigint) as n`;
    await wire.world.dependencies.database.transaction({ role: 'worker' }, async (transaction) =>
      transaction.run({ sql, parameters: [900_000_001, 900_000_000 + rows] }),
    );
    const { text } = await exported({ query: listed('many'), columns: ['title'] });
    const cells = text.trim().split('\r\n').slice(1);
    expect(cells).toHaveLength(rows);
    expect(cells).toEqual([...new Set(cells)].sort());
  });

  it('holds nothing of other organisations', async () => {
    await alert({ source: 'form', title: 'Of others' }, eve);
    expect((await exported({ query: listed('form'), columns: ['title'] })).text).not.toContain('Of others');
    const theirs = await exported({ query: listed('form'), columns: ['title'] }, eve);
    expect(theirs.text).toBe('\ufefftitle\r\nOf others\r\n');
  });

  it('is refused for what is no list, is paged, or has columns that do not exist', async () => {
    const columns = ['title'];
    for (const end of [{ _name: 'count' }, { _name: 'page', from: 0, to: 5 }])
      expect((await exported({ query: [{ _name: 'listAlert' }, end], columns })).status).toBe(400);
    const unknown = await exported({ query: [{ _name: 'listAlert' }], columns: ['title', 'nothing'] });
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain('columns[1]');
    expect((await exported({ query: [{ _name: 'listAlert' }] })).status).toBe(400);
    expect((await exported({ query: [{ _name: 'listUser' }], columns: ['password'] })).status).toBe(400);
  });
});
