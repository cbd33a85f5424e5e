/** Random queries by every kind of caller: what the grammar allows is answered, anything else is refused, and no answer tells of others. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../server/src/model/errors.ts';
import { queryTimeoutMs } from '../../server/src/query/index.ts';
import type { TestAnswer } from '../support/wire.ts';
import { buildCallers, type Caller, type Callers } from './random-callers.ts';
import { damaged } from './random-damage.ts';
import { fuzzSeconds, fuzzSeed } from './random-length.ts';
import { type QueryBody, queryOf } from './random-queries.ts';

/** Seconds for the two tests together. */
const seconds = fuzzSeconds(8);
const seed = fuzzSeed();
const patienceMs = seconds * 2_000 + 60_000;

/** Over a few hundred rows nothing may take half of what a query over millions of them may take. */
const longestMs = queryTimeoutMs / 2;

let world: Callers;
beforeAll(async () => {
  world = await buildCallers();
});
afterAll(() => world?.tenants.release());

/** A request and the name of who sends it. */
interface Asked {
  readonly caller: string;
  readonly body: unknown;
}

function callerNamed(name: string): Caller {
  const found = world.callers.find((caller) => caller.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}`);
  return found;
}

async function ask({ caller, body }: Asked): Promise<TestAnswer> {
  const { person } = callerNamed(caller);
  const started = performance.now();
  const answer = await world.tenants.wire.send('POST', '/api/v1/query', {
    ...(person === undefined ? {} : { as: person }),
    body,
  });
  const took = performance.now() - started;
  if (took > longestMs) throw new Error(`The answer took ${Math.round(took)} ms`);
  return answer;
}

/** An answer repeats what was asked only where it refuses it. */
function requireSilence({ caller, body }: Asked, { status, text }: TestAnswer): void {
  const sent = status === 200 ? '' : (JSON.stringify(body) ?? '').toLowerCase();
  const told = callerNamed(caller).secret.filter(
    (word) => !sent.includes(word) && text.toLowerCase().includes(word),
  );
  if (told.length > 0)
    throw new Error(`The ${caller} is told of ${told.join(', ')}: ${text.slice(0, 1_000)}`);
}

function requireCodedRefusal({ status, text, body }: TestAnswer): void {
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  const known = Object.hasOwn(errorCatalogue, code) && code !== 'queryTooSlow';
  if (status < 400 || status >= 500 || !known) throw new Error(`${status} ${text.slice(0, 500)}`);
}

/** Asks as long as there is time; gives how many answers were of which kind. Throws with the smallest request found that fails. */
async function askMany(
  asked: fc.Arbitrary<Asked>,
  check: (one: Asked, answer: TestAnswer) => void,
): Promise<Readonly<Record<'all' | 'answered' | 'full', number>>> {
  const counts = { all: 0, answered: 0, full: 0 };
  const property = fc.asyncProperty(asked, async (one) => {
    const answer = await ask(one);
    counts.all += 1;
    if (answer.status === 200) counts.answered += 1;
    if (answer.status === 200 && !/^(?:\[\]|\{\}|0|null|\[null\])$/.test(answer.text)) counts.full += 1;
    requireSilence(one, answer);
    check(one, answer);
  });
  await fc.assert(property, {
    seed,
    numRuns: 10_000_000,
    interruptAfterTimeLimit: seconds * 500,
    markInterruptAsFailure: false,
  });
  console.info(`random queries from ${seed}: ${JSON.stringify(counts)}`);
  return counts;
}

const anybody = (): fc.Arbitrary<string> => fc.constantFrom(...world.callers.map(({ name }) => name));
const bodyOf = (caller: string): fc.Arbitrary<QueryBody> => queryOf(callerNamed(caller).own);

describe('a random query', () => {
  it(
    'is answered to whoever is signed in when it keeps to the grammar',
    async () => {
      const asked = anybody().chain((caller) => bodyOf(caller).map((body) => ({ caller, body })));
      const counts = await askMany(asked, ({ caller }, answer) => {
        const expected = callerNamed(caller).person === undefined ? 401 : 200;
        if (answer.status !== expected) throw new Error(`${answer.status} ${answer.text.slice(0, 1_000)}`);
      });
      expect(counts.all).toBeGreaterThan(seconds * 5);
      expect(counts.answered / counts.all).toBeGreaterThan(0.7);
      expect(counts.full / counts.all).toBeGreaterThan(0.1);
    },
    patienceMs,
  );

  it(
    'is answered or refused with a code, whatever stands in it',
    async () => {
      const asked = anybody().chain((caller) =>
        bodyOf(caller).chain((whole) => damaged(whole).map((body) => ({ caller, body }))),
      );
      const counts = await askMany(asked, (_, answer) => {
        if (answer.status !== 200) requireCodedRefusal(answer);
      });
      expect(counts.all).toBeGreaterThan(seconds * 5);
      expect(counts.answered / counts.all).toBeGreaterThan(0.03);
      expect(counts.answered / counts.all).toBeLessThan(0.8);
    },
    patienceMs,
  );
});
