/** A report of any shape can be laid out. */
import { describe, expect, it } from 'vitest';
import { reportParts } from './report-table.ts';

describe('the layout of a report', () => {
  it('names nested fields and leaves out what is empty', () => {
    expect(
      reportParts({ verdict: 'malicious', engines: { hits: 8, all: 92 }, nothing: null, none: [] }),
    ).toEqual([
      { kind: 'line', name: 'verdict', text: 'malicious' },
      { kind: 'line', name: 'engines › hits', text: '8' },
      { kind: 'line', name: 'engines › all', text: '92' },
    ]);
  });

  it('makes a table of a list of objects', () => {
    expect(reportParts({ records: [{ type: 'A', address: '192.0.2.1' }, { type: 'MX' }] })).toEqual([
      {
        kind: 'table',
        name: 'records',
        columns: ['type', 'address'],
        rows: [
          ['A', '192.0.2.1'],
          ['MX', ''],
        ],
        more: 0,
      },
    ]);
  });

  it('stays bounded', () => {
    const [table] = reportParts({ list: Array.from({ length: 90 }, (_, index) => ({ index })) });
    expect(table).toMatchObject({ kind: 'table', more: 40 });
    const [line] = reportParts({ text: 'x'.repeat(5_000) });
    expect(line).toMatchObject({ text: `${'x'.repeat(2_000)}…` });
    expect(reportParts('only text')).toEqual([{ kind: 'line', name: '', text: 'only text' }]);
  });
});
