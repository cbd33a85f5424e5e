/**
 * One tenant learns nothing of another: not a word, not an id, not a number changes by what the other does, and naming its
 * objects is answered as naming what does not exist.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../server/src/model/registry.ts';
import { shareOf } from '../support/faults.ts';
import { someCase } from '../support/work.ts';
import {
  type Answers,
  type Asked,
  type Asker,
  ask,
  askAll,
  changed,
  failed,
  foundIn,
  requestText,
  signedIn,
  telling,
} from './asking.ts';
import { lendCase, lentWord } from './lending.ts';
import { idsOwnedBy, namesIn, namesSomething, toldApart, writesNaming } from './naming.ts';
import {
  furtherProbes,
  idProbes,
  listProbes,
  namingProbes,
  type Probe,
  type References,
  readablePaths,
  routeProbes,
  wordProbes,
} from './probes.ts';
import { v0ListProbes, v0WordProbes } from './probes-v0.ts';
import { type OpenStream, openStream } from './stream.ts';
import { commonContent } from './tenant.ts';
import { buildTenants, hiddenWord, sharedWord, type Tenants } from './tenants.ts';

interface Caller {
  readonly asker: Asker;
  /** What is asked before and after the other organisation works. */
  readonly probes: readonly Probe[];
  /** Words that the caller is not to see. */
  readonly secret: readonly string[];
}

type CallerName = 'administrator' | 'analyst' | 'reader' | 'partner';

let tenants: Tenants;
let callers: Readonly<Record<CallerName, Caller>>;
let hidden: References;
let hiddenIds: ReadonlySet<string>;
let before: Readonly<Record<string, Answers>>;
let after: Readonly<Record<string, Answers>>;
let streams: Readonly<Record<'stranger' | 'partner', OpenStream>>;

const names: readonly CallerName[] = ['administrator', 'analyst', 'reader', 'partner'];

async function buildCallers(): Promise<typeof callers> {
  const { wire, stranger, partner } = tenants;
  const { organisation } = stranger.person;
  // The same rules answer v0: a third of its probes takes part in each run, SKEP_TEST_FAULTS=all takes all.
  const few = [...listProbes(), ...wordProbes(hiddenWord), ...shareOf(v0WordProbes(hiddenWord), 3)];
  const all = [...few, ...furtherProbes(), ...shareOf(v0ListProbes(), 3)];
  const own = ({ references }: typeof stranger) => [...all, ...routeProbes(references)];
  const secret = [hiddenWord, sharedWord];
  return {
    administrator: {
      asker: await signedIn(wire, stranger.person),
      probes: [...own(stranger), ...namingProbes(stranger.references)],
      secret,
    },
    analyst: { asker: { as: await wire.person(organisation, 'analyst') }, probes: few, secret },
    reader: { asker: { as: await wire.person(organisation, 'read-only') }, probes: few, secret },
    partner: { asker: { as: partner.person }, probes: own(partner), secret: [hiddenWord] },
  };
}

async function askEverybody(): Promise<Record<string, Answers>> {
  const answers: Record<string, Answers> = {};
  for (const name of names) {
    const { asker, probes } = callers[name];
    answers[name] = await askAll(tenants.wire, asker, probes);
  }
  return answers;
}

beforeAll(async () => {
  tenants = await buildTenants();
  const { stranger, partner, address, sharer, wire } = tenants;
  callers = await buildCallers();
  before = await askEverybody();
  streams = {
    stranger: await openStream(address, stranger.person),
    partner: await openStream(address, partner.person),
  };
  const known = await idsOwnedBy(wire, sharer.organisation.id);
  hidden = await tenants.fillHidden();
  hiddenIds = (await idsOwnedBy(wire, sharer.organisation.id)).difference(known);
  after = await askEverybody();
  // Thousands of requests: a slow machine may take its time.
}, 300_000);
afterAll(async () => {
  for (const stream of Object.values(streams ?? {})) stream.close();
  await tenants?.release();
});

/** Lists of what the platform shares with everybody. */
const listsOfThePlatform = [
  'listAlertStatus',
  'listAnalyzerTemplate',
  'listCaseStatus',
  'listCatalog',
  'listCustomField',
  'listObservableType',
  'listPattern',
  'listProfile',
  'listTaxonomy',
];

