import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, row, share, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from '../alert/create-alert.ts';
import { createObservableType } from '../settings/reference-commands.ts';
import { createObservables, updateObservables } from './observable-commands.ts';

describe('createObservables', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  let alertId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
    caseId = await someCase(world, analyst);
    const raw = { type: 't', source: 's', sourceRef: 'r', title: 'Alert', description: 'd' };
    alertId = `~${String((await world.run(analyst, createAlert, raw)).values.id)}`;
  });
  afterAll(() => world.release());

  const add = (raw: object, call = {}) => world.run(analyst, createObservables, { caseId, ...raw }, call);
  const withFiles = async (...names: string[]) => {
    const files = await Promise.all(names.map((name) => world.upload(name, `content of ${name}`)));
    return { uploads: new Map([['attachment', files]]) };
  };

  it('makes one observable of each value, with the same marks', async () => {
    const raw = { dataType: 'ip', data: ['192.0.2.10', ' ', '192.0.2.11'], tags: ['b', 'a', 'a'], ioc: true };
    const { created, failed } = await add(raw);
    expect(failed).toEqual([]);
    expect(created).toHaveLength(2);
    expect(await row(world, 'observable', `~${created[0]}`)).toMatchObject({
      case_id: caseId.slice(1),
      root_id: caseId.slice(1),
      data: '192.0.2.10',
      tags: ['b', 'a'],
      ioc: true,
      tlp: 2,
      pap: 2,
      origin_kind: 'person',
    });
    expect(await audits(world, `~${created[0]}`)).toEqual([
      expect.objectContaining({
        action: 'create',
        object_type: 'Observable',
        context_type: 'Case',
        context_id: caseId.slice(1),
        details: expect.objectContaining({ data: '192.0.2.10' }),
      }),
    ]);
    expect(await world.stored(`select predicate from skep.tag where predicate in ('a', 'b')`)).toHaveLength(
      2,
    );
  });

  it('stores the real form of what is disguised, and everything else as it was typed', async () => {
    const typed: readonly (readonly [dataType: string, given: string, stored: string])[] = [
      ['url', ' hxxps://evil[.]example/a ', 'https://evil.example/a'],
      ['domain', 'EVIL[.]example', 'EVIL.example'],
      ['mail', 'a[at]evil.example', 'a@evil.example'],
      ['ip', '198.51.100[.]1', '198.51.100.1'],
      ['regexp', 'evil[.]example', 'evil[.]example'],
      ['other', 'h**p://x', 'h**p://x'],
      ['fqdn', 'WWW.Evil.example', 'WWW.Evil.example'],
    ];
    for (const [dataType, data, stored] of typed) {
      const { created } = await add({ dataType, data });
      expect((await row(world, 'observable', `~${created[0]}`)).data).toBe(stored);
    }
  });

  it('stores values in lower case where their type says so', async () => {
    const platform = await world.person(world.organisations.admin, 'admin');
    await world.run(platform, createObservableType, { name: 'handle', isCaseSensitive: false });
    const { created } = await add({ dataType: 'handle', data: 'EvilOne' });
    expect((await row(world, 'observable', `~${created[0]}`)).data).toBe('evilone');
    expect((await add({ dataType: 'handle', data: 'EVILONE' })).failed).toHaveLength(1);
  });

  it('tells what is there already, however it is written, and adds the rest', async () => {
    await add({ dataType: 'domain', data: 'first.example' });
    const { created, failed } = await add({
      dataType: 'domain',
      data: ['FIRST[.]example', 'second.example'],
    });
    expect(created).toHaveLength(1);
    expect(failed).toEqual([{ data: 'FIRST.example', attachment: undefined }]);
    const other = await someCase(world, analyst);
    expect((await add({ caseId: other, dataType: 'domain', data: 'first.example' })).created).toHaveLength(1);
    expect((await add({ dataType: 'fqdn', data: 'first.example' })).created).toHaveLength(1);
  });

  it('adds once what is asked for twice at the same time', async () => {
    const twice = { dataType: 'domain', data: 'race.example' };
    const results = await Promise.all([add(twice), add(twice)]);
    expect(results.map(({ created }) => created.length).sort()).toEqual([0, 1]);
  });

  it('adds to an alert', async () => {
    const raw = { caseId: undefined, alertId, dataType: 'ip', data: '192.0.2.20' };
    const { created } = await add(raw);
    expect(await row(world, 'observable', `~${created[0]}`)).toMatchObject({
      alert_id: alertId.slice(1),
      case_id: null,
      root_id: alertId.slice(1),
    });
    expect((await add(raw)).failed).toHaveLength(1);
  });

  it('dates what was sighted, unless a date is given', async () => {
    world.clock.now += 1_000;
    const { now } = world.clock;
    const { created } = await add({ dataType: 'ip', data: '192.0.2.30', sighted: true });
    expect((await row(world, 'observable', `~${created[0]}`)).sighted_at).toBe(now);
    const dated = await add({ dataType: 'ip', data: '192.0.2.31', sighted: true, sightedAt: 5 });
    expect((await row(world, 'observable', `~${dated.created[0]}`)).sighted_at).toBe(5);
  });

  it('makes one observable of each file, the same content only once', async () => {
    const call = await withFiles('a.exe', 'b.exe');
    const raw = { dataType: 'file', attachment: 'attachment' };
    const { created } = await add(raw, call);
    expect(await row(world, 'observable', `~${created[0]}`)).toMatchObject({
      data: null,
      attachment_name: 'a.exe',
      attachment_id: call.uploads.get('attachment')?.[0]?.id,
      attachment_hashes: call.uploads.get('attachment')?.[0]?.hashes,
    });
    const again = await add(raw, await withFiles('b.exe', 'c.exe'));
    expect(again.created).toHaveLength(1);
    expect(again.failed).toEqual([{ data: undefined, attachment: 'b.exe' }]);
  });

  it('takes a stored file that the caller sees, and none of another organisation', async () => {
    const file = await world.upload('secret.bin', 'top secret');
    const raw = {
      dataType: 'file',
      attachment: { id: file.id, name: 'again.bin', contentType: 'text/plain' },
    };
    await expect(add(raw)).rejects.toMatchObject({ code: 'notFound', message: 'Attachment not found' });
    const strangers = await world.organisation('strangers');
    const stranger = await world.person(strangers, 'analyst');
    const theirCase = await someCase(world, stranger);
    const uploads = new Map([['attachment', [file]]]);
    const theirs = { caseId: theirCase, dataType: 'file', attachment: 'attachment' };
    await world.run(stranger, createObservables, theirs, { uploads });
    await expect(add(raw)).rejects.toMatchObject({ code: 'notFound', message: 'Attachment not found' });
    await add({ dataType: 'file', attachment: 'attachment' }, { uploads });
    const second = await someCase(world, analyst);
    const { created } = await add({ ...raw, caseId: second });
    expect(await row(world, 'observable', `~${created[0]}`)).toMatchObject({
      attachment_id: file.id,
      attachment_name: 'again.bin',
      attachment_size: String(file.size),
    });
  });

  it('refuses files for values, values for files, and parts that did not come', async () => {
    const call = await withFiles('x.exe');
    const refuse = (raw: object, name: string, kind: string) =>
      expect(add(raw, call)).rejects.toMatchObject({ code: 'invalidFields', faults: [{ kind, name }] });
    await refuse({ dataType: 'ip', data: '192.0.2.1', attachment: 'attachment' }, 'attachment', 'invalid');
    await refuse({ dataType: 'file', data: 'x' }, 'attachment', 'missing');
    await refuse({ dataType: 'ip' }, 'data', 'missing');
    await refuse({ dataType: 'file', attachment: 'elsewhere' }, 'attachment', 'invalid');
  });

  it('names every bad field', async () => {
    const raw = {
      caseId: undefined,
      data: ['x', 7, 'y'.repeat(4_097)],
      tlp: 9,
      colour: 'red',
      attachment: { id: 1 },
    };
    await expect(add(raw)).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', name: 'caseId' }),
        expect.objectContaining({ kind: 'missing', name: 'dataType' }),
        expect.objectContaining({ kind: 'invalid', name: 'data[1]' }),
        expect.objectContaining({ kind: 'invalid', name: 'data[2]' }),
        expect.objectContaining({ kind: 'invalid', name: 'tlp' }),
        expect.objectContaining({ kind: 'unknown', name: 'colour' }),
        expect.objectContaining({ kind: 'invalid', name: 'attachment' }),
      ]),
    });
    await expect(add({ dataType: 'nothing', data: 'x' })).rejects.toMatchObject({
      faults: [{ name: 'dataType', given: 'nothing', choices: expect.arrayContaining(['ip', 'file']) }],
    });
  });

  it('names the bad types of all observables of an alert at once', async () => {
    const raw = { type: 't', source: 's', sourceRef: 'bad', title: 'Alert', description: 'd' };
    const observables = [{ dataType: 'nope', data: 'x' }, { dataType: 'file' }, { dataType: 'ip' }];
    await expect(world.run(analyst, createAlert, { ...raw, observables })).rejects.toMatchObject({
      faults: [
        { name: 'observables[0].dataType' },
        { name: 'observables[1].attachment' },
        { name: 'observables[2].data' },
      ],
    });
  });

  it('is refused without the permission, to strangers, and to a share that does not allow it', async () => {
    const raw = { caseId, dataType: 'ip', data: '192.0.2.99' };
    const reader = await world.person(world.organisations.first, 'read-only');
    const partner = await world.organisation('partner', world.organisations.first);
    const helper = await world.person(partner, 'analyst');
    await expect(world.run(reader, createObservables, raw)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(helper, createObservables, raw)).rejects.toMatchObject({ code: 'notFound' });
    await share(world, analyst, caseId, partner, 'read-only');
    await expect(world.run(helper, createObservables, raw)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });
});

