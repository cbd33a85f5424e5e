/** Acts on many objects: all portions, each refusal by itself, stopped when asked, and what brings the values back. */
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../data/api.ts';
import { presentValues, runBulk } from './bulk-run.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ _id: `~${index}` }));
const refusal = (status: number) => new ApiError(status, 'refused', 'refused', {}, []);
const work = { skip: () => undefined, onProgress: () => undefined, signal: new AbortController().signal };

describe('an act on many objects', () => {
  it('is done in portions', async () => {
    const sizes: number[] = [];
    const result = await runBulk({
      ...work,
      rows: rows(450),
      act: async (some) => sizes.push(some.length),
    });
    expect(sizes).toEqual([200, 200, 50]);
    expect(result.done).toHaveLength(450);
  });

  it('leaves out what it does not apply to, with the reason', async () => {
    const result = await runBulk({
      ...work,
      rows: rows(3),
      skip: ({ _id }) => (_id === '~1' ? 'closed already' : undefined),
      act: async () => undefined,
    });
    expect(result.done.map(({ _id }) => _id)).toEqual(['~0', '~2']);
    expect(result.skipped).toEqual([{ row: { _id: '~1' }, reason: 'closed already' }]);
  });

  it('finds the one that is refused and does the rest', async () => {
    let requests = 0;
    const result = await runBulk({
      ...work,
      rows: rows(64),
      act: async (some) => {
        requests += 1;
        if (some.some(({ _id }) => _id === '~37')) throw refusal(400);
      },
    });
    expect(result.done).toHaveLength(63);
    expect(result.failed.map(({ row }) => row._id)).toEqual(['~37']);
    expect(requests).toBeLessThan(16);
  });

  it('does not halve what the server could not do at all', async () => {
    let requests = 0;
    const result = await runBulk({
      ...work,
      rows: rows(10),
      act: async () => {
        requests += 1;
        throw refusal(503);
      },
    });
    expect(requests).toBe(1);
    expect(result.failed).toHaveLength(10);
  });

  it('is not tried in parts when its objects make one thing together', async () => {
    let requests = 0;
    const result = await runBulk({
      ...work,
      rows: rows(10),
      together: true,
      act: async () => {
        requests += 1;
        throw refusal(400);
      },
    });
    expect([requests, result.failed.length]).toEqual([1, 10]);
  });

  it('stops when asked and says what it has not tried', async () => {
    const stop = new AbortController();
    const result = await runBulk({
      ...work,
      rows: rows(500),
      signal: stop.signal,
      act: async () => stop.abort(),
    });
    expect([result.done.length, result.left.length]).toEqual([200, 300]);
  });
});

describe('the values that an act replaces', () => {
  it('come back with one request for all objects that had the same', () => {
    const before = [
      { _id: '~1', severity: 2, assignee: 'ana' },
      { _id: '~2', severity: 2, assignee: 'ana' },
      { _id: '~3', severity: 3 },
    ];
    expect(
      presentValues<{ _id: string; severity: number; assignee?: string }>(before, ['severity', 'assignee']),
    ).toEqual([
      { ids: ['~1', '~2'], values: { severity: 2, assignee: 'ana' } },
      { ids: ['~3'], values: { severity: 3, assignee: null } },
    ]);
  });
});
