import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordedTheHive, startRecordedTheHive } from '../../../tests/support/recorded-thehive3.ts';
import { someAlert } from '../../../tests/support/triage.ts';
import { someCase } from '../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { systemActor } from '../commands/settings/first-start.ts';
import type { Actor } from '../model/actor.ts';
import type { ReadObject } from '../query/stage.ts';
import { reportText } from './report.ts';
import { type ImportOutcome, runImport } from './run-import.ts';
import { onlyOrganisation } from './source.ts';

describe('an import from TheHive 3', () => {
  let source: RecordedTheHive;
  let target: World;
  let outcome: ImportOutcome;
  let actor: Actor;
  beforeAll(async () => {
    source = await startRecordedTheHive();
    target = await buildWorld();
    outcome = await runImport({
      commands: target.dependencies,
      connection: { address: source.address, key: 'a-secret-key', signal: new AbortController().signal },
      organisation: undefined,
      tell: () => undefined,
    });
    const [row] = await target.stored('select id from skep.organisation where name = $1', [onlyOrganisation]);
    actor = systemActor({ id: String(row?.id), name: onlyOrganisation });
  });
  afterAll(async () => {
    await source.close();
    await target.release();
  });
  const listed = async (entity: string, ...relations: string[]): Promise<readonly ReadObject[]> =>
    target.objects(actor, [
      { op: 'list', entity },
      ...relations.map((relation) => ({ op: 'follow', relation }) as const),
      { op: 'output' },
    ]);
  const valuesOf = async (entity: string, ...relations: string[]) =>
    (await listed(entity, ...relations)).map(({ values }) => values);

  it('says what it is, and puts everything into one organisation', () => {
    expect(outcome.head).toMatchObject({
      version: '3.5.2-1',
      dialect: 'v0',
      stopped: undefined,
      missing: expect.arrayContaining(['comment']),
    });
    expect(outcome.report.failures).toEqual([]);
    expect(outcome.report.of('case')).toMatchObject({ read: 1, made: 1, left: 0 });
    expect(outcome.report.of('alert')).toMatchObject({ read: 2, made: 2, left: 0 });
    expect(outcome.report.of('log')).toMatchObject({ read: 1, made: 1 });
    expect(outcome.report.of('observable')).toMatchObject({ read: 3, made: 3 });
  });

  it('keeps numbers, dates and people, who get the domain that their logins lack', async () => {
    const created = 1_546_300_800_000;
    expect(await valuesOf('case')).toMatchObject([
      {
        number: 407,
        status: 'TruePositive',
        stage: 'Closed',
        assignee: 'gone@thehive.local',
        createdBy: 'jdoe@thehive.local',
        createdAt: created,
        updatedBy: 'gone@thehive.local',
        startDate: created,
        newDate: created,
        endDate: created + 7_200_000,
        closedDate: created + 7_200_000,
        tlp: 4,
        impactStatus: 'NoImpact',
      },
    ]);
    const people = await target.stored(
      "select login, locked from skep.user_account where login like '%@thehive.local' and login not like 'system@%' order by login",
    );
    expect(people).toEqual([
      { login: 'gone@thehive.local', locked: true },
      { login: 'jdoe@thehive.local', locked: false },
    ]);
  });

  it('brings tasks with logs and their file, observables with short reports, and custom fields', async () => {
    expect(await valuesOf('case', 'tasks')).toMatchObject([
      { title: 'Isolate', assignee: 'jdoe@thehive.local' },
    ]);
    expect(await valuesOf('case', 'tasks', 'logs')).toMatchObject([{ message: 'Isolated' }]);
    expect(await valuesOf('case', 'tasks', 'logs', 'attachments')).toMatchObject([
      { name: 'proof.txt', size: 12 },
    ]);
    const observables = await valuesOf('case', 'observables');
    expect(observables).toHaveLength(2);
    expect(observables).toContainEqual(expect.objectContaining({ dataType: 'mail-subject', data: 'Hello' }));
    expect(observables).toContainEqual(
      expect.objectContaining({
        data: 'evil.example',
        reports: { VT_3_0: { taxonomies: [expect.anything()] } },
      }),
    );
    const [found] = await listed('case');
    expect(found?.customFields?.map(({ name, value }) => [name, value])).toEqual([
      ['unit', 'vip'],
      ['cost', 12.5],
    ]);
  });

  it('ties the alert, with the observables it carries, to its case', async () => {
    const [found] = await valuesOf('case');
    expect(await valuesOf('alert')).toMatchObject([
      { title: 'Of the deleted case', caseId: null },
      { status: 'Imported', caseId: found?.id, observableCount: 1 },
    ]);
    expect(await valuesOf('alert', 'observables')).toMatchObject([{ data: '198.51.100.9', tags: ['src'] }]);
  });

  it('leaves alone what is here under the same name, number or key', async () => {
    const busy = await buildWorld();
    try {
      const tenant = systemActor(await busy.organisation(onlyOrganisation));
      const drawn = { sql: "select setval('skep.case_number', 406)", parameters: [] };
      await busy.dependencies.database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run(drawn),
      );
      await someCase(busy, tenant, { assignee: null });
      await someAlert(busy, tenant, { type: 'external', source: 'siem', sourceRef: 'e1', title: 'Ours' });
      const { report } = await runImport({
        commands: busy.dependencies,
        connection: { address: source.address, key: 'a-secret-key', signal: new AbortController().signal },
        organisation: onlyOrganisation,
        tell: () => undefined,
      });
      expect(report.of('organisation')).toMatchObject({ read: 1, made: 0, present: 1 });
      expect(await busy.stored('select number from skep."case" order by number')).toEqual([
        { number: 407 },
        { number: 408 },
      ]);
      expect(report.of('case').reasons).toContainEqual({
        what: '#407: case 407',
        reason: 'The number is taken here; the case has number 408',
        came: true,
      });
      expect(report.of('alert')).toMatchObject({ read: 2, made: 1, left: 1 });
      expect(report.of('alert').reasons).toContainEqual({
        what: 'e1',
        reason: expect.stringContaining('exists'),
        came: false,
      });
      expect(await busy.stored("select title from skep.alert where source_ref = 'e1'")).toEqual([
        { title: 'Ours' },
      ]);
    } finally {
      await busy.release();
    }
  });

  it('tells what it had to leave out or cut', () => {
    const told = outcome.report.of('case').reasons.map(({ what, reason }) => `${what}: ${reason}`);
    expect(told).toEqual([
      '#407: case AWcase title: The value was cut to what is possible here (512 characters)',
      '#407: case lost: There is no such custom field',
    ]);
    expect(outcome.report.of('alert').reasons).toEqual([
      { what: 'e2: case', reason: 'The key sees no such case; the alert is tied to none', came: true },
    ]);
    expect(reportText(outcome.head, outcome.report)).toContain(
      'case #407: case lost: There is no such custom field',
    );
    expect(outcome.file).not.toContain('a-secret-key');
  });
});