const answersOf = (name: CallerName, all: typeof before): Answers => all[name] ?? new Map();
const queried = (answers: Answers): Answers =>
  new Map([...answers].filter(([request]) => request.startsWith('POST')));

/** Lists in whose full answer a word does not stand, sorted. */
function unseenLists(answers: Answers, word: RegExp): string[] {
  return [...answers]
    .filter(([request, { text }]) => request.includes('"page"') && !word.test(text))
    .map(([request]) => /"_name":"(\w+)"/.exec(request)?.[1] ?? request)
    .sort();
}

/** Readable routes that gave nothing at all. */
function silentRoutes(answers: Answers): string[] {
  const answered = [...answers].flatMap(([request, { status }]) => (status === 200 ? [request] : []));
  return readablePaths.filter((path) => {
    const form = new RegExp(`^GET ${path.replaceAll(/\{\w+\}/g, '[^/?]+')}[ ?]`);
    return !answered.some((request) => form.test(request));
  });
}

describe('what an organisation does', () => {
  it('is looked for by queries that are all answered, and by routes that each answer', () => {
    for (const name of names) expect(failed(queried(answersOf(name, after)))).toEqual([]);
    // Numbers and organisations of the platform are for its administrators. Reading a key is recorded, which would itself be a change: nobody here
    // has one to read.
    expect(silentRoutes(answersOf('administrator', after))).toEqual([
      '/api/v1/admin/stats',
      '/api/v1/user/{userId}/key',
      '/cortex/api/organization',
      '/cortex/api/user/{userId}/key',
      '/api/v0/customFields/{fieldId}/use',
      '/api/v0/user/{userId}/key',
    ]);
  });

  it('is seen by itself in every list, so that it would be found', async () => {
    const answers = await askAll(tenants.wire, { as: tenants.keeper }, listProbes());
    expect(unseenLists(answers, new RegExp(`${hiddenWord}|${sharedWord}-owner`, 'i'))).toEqual(
      listsOfThePlatform,
    );
  });

  it('is seen by itself in the searches, queries and numbers of v0, so that it would be found', async () => {
    const answers = await askAll(tenants.wire, { as: tenants.keeper }, v0ListProbes());
    expect(failed(answers)).toEqual([]);
    const told = telling(answers, [hiddenWord, `${sharedWord}-owner`], hiddenIds);
    expect(told.length).toBeGreaterThan(30);
  });

  it.each(names)('changes no answer of the %s', (name) => {
    expect(changed(answersOf(name, before), answersOf(name, after))).toEqual([]);
  });

  it.each(names)('is told to the %s neither by word nor by id', (name) => {
    const { secret, probes } = callers[name];
    const asked = new Set([...wordProbes(hiddenWord), ...v0WordProbes(hiddenWord)].map(requestText));
    const others = [...answersOf(name, after)].filter(([request]) => !asked.has(request));
    expect(probes.length).toBeGreaterThan(asked.size);
    expect(telling(new Map(others), secret, hiddenIds)).toEqual([]);
  });

  it('is told to an administrator of the platform by the names of organisations and people alone', async () => {
    const { wire } = tenants;
    const { admin } = wire.world.organisations;
    const asker = { as: await wire.person(admin, 'admin', 'keeper@platform.test') };
    const named = /^POST .*"_name":"(?:list|get|current)(?:Visible)?(?:Users?|Organisation|Audit)"/;
    const words = new Set(wordProbes(hiddenWord).map(requestText));
    const answers = await askAll(wire, asker, [...listProbes(), ...wordProbes(hiddenWord)]);
    const others = [...answers].filter(([request]) => !named.test(request) && !words.has(request));
    expect(others.length).toBeGreaterThan(20);
    expect(telling(new Map(others), [hiddenWord, sharedWord], hiddenIds)).toEqual([]);
    expect(unseenLists(answers, new RegExp(sharedWord, 'i'))).not.toContain('listOrganisation');
    const records = [...answers].filter(([request]) => request.includes('"listAudit"'));
    const types = new Set(
      records.flatMap(([, { text }]) => [...text.matchAll(/"objectType":"(\w+)"/g)].map(([, type]) => type)),
    );
    const ofPlatform = Object.values(entities).flatMap(({ layout, wireType }) =>
      layout.tenant ? [] : [wireType],
    );
    expect(types).toContain('User');
    expect([...types].filter((type) => !ofPlatform.includes(type ?? ''))).toEqual([]);
  });

  it('reaches no stream of others', async () => {
    const { wire, stranger, partner } = tenants;
    for (const [name, { person }] of Object.entries({ stranger, partner })) {
      const stream = streams[name === 'stranger' ? 'stranger' : 'partner'];
      await stream.until(await someCase(wire.world, person));
      expect(foundIn(stream.text(), [hiddenWord, sharedWord], hiddenIds), name).toEqual([]);
    }
  });
});

