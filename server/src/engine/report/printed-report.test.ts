/** Which part of what a neuron prints is its report. */

import { expect, test } from 'vitest';
import { printedReport } from './printed-report.ts';

const well = { how: 'exited', code: 0, exhausted: undefined } as const;

function reportIn(text: string, { code = 0, limit = 1000 } = {}): string | undefined {
  const end = { ...well, code };
  return printedReport({ standardOutput: Buffer.from(text), end }, limit)?.toString('utf8');
}

test('the last object that begins a line is the report, however it is laid out and whatever stands around it', () => {
  const report = { success: true, full: { text: 'a "quoted" } brace {\\', list: [{ a: 1 }, { b: {} }] } };
  for (const layout of [undefined, 1, 4]) {
    const text = JSON.stringify(report, null, layout);
    expect(reportIn(`start {\n{"success": true}\n${text}\nDone.\n`)).toBe(text);
  }
  expect(reportIn('{"success":true}')).toBe('{"success":true}');
});

test('text that only looks like a report is none', () => {
  const none = [
    '',
    'no brace',
    '}',
    '}{',
    '{"success": true',
    'page: {"success": true}',
    '{"data": 1}',
    '{oops}',
  ];
  for (const text of none) expect(reportIn(text), text).toBeUndefined();
  expect(reportIn('{"success": "yes"}')).toBeUndefined();
  expect(reportIn(`{"success": true, "full": "${'x'.repeat(2000)}"}`)).toBeUndefined();
});

test('after a failed end only an error counts', () => {
  expect(reportIn('{"success": true}', { code: 1 })).toBeUndefined();
  expect(reportIn('{"success": false}', { code: 1 })).toBe('{"success": false}');
});

test('endless quotes and backslashes are read in time that grows with their number only', () => {
  const backslashes = `{"success": true, "full": "${'\\\\'.repeat(100_000)}"}`;
  expect(reportIn(backslashes, { limit: 1_000_000 })).toBe(backslashes);
  expect(reportIn(`${'\\"'.repeat(100_000)}}`)).toBeUndefined();
});