describe('updateObservables', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    caseId = await someCase(world, analyst);
  });
  afterAll(() => world.release());

  const change = (id: string, raw: object) => world.run(analyst, updateObservables, { id, ...raw });

  it('changes marks and tags, with a record under the case', async () => {
    const id = await someObservable(world, analyst, caseId, { data: '198.51.100.1', tags: ['a', 'b'] });
    await change(id, { ioc: true, addTags: ['c'], removeTags: ['a'], message: 'm' });
    expect(await row(world, 'observable', id)).toMatchObject({ ioc: true, tags: ['b', 'c'], message: 'm' });
    expect((await audits(world, id))[1]).toMatchObject({
      action: 'update',
      context_type: 'Case',
      details: { ioc: true, tags: ['b', 'c'], message: 'm' },
      previous: { ioc: false, tags: ['a', 'b'], message: null },
    });
  });

  it('dates a sighting once, and forgets the date with the sighting', async () => {
    const id = await someObservable(world, analyst, caseId, { data: '198.51.100.2' });
    world.clock.now += 1_000;
    const { now } = world.clock;
    await change(id, { sighted: true });
    world.clock.now += 1_000;
    await change(id, { sighted: true, message: 'again' });
    expect((await row(world, 'observable', id)).sighted_at).toBe(now);
    await change(id, { sighted: false });
    expect((await row(world, 'observable', id)).sighted_at).toBeNull();
    await change(id, { sighted: true, sightedAt: 7 });
    expect((await row(world, 'observable', id)).sighted_at).toBe(7);
  });

  it('moves a value to another type of values, where it equals other data than before', async () => {
    const id = await someObservable(world, analyst, caseId, { dataType: 'other', data: 'Evil[.]example' });
    await change(id, { dataType: 'domain' });
    const moved = await row(world, 'observable', id);
    expect(moved).toMatchObject({ data_type: 'domain', data: 'Evil.example' });
    const there = await someObservable(world, analyst, caseId, { dataType: 'fqdn', data: 'a.example' });
    const same = await someObservable(world, analyst, caseId, { dataType: 'hostname', data: 'A.example' });
    await expect(change(same, { dataType: 'fqdn' })).rejects.toMatchObject({
      code: 'observableAlreadyExists',
    });
    expect((await row(world, 'observable', there)).match_hash).not.toEqual(moved.match_hash);
    const again = { caseId, dataType: 'domain', data: 'evil.example' };
    expect((await world.run(analyst, createObservables, again)).failed).toHaveLength(1);
  });

  it('refuses a type of the other sort, and one that does not exist', async () => {
    const id = await someObservable(world, analyst, caseId, { data: '198.51.100.3' });
    const uploads = new Map([['attachment', [await world.upload('f.bin', 'file')]]]);
    const raw = { caseId, dataType: 'file', attachment: 'attachment' };
    const { created } = await world.run(analyst, createObservables, raw, { uploads });
    for (const [one, dataType] of [
      [id, 'file'],
      [id, 'nothing'],
      [`~${created[0]}`, 'ip'],
    ] as const)
      await expect(change(one, { dataType })).rejects.toMatchObject({
        code: 'invalidFields',
        faults: [{ name: 'dataType', given: dataType }],
      });
  });

  it('changes several at once and passes over what cannot change', async () => {
    const ids = [
      await someObservable(world, analyst, caseId, { data: '198.51.100.4' }),
      await someObservable(world, analyst, caseId, { data: '198.51.100.5' }),
    ];
    await world.run(analyst, updateObservables, { ids, tlp: 4, data: 'other' });
    expect(await row(world, 'observable', ids[1] ?? '')).toMatchObject({ tlp: 4, data: '198.51.100.5' });
  });

  it('is refused without the permission, to strangers, and with bad fields', async () => {
    const id = await someObservable(world, analyst, caseId, { data: '198.51.100.6' });
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    await expect(world.run(reader, updateObservables, { id, ioc: true })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(stranger, updateObservables, { id, ioc: true })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(change(id, { tlp: 7, ioc: 'yes', addTags: [''], x: 1 })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ name: 'tlp' }),
        expect.objectContaining({ name: 'ioc' }),
        expect.objectContaining({ name: 'addTags' }),
        expect.objectContaining({ kind: 'unknown', name: 'x' }),
      ]),
    });
  });
});
