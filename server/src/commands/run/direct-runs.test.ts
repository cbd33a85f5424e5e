import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits, finish, row, someDirectRun, someNeuron } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { purgeDeleted } from '../frame/purge-deleted.ts';
import { deleteDirectRun, requestDirectRun } from './direct-runs.ts';
import { updateNeuron } from './neuron-commands.ts';
import { startRun } from './start-run.ts';

const minute = 60_000;

describe('direct runs', () => {
  let world: World;
  let analyst: Actor;
  let lead: Actor;
  let reader: Actor;
  let stranger: Actor;
  let analyzer: string;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    analyst = await world.person(first, 'analyst', 'ann@main.test');
    lead = await world.person(first, 'org-admin');
    reader = await world.person(first, 'read-only');
    stranger = await world.person(await world.organisation('elsewhere'), 'org-admin');
    analyzer = await someNeuron(world, lead, 'analyzer', { name: 'Lookup' });
    await someNeuron(world, lead, 'responder', { name: 'Block' });
  });
  afterAll(() => world.release());

  const stored = (id: string) => row(world, 'direct_run', `~${id}`);
  const upload = async (content: string) => {
    const file = await world.upload('mail.eml', content);
    return { file, uploads: new Map([['data', [file]]]) };
  };

  it('are stored and queued in one go, for the organisation that asks', async () => {
    const raw = { dataType: 'domain', data: 'a.example', tlp: 4, pap: 1, message: 'm', parameters: { a: 1 } };
    const id = await someDirectRun(world, analyst, 'Lookup', { ...raw, label: 'mine' });
    expect(world.queued.at(-1)).toEqual({ kind: 'directRun', id });
    expect(await stored(id)).toMatchObject({
      organisation_id: world.organisations.first.id,
      kind: 'analyzer',
      status: 'Waiting',
      neuron_id: analyzer.slice(1),
      neuron_name: 'Lookup',
      data_type: 'domain',
      data: 'a.example',
      tlp: 4,
      pap: 1,
      message: 'm',
      label: 'mine',
      parameters: { a: 1 },
      file_ids: [],
      created_by: 'ann@main.test',
    });
    expect(await audits(world, `~${id}`)).toMatchObject([
      { action: 'create', object_type: 'DirectRun', context_type: 'DirectRun', context_id: id },
    ]);
  });

  it('have the usual markings where nothing is said', async () => {
    expect(await stored(await someDirectRun(world, analyst, analyzer))).toMatchObject({
      tlp: 2,
      pap: 2,
      message: '',
      label: null,
    });
  });

  it('take a file in place of a value, and start with it', async () => {
    const { file, uploads } = await upload('From: a@b.example');
    const id = await someDirectRun(world, analyst, analyzer, {}, uploads);
    expect(await stored(id)).toMatchObject({
      data: null,
      attachment_id: file.id,
      attachment_name: 'mail.eml',
      attachment_size: String(file.size),
      file_ids: [file.id],
    });
    const begun = await world.run(analyst, startRun, { kind: 'directRun', id });
    expect(begun).toMatchObject({
      kind: 'started',
      run: { kind: 'directRun', subject: { values: { dataType: 'file', attachmentId: file.id } } },
    });
  });

  it('of responders keep any JSON as their datum', async () => {
    const raw = { kind: 'responder', dataType: 'thehive:case', data: { title: 'Phishing', tags: ['a'] } };
    const id = await someDirectRun(world, analyst, 'Block', raw);
    expect(await stored(id)).toMatchObject({ kind: 'responder', data: JSON.stringify(raw.data) });
  });

  it('use a fresh report of the same run again, with the files that it names', async () => {
    const neuron = await someNeuron(world, lead, 'analyzer', { name: 'Cached' });
    const raw = { data: '198.51.100.1' };
    const first = await someDirectRun(world, analyst, neuron, raw);
    const file = await world.upload('found.bin', 'found');
    const report = { full: {}, artifacts: [{ dataType: 'file', attachment: file.id }] };
    await finish(world, analyst, 'directRun', first, { report }, new Map([[file.id, [file]]]));
    const whole = { full: {}, artifacts: [{ dataType: 'file', attachment: { ...file } }] };
    expect(await stored(first)).toMatchObject({ status: 'Success', report: whole, file_ids: [file.id] });
    const again = await someDirectRun(world, analyst, neuron, raw);
    expect(await stored(again)).toMatchObject({ from_cache: true, report: whole, file_ids: [file.id] });
    for (const other of [
      { ...raw, force: true },
      { ...raw, tlp: 0 },
      { ...raw, parameters: { a: 1 } },
    ])
      expect(await stored(await someDirectRun(world, analyst, neuron, other))).toMatchObject({
        from_cache: false,
        report: null,
      });
    world.clock.now += 11 * minute;
    expect(await stored(await someDirectRun(world, analyst, neuron, raw))).toMatchObject({
      from_cache: false,
    });
  });

  it('of responders never use a report again', async () => {
    const raw = { kind: 'responder', dataType: 'thehive:alert', data: {} };
    await finish(world, analyst, 'directRun', await someDirectRun(world, analyst, 'Block', raw));
    expect(await stored(await someDirectRun(world, analyst, 'Block', raw))).toMatchObject({
      from_cache: false,
    });
  });

  it('do not carry out operations that a report asks for', async () => {
    const id = await someDirectRun(world, analyst, analyzer, { data: '198.51.100.9' });
    const operations = [{ type: 'AddTagToCase', tag: 'x' }];
    await finish(world, analyst, 'directRun', id, { report: { operations }, operations });
    expect(await stored(id)).toMatchObject({ status: 'Success', report: { operations } });
  });

  it('count towards the rate of their neuron together with its other runs', async () => {
    const neuron = await someNeuron(world, lead, 'analyzer', { name: 'Rare', rate: 1, rateUnit: 'Minute' });
    await world.run(lead, updateNeuron, { id: neuron, cacheMinutes: 0 });
    await finish(world, analyst, 'directRun', await someDirectRun(world, analyst, neuron));
    const second = await someDirectRun(world, analyst, neuron);
    expect(await world.run(analyst, startRun, { kind: 'directRun', id: second })).toEqual({
      kind: 'later',
      againInMs: minute,
    });
    expect(await stored(second)).toMatchObject({ status: 'Waiting' });
  });

  it('name every bad field', async () => {
    const raw = { dataType: '', data: 7, tlp: 9, pap: 'x', message: 3, label: 4, parameters: [] };
    await expect(world.run(analyst, requestDirectRun, raw)).rejects.toMatchObject({
      faults: ['neuronId', 'dataType', 'tlp', 'pap', 'message', 'label', 'data', 'parameters'].map(
        (name) => ({
          name,
        }),
      ),
    });
    const asked = { neuronId: analyzer, dataType: 'ip' };
    await expect(world.run(analyst, requestDirectRun, asked)).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'data' }],
    });
    const { uploads } = await upload('two');
    await expect(
      world.run(analyst, requestDirectRun, { ...asked, data: 'x' }, { uploads }),
    ).rejects.toMatchObject({ faults: [{ kind: 'invalid', name: 'data' }] });
  });

  it('are refused for types that the neuron does not accept, other kinds, strangers and readers', async () => {
    const refused = (actor: Actor, raw: object) =>
      world.run(actor, requestDirectRun, { neuronId: analyzer, dataType: 'ip', data: 'x', ...raw });
    await expect(refused(analyst, { dataType: 'mail' })).rejects.toMatchObject({ code: 'neuronRefuses' });
    await expect(refused(analyst, { kind: 'responder' })).rejects.toMatchObject({ code: 'neuronUnknown' });
    await expect(refused(stranger, {})).rejects.toMatchObject({ code: 'neuronUnknown' });
    await expect(refused(reader, {})).rejects.toMatchObject({ code: 'permissionMissing' });
  });

  it('are gone once they are deleted, and removed with their files when their time is over', async () => {
    const { file, uploads } = await upload('only here');
    const id = await someDirectRun(world, analyst, analyzer, {}, uploads);
    await expect(world.run(reader, deleteDirectRun, { id: `~${id}` })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(stranger, deleteDirectRun, { id: `~${id}` })).rejects.toMatchObject({
      code: 'notFound',
    });
    await world.run(analyst, deleteDirectRun, { id: `~${id}` });
    expect(await stored(id)).toMatchObject({ status: 'Deleted', deleted_by: 'ann@main.test' });
    await expect(world.run(analyst, startRun, { kind: 'directRun', id })).rejects.toMatchObject({
      code: 'notFound',
    });
    const left = () => world.stored('select id from skep.stored_file where id = $1', [file.id]);
    world.clock.now += 120 * minute;
    await purgeDeleted(world.dependencies, 1_000 * minute);
    expect(await left()).toHaveLength(1);
    await purgeDeleted(world.dependencies, 0);
    expect(await left()).toEqual([]);
    expect(await world.stored('select id from skep.direct_run where id = $1', [id])).toEqual([]);
  });
});
