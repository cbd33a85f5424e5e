import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { row, someCase, someObservable } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteObservableType } from '../settings/reference-commands.ts';
import { createObservablesFromLines, type LineResult } from './observable-lines.ts';

describe('createObservablesFromLines', () => {
  let world: World;
  let analyst: Actor;
  let caseId: string;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
    caseId = await someCase(world, analyst);
  });
  afterAll(() => world.release());

  const add = (lines: unknown, raw = {}) =>
    world.run(analyst, createObservablesFromLines, { caseId, lines, ...raw });
  const short = (results: readonly LineResult[]) =>
    results.map((one) =>
      'reason' in one ? `${one.line} ${one.reason}` : `${one.line} ${one.dataType} ${one.data}`,
    );

  it('recognises each line, plain or disguised, and tells what became of it', async () => {
    await someObservable(world, analyst, caseId, { dataType: 'domain', data: 'known.example' });
    const text = [
      '- hxxps://evil[.]example/a',
      '',
      '198.51.100[.]7',
      'KNOWN[.]example',
      'just some words',
      '198.51.100.7',
      'bad[at]evil.example,',
      'd41d8cd98f00b204e9800998ecf8427e',
    ].join('\r\n');
    const results = await add(text, { tags: ['report'], tlp: 3 });
    expect(short(results)).toEqual([
      '1 url https://evil.example/a',
      '3 ip 198.51.100.7',
      '4 alreadyExists',
      '5 unrecognised',
      '6 duplicate',
      '7 mail bad@evil.example',
      '8 hash d41d8cd98f00b204e9800998ecf8427e',
    ]);
    const first = results[0];
    const id = first !== undefined && 'id' in first ? first.id : '';
    expect(await row(world, 'observable', `~${id}`)).toMatchObject({
      case_id: caseId.slice(1),
      data_type: 'url',
      tags: ['report'],
      tlp: 3,
    });
    expect(results[2]).toMatchObject({ text: 'KNOWN[.]example' });
  });

  it('takes every line as one type that is named', async () => {
    const results = await add('one thing\n  \nanother thing\none thing', { dataType: 'other' });
    expect(short(results)).toEqual(['1 other one thing', '3 other another thing', '4 duplicate']);
  });

  it('does not make observables of types that the instance does not have', async () => {
    const platform = await world.person(world.organisations.admin, 'admin');
    await world.run(platform, deleteObservableType, { id: 'autonomous-system' });
    expect(short(await add('AS64500'))).toEqual(['1 unrecognised']);
  });

  it('refuses what is no list of lines, too many of them, and types that cannot be written down', async () => {
    const refuse = (lines: unknown, raw: object, name: string) =>
      expect(add(lines, raw)).rejects.toMatchObject({ code: 'invalidFields', faults: [{ name }] });
    await refuse(undefined, {}, 'lines');
    await refuse(' \n ', {}, 'lines');
    await refuse(Array.from({ length: 5_001 }, (_, index) => `h${index}.example`).join('\n'), {}, 'lines');
    await refuse('x', { dataType: 'file' }, 'dataType');
    await refuse('x', { dataType: 'nothing' }, 'dataType');
    await expect(add(7, { caseId: undefined, tlp: 9, x: 1 })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ name: 'caseId' }),
        expect.objectContaining({ name: 'lines' }),
        expect.objectContaining({ name: 'tlp' }),
        expect.objectContaining({ name: 'x' }),
      ]),
    });
  });

  it('is refused without the permission and to strangers', async () => {
    const reader = await world.person(world.organisations.first, 'read-only');
    const stranger = await world.person(await world.organisation('strangers'), 'analyst');
    const raw = { caseId, lines: 'evil.example' };
    await expect(world.run(reader, createObservablesFromLines, raw)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    await expect(world.run(stranger, createObservablesFromLines, raw)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
