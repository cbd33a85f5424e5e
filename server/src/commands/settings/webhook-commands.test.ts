import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { createWebhook, updateWebhook } from './webhook-commands.ts';

let world: World;
let lead: Actor;
let partner: Actor;
const seal = (clear: string) => `~${clear}~`;
const count = { webhooks: 0 };

const webhook = async (raw: RawObject = {}, as = lead): Promise<string> => {
  count.webhooks += 1;
  const given = { name: `Hook ${count.webhooks}`, url: 'https://receiver.example/in', ...raw };
  return `~${(await world.run(as, createWebhook(seal), given)).id}`;
};
const change = (as: Actor, raw: RawObject) => world.run(as, updateWebhook(seal), raw);
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: { code: string; faults: readonly { name: string }[] }) => ({
      code: error.code,
      names: error.faults.map(({ name }) => name),
    }),
  );

beforeAll(async () => {
  world = await buildWorld();
  const { first } = world.organisations;
  lead = await world.person(first, 'org-admin', 'lead@main.test');
  partner = await world.person(await world.organisation('partner', first), 'org-admin', 'pia@partner.test');
});
afterAll(() => world.release());

describe('the secrets of a webhook', () => {
  it('are stored sealed and told neither by the audit nor by a fault', async () => {
    const id = await webhook({
      authentication: 'bearer',
      authenticationSecret: 'zqtoken',
      url: 'https://receiver.example/in?zqaddress',
    });
    const [row] = await world.stored(
      'select authentication_secret, secrets_set from skep.webhook where id = $1',
      [id.slice(1)],
    );
    expect(row).toEqual({ authentication_secret: '~zqtoken~', secrets_set: ['authenticationSecret'] });
    const records = await world.stored('select details, previous from skep.audit where object_id = $1', [
      id.slice(1),
    ]);
    expect(JSON.stringify(records)).not.toMatch(/zqtoken|zqaddress/);
    expect(await refusal(change(lead, { id, authenticationSecret: null }))).toEqual({
      code: 'invalidFields',
      names: ['authenticationSecret'],
    });
  });

  it('are asked for, with everything else that is wrong, at once', async () => {
    const raw = {
      name: '',
      url: 'ftp://x',
      bodyVersion: 2,
      objectTypes: ['Nothing'],
      authentication: 'basic',
      signingSecret: 'short',
    };
    const refused = await refusal(webhook(raw));
    expect(refused?.code).toBe('invalidFields');
    expect(refused?.names.toSorted()).toEqual(
      [
        'name',
        'url',
        'bodyVersion',
        'objectTypes[0]',
        'signingSecret',
        'authenticationSecret',
        'authenticationName',
      ].sort(),
    );
    expect(
      await refusal(
        webhook({ authentication: 'header', authenticationName: 'Host', authenticationSecret: 'x' }),
      ),
    ).toMatchObject({ names: ['authenticationName'] });
    expect(await refusal(webhook({ url: 'https://ann:secret@receiver.example/' }))).toMatchObject({
      names: ['url'],
    });
  });

  it('belong to names that are unique in the organisation', async () => {
    await webhook({ name: 'Taken' });
    await expect(webhook({ name: 'Taken' })).rejects.toMatchObject({ code: 'webhookAlreadyExists' });
    await webhook({ name: 'Taken' }, partner);
  });
});