/** Data of the frames in a stream that hold one of the ids. */
function framesNaming(text: string, ids: ReadonlySet<string>): unknown[] {
  return [...text.matchAll(/^data: (.*)$/gm)].flatMap(([, data = '']) =>
    foundIn(data, [], ids).length === 0 ? [] : [JSON.parse(data) as unknown],
  );
}

/** Requests that name what is hidden, with the names. The partner is linked: the organisation itself, and its picture, is no secret to it. */
function namingOf(name: CallerName): {
  readonly probes: readonly Probe[];
  readonly names: readonly string[];
} {
  const linked = name === 'partner' ? [...(hidden.orgId ?? []), ...(hidden.fileHash ?? [])] : [];
  const common = [createHash('sha256').update(commonContent).digest('hex'), ...linked];
  const known = namesIn(hidden).filter((one) => !common.includes(one));
  const manages = name === 'administrator' || name === 'partner';
  const probes = [...routeProbes(hidden), ...(manages ? [...namingProbes(hidden), ...idProbes(hidden)] : [])];
  return { probes: probes.filter((probe) => namesSomething(probe, known)), names: known };
}

describe('naming what another organisation has', () => {
  it.each(names)('is answered to the %s as naming what does not exist', async (name) => {
    const { probes, names: known } = namingOf(name);
    expect(probes.length).toBeGreaterThan(80);
    expect(await toldApart(tenants.wire, callers[name].asker, probes, known)).toEqual([]);
  });

  it('in a request that changes something is refused as naming what does not exist', async () => {
    const calls = await writesNaming(tenants.wire, tenants.keeper);
    expect(calls.length).toBeGreaterThan(60);
    for (const { request, names: named } of calls)
      expect(await toldApart(tenants.wire, callers.administrator.asker, [request], named)).toEqual([]);
  });
});

describe('a share that is taken back', () => {
  it('shows the case until then, and nothing of it from the next request on', async () => {
    const { wire, partner } = tenants;
    const v0Probes = shareOf([...v0ListProbes(), ...v0WordProbes(lentWord)], 3);
    const probes = [...listProbes(), ...v0Probes, ...wordProbes(lentWord)];
    const earlier = await askAll(wire, callers.partner.asker, probes);
    const stream = await openStream(tenants.address, partner.person);
    const started = /^id: (.+)$/m.exec(stream.text())?.[1] ?? '';
    const lent = await lendCase(tenants);
    const get: Asked = { method: 'GET', url: `/api/v1/case/${lent.caseId}` };
    expect(await ask(wire, callers.partner.asker, get)).toMatchObject({ status: 200 });
    await stream.until(lent.caseId);
    const meanwhile = await askAll(wire, callers.partner.asker, probes);
    expect(telling(meanwhile, [`${lentWord} `], lent.ids).length).toBeGreaterThan(10);
    const seen = stream.text().length;

    await lent.takeBack();
    expect(await ask(wire, callers.partner.asker, get)).toMatchObject({ status: 404 });
    await lent.goOn();
    expect(await toldApart(wire, callers.partner.asker, lent.requests, [...lent.names])).toEqual([]);
    const now = await askAll(wire, callers.partner.asker, probes);
    expect(changed(earlier, now)).toEqual([]);
    await stream.until(await someCase(wire.world, partner.person));
    const bare = { kind: 'gone', objectId: lent.caseId, objectType: 'Case' };
    expect(framesNaming(stream.text().slice(seen), lent.ids)).toEqual([bare]);
    expect(stream.text()).not.toContain(lentWord);
    stream.close();
    const resumed = await openStream(tenants.address, partner.person, started);
    expect(framesNaming(resumed.text(), lent.ids)).toEqual([bare]);
    resumed.close();
  });
});
