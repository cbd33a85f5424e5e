/** Reports as neurons write them, well and badly. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReport, type ReportCheck } from './report.ts';

const bounds = { artifacts: 3, text: (text: string) => text };

function parse(output: unknown): ReportCheck {
  return parseReport(Buffer.from(typeof output === 'string' ? output : JSON.stringify(output)), bounds);
}

function reported(output: object): unknown {
  const checked = parse({ success: true, full: {}, ...output });
  if (!('report' in checked)) throw new Error(JSON.stringify(checked));
  return checked.report;
}

test.each([
  ['not JSON', '{"success": tru', /not JSON/],
  ['a list', [], /does not hold an object/],
  ['null', 'null', /does not hold an object/],
  ['no full report', { success: true }, /"full" is not an object/],
  ['a full report that is a text', { success: true, full: 'x' }, /"full" is not an object/],
  [
    'an artifact whose data is a number',
    { success: true, full: {}, artifacts: [{ dataType: 'ip', data: 1 }] },
    /"data"/,
  ],
  [
    'an artifact with an unknown level',
    { success: true, full: {}, artifacts: [{ dataType: 'ip', data: 'x', tlp: 4 }] },
    /"tlp"/,
  ],
  [
    'an artifact with numbers as tags',
    { success: true, full: {}, artifacts: [{ dataType: 'ip', data: 'x', tags: [1] }] },
    /"tags"/,
  ],
  [
    'nesting without end',
    `{"success": true, "full": ${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    /nested deeper/,
  ],
  ['a list without end', '['.repeat(200_000), /not JSON|nested/],
])('%s is refused with the reason', (_, output, reason) => {
  expect(parse(output)).toHaveProperty('refused', expect.stringMatching(reason));
});

test.each([
  [{ success: false, errorMessage: 'Said so' }, 'Said so'],
  [{ success: 'true', full: {} }, 'The neuron failed without saying why'],
  [{ success: false, errorMessage: 401 }, '401'],
  [{ success: false, errorMessage: { message: 'No access' } }, '{"message":"No access"}'],
  [{ success: false, errorMessage: {} }, 'The neuron failed without saying why'],
  [{ success: false, errorMessage: ' ' }, 'The neuron failed without saying why'],
  [{ success: false, errorMessage: null }, 'The neuron failed without saying why'],
  [{}, 'The neuron failed without saying why'],
])('%j is an error of the neuron', (output, errorMessage) => {
  expect(parse(output)).toEqual({ errorMessage });
});

test.each([
  [{ retryAfter: 0 }, { retryAfterSeconds: 0 }],
  [{ retryAfter: 12.5 }, { retryAfterSeconds: 12.5 }],
  [{ retryAfter: -1 }, {}],
  [{ retryAfter: 'soon' }, {}],
])('a failure with %j may pass when it tells after how many seconds', (given, told) => {
  expect(parse({ success: false, errorMessage: 'Busy', ...given })).toEqual({
    errorMessage: 'Busy',
    ...told,
  });
});

test.each([
  [{}, true],
  [{ full: { results: [], total: 0, note: '', next: null, of: { pages: [{}] } } }, true],
  [{ full: { data: [[], {}] }, summary: { taxonomies: [] }, artifacts: [], operations: null }, true],
  [{ full: { total: 0 } }, false],
  [{ full: { listed: false } }, false],
  [{ full: { results: [], total: 1 } }, false],
  [{ full: { of: { results: [] }, total: 0 } }, false],
  [{ full: { message: 'The quota is used up' } }, false],
  [{ summary: { taxonomies: [{ namespace: 'N', predicate: 'p', value: 0 }] } }, false],
  [{ artifacts: [{ dataType: 'ip', data: '192.0.2.1' }] }, false],
  [{ operations: [{ type: 'AddTagToCase', tag: 't' }] }, false],
  [{ artifacts: [{ dataType: 'ip', data: ' ' }] }, false],
])('%j is empty: %s', (output, isEmpty) => {
  expect(reported(output)).toMatchObject({ isEmpty });
});

test('tags are complete or left out, and an unknown level is info', () => {
  const complete = { level: 'malicious', namespace: 'N', predicate: 'p', value: 5 };
  const summary = {
    taxonomies: [
      complete,
      { ...complete, level: 'terrible' },
      { level: 'info' },
      null,
      { ...complete, value: { a: 1 } },
    ],
  };
  expect(reported({ summary })).toMatchObject({
    tags: [complete, { ...complete, level: 'info' }, { ...complete, value: '{"a":1}' }],
    notes: [
      'taxonomies: 1 of them are not objects',
      'taxonomies: one lacks its namespace, predicate or value',
    ],
  });
});

test.each([['text'], [null], [[]], [3]])('a summary that is %j has no tags', (summary) => {
  expect(reported({ summary })).toMatchObject({ tags: [] });
});

test('artifacts that cannot be used are left out, the others stay', () => {
  const artifacts = [
    null,
    { type: 'ip', value: 'old style' },
    { dataType: 'ip', data: '192.0.2.1', extra: 1 },
    { dataType: 'file' },
  ];
  expect(reported({ artifacts })).toMatchObject({
    artifacts: [{ dataType: 'ip', content: { data: '192.0.2.1' }, tlp: 2, tags: [], message: undefined }],
    notes: [
      'artifacts: 1 of them are not objects',
      'artifacts[0]: no dataType',
      'artifacts[2]: a file needs "file" and "filename"',
    ],
  });
});

test('red of an artifact is red here', () => {
  expect(reported({ artifacts: [{ dataType: 'ip', data: 'x', tlp: 3 }] })).toMatchObject({
    artifacts: [{ tlp: 4 }],
  });
});

test('more artifacts than allowed are left out with a note', () => {
  const artifacts = Array.from({ length: 5 }, () => ({ dataType: 'ip', data: 'x' }));
  expect(reported({ artifacts })).toMatchObject({
    artifacts: [{}, {}, {}],
    notes: ['artifacts: only the first 3 of 5 are used'],
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\windows\\evil.exe', 'evil.exe'],
  ['..', 'file'],
  ['a\u0000b<c>.txt', 'a\ufffdb_c_.txt'],
  ['', 'file'],
])('the file name %j is shown as %j', (filename, shown) => {
  expect(
    reported({ artifacts: [{ dataType: 'file', file: 'x', filename, contentType: 'bad type' }] }),
  ).toMatchObject({
    artifacts: [{ content: { filename: shown, contentType: 'application/octet-stream' } }],
  });
});

test('operations keep their fields, and need a type', () => {
  const operations = [{ type: 'AddTagToCase', tag: 't' }, { tag: 'x' }, 'y'];
  expect(reported({ operations })).toMatchObject({ operations: [{ type: 'AddTagToCase', tag: 't' }] });
});

test('texts that no store accepts are made acceptable', () => {
  expect(reported({ full: { 'a\0': 'b\0c', half: '\ud800' } })).toMatchObject({
    full: { 'a\ufffd': 'b\ufffdc', half: '\ufffd' },
  });
});

test('an observable that had such characters is left out', () => {
  expect(reported({ artifacts: [{ dataType: 'domain', data: 'evil\0.example' }] })).toMatchObject({
    artifacts: [],
  });
});

test('any JSON whatever gives an answer and never throws', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.jsonValue(),
      fc.jsonValue(),
      fc.jsonValue(),
      (full, summary, artifacts, operations) => {
        const checked = parse({
          success: true,
          full,
          summary,
          artifacts: [artifacts],
          operations: [operations],
        });
        expect(Object.keys(checked)).toHaveLength(1);
      },
    ),
    { numRuns: 200 },
  );
});
