import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { readRunOutput } from '../../query/run-output.ts';
import { keepRunOutput } from './run-output.ts';

describe('what a neuron prints', () => {
  let world: World;
  const failures: unknown[] = [];
  const report = (error: unknown): void => {
    failures.push(error);
  };
  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.release());

  const keep = (runId: string) => keepRunOutput(world.dependencies.database, runId, report);
  const linesOf = async (runId: string, after = -1): Promise<string[]> => {
    const run = { entity: 'job', values: { id: runId }, extraData: {} } as const;
    const lines = await readRunOutput(world.dependencies.database, run, after);
    return lines.map(({ position, stream, line }) => `${position} ${stream} ${line}`);
  };

  it('is kept line by line in the order it came, and read from a position on', async () => {
    const output = keep('900001');
    output.add({ stream: 'stderr', text: 'begun\nstep 1\n' });
    output.add({ stream: 'stdout', text: 'zero \0 inside\r\n' });
    await output.end();
    expect(await linesOf('900001')).toEqual(['0 stderr begun', '1 stderr step 1', '2 stdout zero  inside']);
    expect(await linesOf('900001', 1)).toEqual(['2 stdout zero  inside']);
  });

  it('of another attempt takes the place of what the first one printed', async () => {
    const first = keep('900002');
    first.add({ stream: 'stderr', text: 'lost\n' });
    await first.end();
    const second = keep('900002');
    second.add({ stream: 'stderr', text: 'again\n' });
    await second.end();
    expect(await linesOf('900002')).toEqual(['0 stderr again']);
  });

  it('is cut off when there is no end of it', async () => {
    const output = keep('900003');
    for (let block = 0; block < 400; block += 1)
      output.add({ stream: 'stdout', text: `${'x'.repeat(4_000)}\n` });
    await output.end();
    const lines = await linesOf('900003');
    expect(lines.length).toBeLessThan(300);
    expect(lines.at(-1)).toMatch(/^\d+ server Only the first \d+ characters are kept$/);
    expect(failures).toEqual([]);
  });
});
