import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FailingWay, openFailingWay } from '../../../tests/support/failing-way.ts';
import { asOldApiTells, type Picture, pictureOf } from '../../../tests/support/import-picture.ts';
import { fillSource } from '../../../tests/support/import-source.ts';
import { buildWire, type Person, type Wire } from '../../../tests/support/wire.ts';
import { isNews } from '../commands/archive/taken-over.ts';
import { systemActor } from '../commands/settings/first-start.ts';
import { createUser } from '../commands/settings/people-commands.ts';
import { type ImportOutcome, runImport } from './run-import.ts';

describe('an import', () => {
  let source: Wire;
  let way: FailingWay;
  let ann: Person;
  let there: readonly Picture[];
  const pauses: number[] = [];
  const targets: Wire[] = [];
  beforeAll(async () => {
    source = await buildWire();
    ann = await fillSource(source);
    await source.server.listen({ host: '127.0.0.1', port: 0 });
    const address = source.server.server.address();
    way = await openFailingWay(typeof address === 'object' ? (address?.port ?? 0) : 0);
    there = [await pictureOf(source, ann, 'main'), await pictureOf(source, ann, 'blue team')];
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
  const importInto = async (
    target: Wire,
    failing: FailingWay['failing'] = () => undefined,
  ): Promise<ImportOutcome> => {
    way.failing = failing;
    return runImport({
      commands: target.world.dependencies,
      connection: {
        address: way.address,
        key: ann.key,
        signal: new AbortController().signal,
        pause: async (milliseconds) => void pauses.push(milliseconds),
      },
      organisation: undefined,
      tell: () => undefined,
    });
  };
  const readerIn = ({ person, world }: Wire): Promise<Person> =>
    person(world.organisations.first, 'org-admin', ann.login);
  const pictures = async (target: Wire): Promise<readonly Picture[]> => {
    const { world } = target;
    const reader = await readerIn(target);
    const more = { login: ann.login, name: ann.login, profile: 'org-admin', organisation: 'blue team' };
    await world.run(systemActor(world.organisations.admin), createUser, more);
    return [await pictureOf(target, reader, 'main'), await pictureOf(target, reader, 'blue team')];
  };

  it('brings everything over v1: the same numbers, people, dates, texts and files, and none of it is news', async () => {
    const target = await emptyTarget();
    const { head, report } = await importInto(target);
    expect(head).toMatchObject({ dialect: 'v1', stopped: undefined, missing: [] });
    expect(Object.fromEntries(report.kinds)).toMatchObject({
      case: { read: 3, made: 3, left: 0, adapted: 0 },
      alert: { read: 4, made: 4, left: 0, adapted: 0 },
    });
    expect(report.failures).toEqual([]);
    expect(await pictures(target)).toEqual(there);
    expect(report.of('log')).toMatchObject({ read: 1, made: 1 });
    const news = `select object_type from skep.audit a where ${isNews('a')} and object_type in ('Case', 'Alert', 'Observable')`;
    expect(await target.world.stored(news)).toEqual([]);
  });

  it('makes nothing twice when it is repeated, and says what has changed at the source since', async () => {
    const [target] = targets;
    if (target === undefined) throw new Error('Nothing was imported yet');
    const rows = () =>
      target.world.stored(
        'select (select count(*) from skep."case") as cases, (select count(*) from skep.alert) as alerts, (select count(*) from skep.observable) as observables',
      );
    const before = await rows();
    source.world.clock.now += 60_000;
    const changed = { as: ann, body: { title: 'Changed since' } };
    expect((await source.send('PATCH', '/api/v1/case/1', changed)).status).toBe(204);
    there = [await pictureOf(source, ann, 'main'), await pictureOf(source, ann, 'blue team')];
    const { report } = await importInto(target);
    expect(Object.fromEntries(report.kinds)).toMatchObject({
      user: { made: 0 },
      caseTemplate: { made: 0, present: 1 },
      case: { read: 3, made: 0, present: 3, changed: 1 },
      alert: { read: 4, made: 0, present: 4, changed: 0 },
    });
    expect(await rows()).toEqual(before);
  });

  it('tells what it could not read, brings the rest, and goes on where it ended until everything is there', async () => {
    const target = await emptyTarget();
    const refused = await importInto(target, (path, body) => {
      if (body.includes('listCustomField')) return { status: 200, body: '<html>Not found</html>' };
      if (body.includes('listProfile')) return { status: 403, body: '{"type":"AuthorizationError"}' };
      if (body.includes('"comments"') && body.includes('getCase')) return { status: 500, body: 'no' };
      return path.includes('/datastore/') || path.includes('/download') ? { status: 404 } : undefined;
    });
    expect(refused.head.stopped).toBeUndefined();
    expect(refused.report.failures).toEqual([
      { what: 'profile of admin', reason: expect.stringContaining('the key may not read it') },
      { what: 'customField of admin', reason: 'The source does not answer in JSON' },
    ]);
    expect(refused.report.of('case')).toMatchObject({ read: 3, made: 0, left: 3 });
    // The fourth is held by a case that did not come.
    expect(refused.report.of('alert')).toMatchObject({ read: 4, made: 3, left: 1 });
    const begun = way.asked;
    const stopped = await importInto(target, () => (way.asked > begun + 40 ? 'hangUp' : undefined));
    expect(stopped.head.stopped).toContain('cannot be reached');
    expect(stopped.report.of('case').made).toBeLessThan(3);
    pauses.length = 0;
    const ended = await importInto(target, () =>
      pauses.length === 0 ? { status: 429, headers: { 'retry-after': '7' } } : undefined,
    );
    expect(pauses).toEqual([7_000]);
    expect(ended.head.stopped).toBeUndefined();
    expect(stopped.report.of('case').made + ended.report.of('case').made).toBe(3);
    expect(await pictures(target)).toEqual(there);
  });

  it('brings what the older API tells from a source that speaks no other', async () => {
    const target = await emptyTarget();
    const { head, report } = await importInto(target, (path) =>
      path.startsWith('/api/v1/') ? { status: 404, body: '{}' } : undefined,
    );
    expect(head).toMatchObject({ dialect: 'v0', stopped: undefined });
    expect(report.failures).toEqual([]);
    const reader = await readerIn(target);
    const [main] = there;
    const here = asOldApiTells(await pictureOf(target, reader, 'main'), '#1');
    expect(here).toEqual(main === undefined ? undefined : asOldApiTells(main, '#1'));
    expect(report.of('case')).toMatchObject({ made: 2, left: 0 });
    expect(report.of('case').reasons).toContainEqual({
      what: '#3: owner',
      reason: 'It belongs to an organisation that this import does not read; here to main',
      came: true,
    });
  });
});
