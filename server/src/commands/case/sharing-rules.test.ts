import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenByPolicy } from '../../../../tests/support/triage.ts';
import { someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { systemActor } from '../settings/first-start.ts';
import { linkOrganisations, updateOrganisation } from '../settings/organisation-commands.ts';
import { shareCase } from './share-commands.ts';
import { updateCases } from './update-cases.ts';

/** What an organisation sees of a case. */
interface Seen {
  readonly case?: number;
  readonly task?: number;
  readonly observable?: number;
}

describe('sharing by itself', () => {
  let world: World;
  let platform: Actor;
  const counter = { organisations: 0 };
  beforeAll(async () => {
    world = await buildWorld();
    platform = systemActor(world.organisations.admin);
  });
  afterAll(() => world.release());

  /** An organisation with somebody in it, and one that it is linked to by a type. */
  const linked = async (linkType: string, rules: RawObject = {}) => {
    counter.organisations += 1;
    const owner = await world.organisation(`owner${counter.organisations}`);
    const other = await world.organisation(`other${counter.organisations}`);
    await world.run(platform, updateOrganisation, { id: owner.name, ...rules });
    await world.run(platform, linkOrganisations, { id: owner.name, other: other.name, linkType });
    const maker = await world.person(owner, 'org-admin');
    const guest = await world.person(other, 'org-admin');
    return { maker, guest, other };
  };
  const seen = async (other: { id: string }, caseId: string): Promise<Seen> => {
    const { case: cases, task, observable } = await seenByPolicy(world, other, caseId);
    return {
      ...(cases === undefined ? {} : { case: cases }),
      ...(task === undefined ? {} : { task }),
      ...(observable === undefined ? {} : { observable }),
    };
  };
  const fill = async (maker: Actor, raw: RawObject = {}): Promise<string> => {
    const id = await someCase(world, maker, { tasks: [{ title: 'With the case' }], ...raw });
    await someTask(world, maker, id, { title: 'Later' });
    await someObservable(world, maker, id);
    return id;
  };
  const autoShare = { taskRule: 'autoShare', observableRule: 'autoShare' };
  const manual = { taskRule: 'manual', observableRule: 'manual' };
  const everything = { case: 1, task: 2, observable: 1 };

  it('is done for no link of the type default, whatever the rules', async () => {
    const { maker, other } = await linked('default', autoShare);
    expect(await seen(other, await fill(maker))).toEqual({});
  });

  it.each(['supervised', 'notify'])(
    'takes the case alone over a link of type %s, and with what is in it where the organisation says so',
    async (type) => {
      const alone = await linked(type, manual);
      expect(await seen(alone.other, await fill(alone.maker))).toEqual({ case: 1 });
      const whole = await linked(type, autoShare);
      expect(await seen(whole.other, await fill(whole.maker))).toEqual(everything);
    },
  );

  it('goes one way only', async () => {
    const { maker, guest } = await linked('supervised');
    expect(await seen(maker.organisation, await fill(guest))).toEqual({});
  });

  it('lets those who supervise work on the case, and those who are notified read it', async () => {
    const { maker, guest } = await linked('supervised');
    await world.run(guest, updateCases, { id: await fill(maker), title: 'Supervised' });
    const told = await linked('notify');
    const id = await fill(told.maker);
    await expect(world.run(told.guest, updateCases, { id, title: 'x' })).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  it('follows the rule of the case before that of its organisation, and that of a share before both', async () => {
    const { maker, other } = await linked('default', autoShare);
    const shared = async (ofCase: RawObject, ofShare: RawObject): Promise<Seen> => {
      const id = await someCase(world, maker, ofCase);
      const shares = [{ organisation: other.name, profile: 'analyst', share: false, ...ofShare }];
      await world.run(maker, shareCase, { id, shares });
      await someTask(world, maker, id);
      await someObservable(world, maker, id);
      return seen(other, id);
    };
    const later = { case: 1, task: 1, observable: 1 };
    expect(await shared({}, {})).toEqual(later);
    expect(await shared(manual, {})).toEqual({ case: 1 });
    expect(await shared(manual, autoShare)).toEqual(later);
    expect(await shared(autoShare, manual)).toEqual({ case: 1 });
    expect(await shared({ taskRule: 'manual' }, {})).toEqual({ case: 1, observable: 1 });
    expect(await shared({}, { observableRule: 'manual' })).toEqual({ case: 1, task: 1 });
  });

  it('follows a rule of the case that changes, for what is put into it from then on', async () => {
    const { maker, other } = await linked('supervised', manual);
    const id = await fill(maker);
    await world.run(maker, updateCases, { id, ...autoShare });
    expect(await seen(other, id)).toEqual({ case: 1 });
    await someTask(world, maker, id, { title: 'Now' });
    expect(await seen(other, id)).toEqual({ case: 1, task: 1 });
  });
});
