import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FailingWay, openFailingWay } from '../../../tests/support/failing-way.ts';
import { type Picture, pictureOf } from '../../../tests/support/import-picture.ts';
import { fillSource } from '../../../tests/support/import-source.ts';
import { buildWire, type Person, type Wire } from '../../../tests/support/wire.ts';
import { systemActor } from '../commands/first-start.ts';
import { updateOrganisation } from '../commands/organisation-commands.ts';
import { createUser } from '../commands/people-commands.ts';
import { type ImportOutcome, runImport } from './run-import.ts';

describe('an import', () => {
  let source: Wire;
  let way: FailingWay;
  let ann: Person;
  let there: readonly Picture[];
  const targets: Wire[] = [];
  beforeAll(async () => {
    source = await buildWire();
    ann = await fillSource(source);
    await source.server.listen({ host: '127.0.0.1', port: 0 });
    const address = source.server.server.address();
    way = await openFailingWay(typeof address === 'object' ? (address?.port ?? 0) : 0);
    there = [await pictureOf(source, ann, 'main'), await pictureOf(source, ann, 'blue team')];
  });
  afterEach(() => {
    way.failing = () => undefined;
  });
  afterAll(async () => {
    await way.close();
    await source.release();
    for (const target of targets) await target.release();
  });

  const emptyTarget = async (): Promise<Wire> => {
    const target = await buildWire();
    target.world.clock.now += 10 * 86_400_000;
    targets.push(target);
    return target;
  };
  const importInto = (target: Wire, organisation?: string): Promise<ImportOutcome> =>
    runImport({
      commands: target.world.dependencies,
      connection: {
        address: way.address,
        key: ann.key,
        signal: new AbortController().signal,
        pause: async () => undefined,
      },
      organisation,
      tell: () => undefined,
    });
  const pictures = async (target: Wire): Promise<readonly Picture[]> => {
    const { world } = target;
    const reader = await target.person(world.organisations.first, 'org-admin', ann.login);
    const more = { login: ann.login, name: ann.login, profile: 'org-admin', organisation: 'blue team' };
    await world.run(systemActor(world.organisations.admin), createUser, more);
    return [await pictureOf(target, reader, 'main'), await pictureOf(target, reader, 'blue team')];
  };

  it('brings everything over v1: the same numbers, people, dates, texts and files', async () => {
    const target = await emptyTarget();
    const { head, report } = await importInto(target);
    expect(head).toMatchObject({ dialect: 'v1', stopped: undefined });
    expect(Object.fromEntries(report.kinds)).toMatchObject({
      case: { read: 3, made: 3, left: 0 },
      alert: { read: 4, made: 4, left: 0 },
    });
    expect(report.failures).toEqual([]);
    expect(await pictures(target)).toEqual(there);
  });

  it('makes nothing twice when it is repeated, and says what has changed at the source since', async () => {
    const [target] = targets;
    if (target === undefined) throw new Error('Nothing was imported yet');
    const { world } = target;
    const count =
      'select (select count(*) from skep."case") as cases, (select count(*) from skep.alert) as alerts, (select count(*) from skep.observable) as observables';
    const before = await world.stored(count);
    const { report } = await importInto(target);
    expect(Object.fromEntries(report.kinds)).toMatchObject({
      case: { read: 3, made: 0, present: 3, changed: 0 },
      alert: { read: 4, made: 0, present: 4, changed: 0 },
      user: { made: 0 },
      caseTemplate: { made: 0, present: 1 },
    });
    expect(await world.stored(count)).toEqual(before);
    await world.run(systemActor(world.organisations.admin), updateOrganisation, {
      id: 'blue team',
      description: 'Ours',
    });
    source.world.clock.now += 60_000;
    const changed = { as: ann, body: { title: 'Changed since' } };
    expect((await source.send('PATCH', '/api/v1/case/1', changed)).status).toBe(204);
    expect((await importInto(target)).report.of('case')).toMatchObject({ present: 3, changed: 1, made: 0 });
    there = [await pictureOf(source, ann, 'main'), await pictureOf(source, ann, 'blue team')];
  });

  it('goes on where it ended when the source went away in the middle', async () => {
    const target = await emptyTarget();
    const begun = way.asked;
    way.failing = () => (way.asked > begun + 45 ? 'hangUp' : undefined);
    const first = await importInto(target);
    expect(first.head.stopped).toContain('cannot be reached');
    expect(first.report.of('case').made).toBeLessThan(3);
    way.failing = () => undefined;
    const second = await importInto(target);
    expect(second.head.stopped).toBeUndefined();
    expect(first.report.of('case').made + second.report.of('case').made).toBe(3);
    expect(await pictures(target)).toEqual(there);
  });

  it('tells what it could not read and why, and brings the rest', async () => {
    const target = await emptyTarget();
    way.failing = (path, body) => {
      if (body.includes('listCustomField')) return { status: 200, body: '<html>Not found</html>' };
      if (body.includes('listProfile')) return { status: 403, body: '{"type":"AuthorizationError"}' };
      if (body.includes('"comments"') && body.includes('getCase')) return { status: 500, body: 'no' };
      if (path.includes('/download') || path.includes('/datastore/')) return { status: 404 };
      return undefined;
    };
    const { head, report } = await importInto(target);
    expect(head.stopped).toBeUndefined();
    expect(report.failures).toEqual([
      { what: 'profile of admin', reason: expect.stringContaining('the key may not read it') },
      { what: 'customField of admin', reason: 'The source does not answer in JSON' },
    ]);
    expect(report.of('case')).toMatchObject({ read: 3, made: 0, left: 3 });
    // One alert is held by a case that did not come, all others bring no files.
    expect(report.of('alert')).toMatchObject({ read: 4, made: 3, left: 1 });
    way.failing = () => undefined;
    await importInto(target);
    expect(await pictures(target)).toEqual(there);
  });

  it('waits when the source asks to come later', async () => {
    const target = await emptyTarget();
    const pauses: number[] = [];
    way.failing = () => (pauses.length === 0 ? { status: 429, headers: { 'retry-after': '7' } } : undefined);
    await runImport({
      commands: target.world.dependencies,
      connection: {
        address: way.address,
        key: ann.key,
        signal: new AbortController().signal,
        pause: async (milliseconds) => void pauses.push(milliseconds),
      },
      organisation: 'blue team',
      tell: () => undefined,
    });
    expect(pauses).toEqual([7_000]);
    expect(
      await pictureOf(target, await target.person(target.world.organisations.first, 'analyst'), 'main'),
    ).toMatchObject({ alerts: [] });
  });
});
