import { readFile } from 'node:fs/promises';
import { BlobReader, BlobWriter, TextReader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, someBundle, someProcedure } from '../../../../tests/support/attack.ts';
import { someField } from '../../../../tests/support/triage.ts';
import {
  finish,
  row,
  share,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { setCaseAccess } from '../case/case-access.ts';
import { createCustomEvent } from '../case/custom-event-commands.ts';
import { updateCases } from '../case/update-cases.ts';
import { createCasePage } from '../knowledge/page-commands.ts';
import { createObservables } from '../observable/observable-commands.ts';
import { systemActor } from '../settings/first-start.ts';
import { createCaseStatus, createCustomField, createObservableType } from '../settings/reference-commands.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { addCaseAttachments, addLogAttachments } from '../value/attachments.ts';
import { exportCase } from './export-case.ts';
import { type ImportedCase, importCase } from './import-case.ts';

describe('a case in an archive', () => {
  let here: World;
  let there: World;
  let ann: Actor;
  let zoe: Actor;
  beforeAll(async () => {
    here = await buildWorld();
    there = await buildWorld();
    ann = await here.person(here.organisations.first, 'org-admin', 'ann@main.test');
    await here.person(here.organisations.first, 'analyst', 'bob@main.test');
    zoe = await there.person(there.organisations.first, 'org-admin', 'zoe@main.test');
    await there.person(there.organisations.first, 'analyst', 'bob@main.test');
    there.clock.now += 86_400_000;
    await importFile(here, someBundle);
    await someField(here, 'unit');
    await someField(there, 'unit');
  });
  afterAll(async () => {
    await here.release();
    await there.release();
  });

  const packed = async (id: string, as = ann, password = 'secret words'): Promise<Uint8Array> => {
    const found = { op: 'get', entity: 'case', id: id.slice(1) } as const;
    const archive = await exportCase(here.dependencies, as, found, password);
    const bytes = await readFile(archive.path);
    await archive.release();
    await expect(readFile(archive.path)).rejects.toThrow();
    return bytes;
  };
  const unpacked = async (
    bytes: Uint8Array,
    raw: RawObject = {},
    as = zoe,
    world = there,
  ): Promise<ImportedCase> => {
    const file = await world.upload('case.skep', bytes);
    const uploads = new Map([['file', [file]]]);
    return world.run(as, importCase, { password: 'secret words', ...raw }, { uploads });
  };
  const filesIn = async (world: World, part: string, name: string, content: string) => ({
    uploads: new Map([[part, [await world.upload(name, content)]]]),
  });
  const full = async (): Promise<string> => {
    const id = await someCase(here, ann, {
      title: 'Phishing',
      tags: ['wave'],
      customFields: { unit: 'sales' },
      assignee: 'bob@main.test',
    });
    here.clock.now += 60_000;
    const task = await someTask(here, ann, id, {
      title: 'Contain',
      description: 'At once',
      assignee: 'bob@main.test',
    });
    const log = await here.run(ann, createLog, {
      taskId: task,
      message: 'Blocked',
      includeInTimeline: here.clock.now,
    });
    await here.run(
      ann,
      addLogAttachments,
      { id: `~${log.id}` },
      await filesIn(here, 'attachments', 'log.txt', 'of the log'),
    );
    const [file] = await here.run(
      ann,
      addCaseAttachments,
      { id },
      await filesIn(here, 'attachments', 'note.txt', 'of the case'),
    );
    const observable = await someObservable(here, ann, id, { tags: ['c2'], ioc: true });
    const sample = { caseId: id, dataType: 'file', attachment: 'attachment' };
    await here.run(
      ann,
      createObservables,
      sample,
      await filesIn(here, 'attachment', 'sample.bin', 'of the sample'),
    );
    await here.run(ann, createComment, { caseId: id, message: 'Looks bad' });
    const job = await someJob(here, ann, await analyzer(), observable);
    await finish(here, ann, 'job', job, { report: { full: { found: 'evil' } } });
    await someProcedure(here, ann, { caseId: id });
    const evidence = [observable, `~${file}`];
    await here.run(ann, createCustomEvent, {
      caseId: id,
      title: 'Mail sent',
      date: here.clock.now,
      evidence,
    });
    await here.run(ann, createCasePage, { caseId: id, title: 'Notes', content: 'Text', category: 'Report' });
    return id;
  };
  const analyzer = async (): Promise<string> => {
    const name = `Lookup ${here.clock.now}`;
    await someNeuron(here, ann, 'analyzer', { name });
    return name;
  };

  it('comes to another instance whole: with people, dates and files, under a new number', async () => {
    const id = await full();
    const before = await row(here, 'case', id);
    await someCase(there, zoe);
    const made = await unpacked(await packed(id));
    expect(made.errors).toEqual([]);
    expect([made.observables.length, made.procedures.length]).toEqual([2, 1]);
    const after = await row(there, 'case', `~${made.id}`);
    for (const same of [
      'title',
      'description',
      'tags',
      'created_at',
      'created_by',
      'start_date',
      'new_date',
      'assignee',
      'stage',
    ])
      expect(after[same], same).toEqual(before[same]);
    expect(after.number).not.toBe(undefined);
    expect(after.organisation_id).toBe(zoe.organisation.id);
    const stored = (table: string, columns: string): Promise<readonly unknown[]> =>
      there.stored(
        `select ${columns}, created_by, created_at from skep.${table} where root_id = $1 order by id`,
        [made.id],
      );
    const imported = { origin_kind: 'import', created_by: 'ann@main.test', created_at: here.clock.now };
    expect(await stored('task', 'title, description, origin_kind')).toEqual([
      { title: 'Contain', description: 'At once', ...imported },
    ]);
    expect(await stored('task_log', 'message, origin_kind')).toEqual([{ message: 'Blocked', ...imported }]);
    expect(await stored('comment', 'message, origin_kind')).toEqual([{ message: 'Looks bad', ...imported }]);
    expect(await stored('attachment', 'name, origin_kind')).toEqual([
      { name: 'note.txt', ...imported },
      { name: 'log.txt', ...imported },
    ]);
    expect(await stored('observable', 'data, attachment_name, ioc, origin_kind')).toEqual([
      { data: '192.0.2.1', attachment_name: null, ioc: true, ...imported },
      { data: null, attachment_name: 'sample.bin', ioc: false, ...imported },
    ]);
    expect(await stored('job', 'status, report')).toMatchObject([
      { status: 'Success', report: { full: { found: 'evil' } }, created_by: 'ann@main.test' },
    ]);
    expect(await stored('procedure', 'pattern_id')).toMatchObject([{ pattern_id: 'T1059.006' }]);
    expect(await stored('custom_event', 'title')).toMatchObject([{ title: 'Mail sent' }]);
    const evidence = await there.stored(
      `select o.data, a.name from skep.custom_event e join skep.observable o on o.id = any(e.evidence)
        join skep.attachment a on a.id = any(e.evidence) where e.root_id = $1 and a.root_id = $1`,
      [made.id],
    );
    expect(evidence).toEqual([{ data: '192.0.2.1', name: 'note.txt' }]);
    expect(await stored('page', 'title, content')).toMatchObject([{ title: 'Notes', content: 'Text' }]);
    const fields = await there.stored(
      'select name, string_value from skep.custom_field_value where root_id = $1',
      [made.id],
    );
    expect(fields).toEqual([{ name: 'unit', string_value: 'sales' }]);
    const hashes = await there.stored(
      'select content_hash as digest from skep.attachment where root_id = $1 order by id',
      [made.id],
    );
    const { stream } = await there.files.open(String(hashes[0]?.digest));
    expect(Buffer.concat(await stream.toArray()).toString()).toBe('of the case');
    const [record] = await there.stored(
      `select created_by, details->'imported' as imported from skep.audit where object_id = $1 and action = 'create'`,
      [made.id],
    );
    expect(record).toEqual({
      created_by: zoe.login,
      imported: { number: Number(before.number), objects: 13 },
    });
    await there.run(zoe, updateCases, { id: `~${made.id}`, title: 'Ours now' });
  });

  it('comes back beside itself where it was, with its shares', async () => {
    const partner = await here.organisation('partner', here.organisations.first);
    const id = await someCase(here, ann);
    await share(here, ann, id, partner, 'read-only');
    const made = await unpacked(await packed(id), {}, ann, here);
    const shares = await here.stored(
      `select s.organisation_id as organisation, p.name as profile, s.task_rule from skep.share s join skep.profile p on p.id = s.profile_id where s.entity_id = $1 and not s.owner`,
      [made.id],
    );
    expect(shares).toEqual([{ organisation: partner.id, profile: 'read-only', task_rule: 'autoShare' }]);
    const alone = await unpacked(await packed(id), { sharingParameters: [] }, ann, here);
    expect(await row(here, 'case', `~${alone.id}`)).toMatchObject({ shared: false });
    const elsewhere = await unpacked(await packed(id));
    expect(elsewhere.errors).toContainEqual({
      kind: 'share',
      name: 'partner',
      reason: 'Organisation not found',
    });
  });

  it('tells what the other instance does not know, and takes over the rest', async () => {
    const admin = systemActor(here.organisations.admin);
    await here.run(admin, createCaseStatus, { value: 'Parked', stage: 'InProgress' });
    await here.run(admin, createObservableType, { name: 'badge' });
    await here.run(admin, createCustomField, {
      name: 'floor',
      group: 'g',
      description: 'd',
      type: 'integer',
    });
    const id = await someCase(here, ann, { customFields: { floor: 3 } });
    await here.run(ann, updateCases, { id, status: 'Parked' });
    await someObservable(here, ann, id, { dataType: 'badge', data: '0815' });
    await someTask(here, ann, id, { assignee: ann.login });
    const made = await unpacked(await packed(id));
    expect(made.errors).toEqual([
      expect.objectContaining({ kind: 'case', name: 'Parked' }),
      expect.objectContaining({ kind: 'case', name: 'ann@main.test' }),
      expect.objectContaining({ kind: 'case', name: 'floor' }),
      expect.objectContaining({ kind: 'task', name: 'ann@main.test' }),
      expect.objectContaining({ kind: 'observable', name: 'badge' }),
    ]);
    expect(await row(there, 'case', `~${made.id}`)).toMatchObject({ status: 'New', assignee: null });
  });

  it('that is kept to people stays so, for those who are here and whoever imports it', async () => {
    const id = await someCase(here, ann);
    const access = { _kind: 'UserAccessKind', users: [ann.login, 'bob@main.test'] };
    await here.run(ann, setCaseAccess, { id, access });
    const made = await unpacked(await packed(id));
    expect(await row(there, 'case', `~${made.id}`)).toMatchObject({
      access_kind: 'UserAccessKind',
      restricted_to: [zoe.login, 'bob@main.test'],
    });
    expect(made.errors).toContainEqual(expect.objectContaining({ kind: 'access', name: ann.login }));
  });

  it('holds what its asker sees, and is encrypted, names of files included', async () => {
    const id = await full();
    const partner = await here.organisation('guests', here.organisations.first);
    const guest = await here.person(partner, 'analyst', 'gus@guests.test');
    await expect(packed(id, guest)).rejects.toMatchObject({ code: 'notFound' });
    await expect(packed(id, ann, '')).rejects.toMatchObject({ code: 'invalidFields' });
    const bytes = await packed(id);
    const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])));
    const entries = await reader.getEntries();
    expect(entries.map(({ filename, encrypted, zipCrypto }) => [filename, encrypted, zipCrypto])).toEqual([
      ['manifest.json', true, false],
      ['objects.jsonl', true, false],
      ['files/0', true, false],
      ['files/1', true, false],
      ['files/2', true, false],
    ]);
    await reader.close();
    for (const word of ['Phishing', 'sample.bin', 'ann@main.test', 'of the case'])
      expect(Buffer.from(bytes).includes(word), word).toBe(false);
  });

  const zipped = async (
    entries: Readonly<Record<string, string>>,
    password: string | undefined = 'secret words',
  ) => {
    const writer = new ZipWriter(new BlobWriter(), {
      ...(password === undefined ? {} : { password }),
      useWebWorkers: false,
    });
    for (const [name, content] of Object.entries(entries)) await writer.add(name, new TextReader(content));
    return new Uint8Array(await (await writer.close()).arrayBuffer());
  };
  const manifest = JSON.stringify({ format: 'skep-case', edition: 1 });
  const caseLine = JSON.stringify({ kind: 'case', id: '1', values: { title: 'x', description: 'x' } });

  it('is refused with a wrong password, when it is damaged, and by whoever may not make cases', async () => {
    const bytes = await packed(await someCase(here, ann));
    const refusal = { code: 'archiveRefused' };
    await expect(unpacked(bytes, { password: 'other words' })).rejects.toMatchObject(refusal);
    const damaged = Uint8Array.from(bytes);
    damaged[120] = (damaged[120] ?? 0) ^ 0xff;
    await expect(unpacked(damaged)).rejects.toMatchObject(refusal);
    await expect(unpacked(bytes.subarray(0, 200))).rejects.toMatchObject(refusal);
    await expect(unpacked(Buffer.from('no zip'))).rejects.toMatchObject(refusal);
    await expect(unpacked(bytes, { password: undefined })).rejects.toMatchObject({ code: 'invalidFields' });
    const reader = await there.person(there.organisations.first, 'read-only');
    await expect(unpacked(bytes, {}, reader)).rejects.toMatchObject({ code: 'permissionMissing' });
  });

  it('is refused with anything in it that is not of its form', async () => {
    const refusal = { code: 'archiveRefused' };
    const good = { 'manifest.json': manifest, 'objects.jsonl': `${caseLine}\n` };
    expect((await unpacked(await zipped(good))).errors).toEqual([]);
    const line = (object: unknown): string => `${caseLine}\n${JSON.stringify(object)}\n`;
    const bad: Record<string, string>[] = [
      { ...good, '../../etc/passwd': 'x' },
      { ...good, 'files/../x': 'x' },
      { 'manifest.json': manifest },
      { 'objects.jsonl': caseLine },
      { ...good, 'manifest.json': '{"format":"skep-case","edition":2}' },
      { ...good, 'manifest.json': '[]' },
      { ...good, 'objects.jsonl': 'no json' },
      { ...good, 'objects.jsonl': `${caseLine}\n${caseLine}` },
      { ...good, 'objects.jsonl': line({ kind: 'user', id: '1', values: {} }) },
      { ...good, 'objects.jsonl': line({ kind: 'task', id: '1', values: { title: 'x'.repeat(200) } }) },
      { ...good, 'objects.jsonl': line({ kind: 'task', id: '1', values: {} }) },
      { ...good, 'objects.jsonl': line({ kind: 'attachment', id: '1', values: { name: 'a' } }) },
      { ...good, 'objects.jsonl': line({ kind: 'attachment', id: '1', values: { name: 'a' }, file: 3 }) },
    ];
    for (const entries of bad)
      await expect(unpacked(await zipped(entries)), JSON.stringify(entries)).rejects.toMatchObject(refusal);
    await expect(unpacked(await zipped(good, ''))).rejects.toMatchObject(refusal);
    const sly = line({
      kind: 'task',
      id: '1',
      values: { title: 'x', organisationId: '1', rootId: '1', id: '5' },
    });
    const made = await unpacked(await zipped({ ...good, 'objects.jsonl': sly }));
    const rows = await there.stored('select organisation_id, root_id from skep.task where root_id = $1', [
      made.id,
    ]);
    expect(rows).toEqual([{ organisation_id: zoe.organisation.id, root_id: made.id }]);
  });
});
