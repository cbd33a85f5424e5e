/**
 * A case that is kept to named people is told to nobody else of the same organisation, whatever their profile: neither by word nor by
 * id, from its first moment on, and again from the request on that keeps it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setCaseAccess } from '../../server/src/commands/case/case-access.ts';
import { updateCases } from '../../server/src/commands/case/update-cases.ts';
import { notePresence } from '../../server/src/commands/own/presence.ts';
import { createComment } from '../../server/src/commands/task/log-commands.ts';
import type { Person } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import {
  type Answers,
  type Asked,
  type Asker,
  askAll,
  changed,
  foundIn,
  signedIn,
  telling,
} from './asking.ts';
import { makeFullCase } from './lending.ts';
import { idsOwnedBy, toldApart } from './naming.ts';
import {
  furtherProbes,
  knownRouteProbes,
  listProbes,
  namingProbes,
  type Probe,
  type References,
  wordProbes,
} from './probes.ts';
import { openStream } from './stream.ts';
import { buildTenants, type Tenants } from './tenants.ts';

/** Stands in everything of the case that is kept. */
const keptWord = 'zqkept';

let tenants: Tenants;
let colleague: Asker;
let other: Person;
let earlier: Answers;
let kept: References;
let ids: ReadonlySet<string>;
let caseId: string;

const few: readonly Probe[] = [...listProbes(), ...wordProbes(keptWord)];
const asked = (probes = few): Promise<Answers> => askAll(tenants.wire, colleague, probes);
const naming = (): Asked[] => [...knownRouteProbes(kept), ...namingProbes(kept)];
const names = (): string[] => Object.values(kept).flat();

const keep = (): Promise<void> => setTo({ _kind: 'UserAccessKind', users: [tenants.keeper.login] });
const open = (): Promise<void> => setTo({ _kind: 'OrganisationAccessKind' });
function setTo(access: Readonly<Record<string, unknown>>): Promise<void> {
  return tenants.wire.world.run(tenants.keeper, setCaseAccess, { id: caseId, access });
}

beforeAll(async () => {
  tenants = await buildTenants();
  const { wire, keeper, sharer } = tenants;
  other = await wire.person(sharer.organisation, 'org-admin', 'colleague@owner.test');
  colleague = await signedIn(wire, other);
  earlier = await asked([...few, ...furtherProbes()]);
  const before = await idsOwnedBy(wire, keeper.organisation.id);
  const access = { _kind: 'UserAccessKind', users: [keeper.login] };
  kept = await makeFullCase(wire, keeper, keptWord, { access });
  caseId = String(kept.caseId?.[0]);
  ids = (await idsOwnedBy(wire, keeper.organisation.id)).difference(before);
});
afterAll(() => tenants?.release());

describe('a case that is kept to some people', () => {
  it('changes no answer to a colleague who is not named', async () => {
    expect(ids.size).toBeGreaterThan(15);
    expect(changed(earlier, await asked([...few, ...furtherProbes()]))).toEqual([]);
  });

  it('is named by a colleague as what does not exist is', async () => {
    expect(await toldApart(tenants.wire, colleague, naming(), names())).toEqual([]);
  });

  it('is told to those who are named, and to everybody once it is open', async () => {
    const { wire, keeper } = tenants;
    const told = (answers: Answers) => telling(answers, [`${keptWord} `], ids).length;
    expect(told(await askAll(wire, { as: keeper }, listProbes()))).toBeGreaterThan(10);
    await open();
    expect(told(await asked(listProbes()))).toBeGreaterThan(10);
  });

  it('is gone for open streams when it is kept again, which hear nothing of it from then on', async () => {
    const { wire, keeper, sharer, address } = tenants;
    const stream = await openStream(address, other);
    const started = /^id: (.+)$/m.exec(stream.text())?.[1] ?? '';
    await wire.world.run(keeper, updateCases, { id: caseId, title: `${keptWord} open` });
    await stream.until(caseId);
    const seen = stream.text().length;
    await keep();
    await wire.world.run(keeper, updateCases, { id: caseId, title: `${keptWord} again` });
    await wire.world.run(keeper, createComment, { caseId, message: `${keptWord} calls @${other.login}` });
    await wire.world.run(keeper, notePresence, { place: { object: caseId }, doing: 'here' });
    await stream.until(await someCase(wire.world, sharer));
    const bare = { kind: 'gone', objectId: caseId, objectType: 'Case' };
    expect(framesNaming(stream.text().slice(seen))).toEqual([bare]);
    stream.close();
    const resumed = await openStream(address, other, started);
    const frames = framesNaming(resumed.text());
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect(frame).toEqual(bare);
    resumed.close();
  });

  it('is not found by a colleague any longer', async () => {
    const now = await asked();
    const before = new Map([...earlier].filter(([request]) => now.has(request)));
    // The colleague has seen one case come since, that of the stream.
    const cases = /"(?:list|count|wait)?\w*(?:Case|Audit|Share|User|Organisation)/;
    const unmoved = new Map([...before].filter(([request]) => !cases.test(request)));
    expect(changed(unmoved, now)).toEqual([]);
    expect(
      telling(new Map([...now].filter(([request]) => !request.includes(keptWord))), [keptWord], ids),
    ).toEqual([]);
    expect(await toldApart(tenants.wire, colleague, naming(), names())).toEqual([]);
  });
});

/** Data of the frames in a stream that hold an id of the case or of what is in it. */
function framesNaming(text: string): unknown[] {
  return [...text.matchAll(/^data: (.*)$/gm)].flatMap(([, data = '']) =>
    foundIn(data, [], ids).length === 0 ? [] : [JSON.parse(data) as unknown],
  );
}
