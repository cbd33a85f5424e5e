/** Reports of any size are read alike, and a large one holds nobody up. */
import { expect, it } from 'vitest';
import { countingThreads } from '../../../../tests/support/threads.ts';
import { parsedJson } from '../../lib/json-text.ts';
import { readReport } from './read-report.ts';

const secrets = ['very-secret-7'];

function read(output: unknown) {
  return readReport(Buffer.from(JSON.stringify(output)), { artifacts: 10, secrets });
}

/** An output whose findings have so many characters. */
function output(characters: number) {
  const findings = Array.from({ length: characters / 100 }, (_, place) => ({
    host: `host-${place}.example`,
    note: place === 0 ? 'asked with very-secret-7 \0' : 'n'.repeat(60),
  }));
  return {
    success: true,
    full: { findings },
    summary: { taxonomies: [{ level: 'safe', namespace: 'N', predicate: 'p', value: 'very-secret-7' }] },
    artifacts: [{ dataType: 'domain', data: 'found.example' }],
    operations: [{ type: 'AddTagToCase', tag: 't' }],
  };
}

it.each([1_000, 1_000_000])(
  'reads a report of %i characters without secrets and what cannot be stored',
  async (size) => {
    const check = await read(output(size));
    if (!('report' in check)) throw new Error(JSON.stringify(check));
    const { full, ...rest } = check.report;
    const { findings } = parsedJson(full) as ReturnType<typeof output>['full'];
    expect(findings).toHaveLength(size / 100);
    expect(findings[0]).toEqual({ host: 'host-0.example', note: 'asked with REMOVED \ufffd' });
    expect(rest).toEqual({
      tags: [{ level: 'safe', namespace: 'N', predicate: 'p', value: 'REMOVED' }],
      artifacts: [
        { dataType: 'domain', content: { data: 'found.example' }, tlp: 2, tags: [], message: undefined },
      ],
      operations: [{ type: 'AddTagToCase', tag: 't' }],
      notes: [],
      isEmpty: false,
    });
  },
);

it.each([
  ['that is no object', [1], { refused: expect.stringContaining('does not hold an object') }],
  ['of a failure', { success: false, errorMessage: 'Said so' }, { errorMessage: 'Said so' }],
])('refuses a large output %s with the reason', async (_, given, expected) => {
  const filling = 'x'.repeat(400_000);
  expect(await read(Array.isArray(given) ? [...given, filling] : { ...given, filling })).toEqual(expected);
});

it.each([
  ['10 MB in a thread of its own', 10_000_000, 1],
  ['a small one without', 1_000, 0],
])('reads %s, so that the server goes on', async (_, size, expected) => {
  const bytes = Buffer.from(JSON.stringify(output(size)));
  const { result, threads } = await countingThreads(() => readReport(bytes, { artifacts: 10, secrets }));
  expect(result).toHaveProperty('report');
  expect(threads).toBe(expected);
});
