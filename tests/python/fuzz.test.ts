/**
 * The API is called with generated requests, as every kind of caller, with names of objects that exist among what is generated. No
 * answer may be a failure of ours, be described otherwise, or tell of others.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCallers, type Caller, type Callers } from '../conformance/random-callers.ts';
import { fuzzSeconds, fuzzSeed } from '../conformance/random-length.ts';
import { type FuzzOutcome, runFuzzer } from './fuzz/run-fuzzer.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

/** Seconds of requests in all. */
const seconds = fuzzSeconds(30);
const seed = fuzzSeed();

/** Callers, those first who can destroy least: the last ones may leave little of their organisation. */
const names = ['nobody', 'reader', 'analyst', 'partner', 'stranger', 'platformAdmin', 'keeper'] as const;
const share = Math.max(2, Math.round(seconds / names.length));

/** On a slow machine everybody asks again, at most so often in all, until it is enough. */
const mostRounds = 4;

/** Fewer than this, all callers together, mean that hardly anything was tested: requests for each second, operations called, and routes that did something. */
const leastRate = 3;
const leastOperations = 100;
const leastRoutes = 40;

let folder: string;
let python: string;
let world: Callers;
const outcomes: FuzzOutcome[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-fuzz-'));
  python = await makeVirtualEnvironment(join(folder, 'environment'), ['schemathesis>=4.32,<5']);
  world = await buildCallers();
});
afterAll(async () => {
  await world?.tenants.release();
  await rm(folder, { recursive: true, force: true });
});

function callerNamed(name: string): Caller {
  const found = world.callers.find((caller) => caller.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}`);
  return found;
}

/** Routes that did what they are for at least once. */
function answeredRoutes(): ReadonlySet<string> {
  const route = /"method":"(\w+)","route":"([^"]+)","status":2\d\d/;
  return new Set(
    world.tenants.wire.logged.flatMap((line) => {
      const [, method, path] = route.exec(line) ?? [];
      return path === undefined ? [] : [`${method} ${path}`];
    }),
  );
}

/** Why requests failed, as the log of the server tells it. */
function defects(): string[] {
  return world.tenants.wire.logged.filter((line) => line.includes('"err"') && line.includes('"level":50'));
}

/** Lets one of the callers ask for a while, and expects that nothing went wrong. */
async function fuzzAs(name: (typeof names)[number], round: number): Promise<void> {
  const { address } = world.tenants;
  const caller = callerNamed(name);
  // Each caller begins elsewhere, so that all of them together come everywhere even in a short time.
  const drawn = seed + names.indexOf(name) + round * names.length;
  const outcome = await runFuzzer({ python, folder, address, caller, seconds: share, seed: drawn });
  outcomes.push(outcome);
  const told = `SKEP_TEST_SEED=${seed}\n${outcome.printed}\n${defects().slice(-5).join('\n')}`;
  expect(outcome.faults, told).toEqual([]);
  await expectStillKnown(caller);
}

/** What has been asked so far. */
function asked(): { readonly cases: number; readonly operations: number; readonly answered: number } {
  const sum = (of: (outcome: FuzzOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    cases: sum((outcome) => outcome.cases),
    operations: sum((outcome) => outcome.operations),
    answered: answeredRoutes().size,
  };
}

function isEnough(): boolean {
  const { cases, operations, answered } = asked();
  return cases > seconds * leastRate && operations > leastOperations && answered > leastRoutes;
}

describe('generated requests', () => {
  it.each(names)(
    'of the %s get answers as described that tell nothing of others',
    { timeout: share * 1_000 + 120_000 },
    (name) => fuzzAs(name, 0),
  );

  it('are enough of them', { timeout: mostRounds * names.length * (share * 1_000 + 60_000) }, async () => {
    for (let round = 1; round < mostRounds && !isEnough(); round += 1)
      for (const name of names) await fuzzAs(name, round);
    const { cases, operations, answered } = asked();
    console.info(
      `generated requests from ${seed}: ${cases} over ${operations} operations; ${answered} routes did something`,
    );
    expect(outcomes.length).toBeGreaterThanOrEqual(names.length);
    expect(cases).toBeGreaterThan(seconds * leastRate);
    expect(operations).toBeGreaterThan(leastOperations);
    expect(answered).toBeGreaterThan(leastRoutes);
  });
});

/** Whoever has lost the key on the way has tested nothing since. */
async function expectStillKnown({ person }: Caller): Promise<void> {
  if (person === undefined) return;
  const answer = await world.tenants.wire.send('GET', '/api/v1/user/current', { as: person });
  expect(answer.status, `SKEP_TEST_SEED=${seed}\n${answer.text}`).toBe(200);
}
