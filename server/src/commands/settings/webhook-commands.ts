/** Webhooks: making, changing and removing them, how they stand, and sending again what could not be delivered. */
import { isWebAddress } from '../../lib/outgoing-address.ts';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readTexts } from '../frame/update-input.ts';

/** Turns a secret into what may be stored. */
export type Seal = (clear: string) => string;

/** Secrets of a webhook, and what each may be. */
const secretNames = ['authenticationSecret', 'signingSecret'] as const;
const secretForms: Readonly<Record<SecretName, { readonly form: RegExp; readonly accepted: string }>> = {
  authenticationSecret: {
    form: /^[\x21-\x7e][\x20-\x7e]{0,1022}$/,
    accepted: 'text of 1 to 1023 plain characters',
  },
  signingSecret: { form: /^[^\p{Cc}]{16,1024}$/u, accepted: 'text of 16 to 1024 characters' },
};
/** Headers that requests have anyway. */
const ownHeaders =
  /^(?:host|connection|content-.*|transfer-encoding|upgrade|te|trailer|user-agent|x-skep-.*)$/i;
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/;

type SecretName = (typeof secretNames)[number];
/** Null takes a secret away; one that is missing stays as it is. */
type GivenSecrets = Readonly<Partial<Record<SecretName, string | null>>>;

interface WebhookInput {
  readonly values: RowValues;
  readonly secrets: GivenSecrets;
}

interface WebhookUpdate extends WebhookInput {
  readonly reference: string;
}

/** Makes a webhook. It is told of what is changed from now on. */
export function createWebhook(seal: Seal): Command<WebhookInput, { id: string }> {
  return {
    name: 'createWebhook',
    permission: 'manageConfig',
    read(raw) {
      const input = readWebhook(raw, 'create');
      const all = [...input.faults, ...faultsOfProof(input.values, setBy(new Set(), input.secrets))];
      if (all.length > 0) throw invalidFields(all);
      return input;
    },
    async run({ write }, { values, secrets }) {
      const [id = ''] = await write.takeIds(1);
      const set = [...setBy(new Set(), secrets)].sort();
      write.insert(entities.webhook, id, undefined, {
        ...values,
        ...sealedBy(seal, secrets),
        secretsSet: set,
      });
      return { id };
    },
  };
}

/** Changes a webhook. One that is switched on again is told of what is changed from then on. */
export function updateWebhook(seal: Seal): Command<WebhookUpdate, void> {
  return {
    name: 'updateWebhook',
    permission: 'manageConfig',
    read(raw) {
      const input = readWebhook(raw, 'update');
      const all = [...input.faults];
      const reference = requiredText(raw, 'id', all, 'id of a webhook');
      if (all.length > 0) throw invalidFields(all);
      return { ...input, reference };
    },
    async run(context, { reference, values, secrets }) {
      const { write } = context;
      const row = await context.find('webhook', reference);
      const names = ['authentication', 'authenticationName'];
      const stored = Object.fromEntries(names.map((name) => [name, storedValue(row, name)]));
      const set = setBy(new Set(secretsOf(row)), secrets);
      const faults = faultsOfProof({ ...stored, ...values }, set);
      if (faults.length > 0) throw invalidFields(faults);
      write.update(row, { ...values, ...sealedBy(seal, secrets), secretsSet: [...set].sort() });
      if (storedValue(row, 'active') !== true && values.active === true) startNow(context, row);
    },
  };
}

/**
 * Removes a webhook with the record of what was sent to it. Deliveries that are in the queue are left to whoever tells webhooks,
 * who takes them out of it first.
 */
export const deleteWebhook: Command<string, void> = {
  name: 'deleteWebhook',
  permission: 'manageConfig',
  read: (raw) => readReference(raw),
  async run(context, reference) {
    const { write } = context;
    const row = await context.find('webhook', reference);
    const parameters = [row.organisationId, row.id];
    write.queue({
      sql: `delete from skep.webhook_delivery where organisation_id = $1 and webhook_id = $2
        and not (state = 'Waiting' and queued)`,
      parameters,
    });
    write.queue({ sql: 'delete from skep.webhook where organisation_id = $1 and id = $2', parameters });
    write.record(row, 'delete', { name: storedValue(row, 'name') });
  },
};

/** How a webhook stands, for those who look after it. */
export interface WebhookState {
  readonly url: string;
  /** Deliveries on their way, and those that were given up. */
  readonly waiting: number;
  readonly failed: number;
}

/** How each webhook of the organisation stands, by the digits of its id. */
export const readWebhookStates: Command<null, ReadonlyMap<string, WebhookState>> = {
  name: 'readWebhookStates',
  permission: 'manageConfig',
  read: () => null,
  async run({ write, actor }) {
    const { rows } = await write.run({
      name: 'webhook_states',
      sql: `select w.id, w.url,
          (select count(*) from skep.webhook_delivery d where d.webhook_id = w.id and d.state = 'Waiting') as waiting,
          (select count(*) from skep.webhook_delivery d where d.webhook_id = w.id and d.state = 'Failed') as failed
        from skep.webhook w where w.organisation_id = $1`,
      parameters: [actor.organisation.id],
    });
    return new Map(
      rows.map(({ id, url, waiting, failed }) => [
        String(id),
        { url: String(url), waiting: Number(waiting), failed: Number(failed) },
      ]),
    );
  },
};

/** The digits of the id of a webhook, for those who may look after it. Throws `notFound`. */
export const findWebhook: Command<string, string> = {
  name: 'findWebhook',
  permission: 'manageConfig',
  read: (raw) => readReference(raw),
  run: async (context, reference) => (await context.find('webhook', reference, { forChange: false })).id,
};

interface ReplayInput {
  readonly webhook: string;
  /** Digits of ids; undefined: everything that was given up. */
  readonly deliveries: readonly string[] | undefined;
}

/** Most deliveries that are sent again by one request. */
const mostReplayed = 1_000;

/** Sends again what was given up, oldest first and behind what is on its way. Gives how many there are. */
export const replayDeliveries: Command<ReplayInput, { replayed: number }> = {
  name: 'replayDeliveries',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const webhook = requiredText(raw, 'id', faults, 'id of a webhook');
    const given = raw.deliveries === undefined ? undefined : readTexts(raw.deliveries, 'deliveries', faults);
    const deliveries = given?.map((id) => id.replace(/^~/, ''));
    if (deliveries?.some((id) => !/^\d{1,18}$/.test(id)) || (deliveries?.length ?? 0) > mostReplayed)
      faults.push({ kind: 'invalid', name: 'deliveries', accepted: `at most ${mostReplayed} ids` });
    if (faults.length > 0) throw invalidFields(faults);
    return { webhook, deliveries };
  },
  async run(context, { webhook, deliveries }) {
    const row = await context.find('webhook', webhook);
    const { count } = await context.write.run({
      sql: `update skep.webhook_delivery set state = 'Waiting', queued = false, round = round + 1, ended_at = null where organisation_id = $1 and id in (
          select id from skep.webhook_delivery where organisation_id = $1 and webhook_id = $2 and state = 'Failed'
            and ($3::bigint[] is null or id = any($3::bigint[])) order by id limit ${mostReplayed} for update)`,
      parameters: [row.organisationId, row.id, deliveries ?? null],
    });
    if (count > 0) context.write.record(row, 'update', { deliveriesReplayed: count });
    return { replayed: count };
  },
};

function readReference(raw: RawObject): string {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id of a webhook');
  if (faults.length > 0) throw invalidFields(faults);
  return reference;
}

function readWebhook(
  raw: RawObject,
  mode: 'create' | 'update',
): WebhookInput & { readonly faults: readonly FieldFault[] } {
  const { values, faults } = readInput(entities.webhook, raw, mode, secretNames);
  const secrets = Object.fromEntries(
    secretNames.flatMap((name) => (raw[name] === undefined ? [] : [[name, raw[name]]])),
  );
  const bad = Object.entries(secrets).flatMap(([name, value]) => faultOfSecret(name, value) ?? []);
  return {
    values,
    secrets: secrets as GivenSecrets,
    faults: [...faults, ...faultsOfAddress(values), ...bad],
  };
}

/** Addresses with a name and a password in them would be shown and logged by others with both. */
function faultsOfAddress({ url }: RowValues): FieldFault[] {
  if (typeof url !== 'string') return [];
  const { username, password } = URL.parse(url) ?? {};
  if (isWebAddress(url) && username === '' && password === '') return [];
  return [{ kind: 'invalid', name: 'url', accepted: 'http or https address without a user in it' }];
}

/** The fault does not repeat what was given. */
function faultOfSecret(name: string, value: unknown): FieldFault | undefined {
  const known = secretNames.find((one) => one === name);
  if (known === undefined || value === null) return undefined;
  const { form, accepted } = secretForms[known];
  return typeof value === 'string' && value.isWellFormed() && form.test(value)
    ? undefined
    : { kind: 'invalid', name, accepted };
}

/** Each way to prove who calls needs its parts. */
function faultsOfProof(
  { authentication, authenticationName: name }: RowValues,
  set: ReadonlySet<string>,
): FieldFault[] {
  const needsName = authentication === 'basic' || authentication === 'header';
  const missing = (field: string, accepted: string): FieldFault => ({
    kind: 'missing',
    name: field,
    accepted,
  });
  const isHeader = typeof name === 'string' && headerName.test(name) && !ownHeaders.test(name);
  return [
    ...(authentication !== 'none' && authentication !== undefined && !set.has('authenticationSecret')
      ? [missing('authenticationSecret', `text, for authentication ${authentication}`)]
      : []),
    ...(needsName && typeof name !== 'string'
      ? [missing('authenticationName', `text, for authentication ${authentication}`)]
      : []),
    ...(authentication === 'header' && typeof name === 'string' && !isHeader
      ? [{ kind: 'invalid' as const, name: 'authenticationName', accepted: 'name of a header of your own' }]
      : []),
  ];
}

function secretsOf(row: Row): readonly string[] {
  return secretNames.filter((name) => textOf(row, name) !== undefined);
}

function setBy(before: ReadonlySet<string>, given: GivenSecrets): Set<string> {
  const set = new Set(before);
  for (const [name, value] of Object.entries(given)) {
    if (value === null) set.delete(name);
    else set.add(name);
  }
  return set;
}

function sealedBy(seal: Seal, given: GivenSecrets): RowValues {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === null ? null : seal(value)]),
  );
}

/** What happened while it was switched off is past. */
function startNow({ write }: CommandContext, row: Row): void {
  write.queue({
    sql: `update skep.webhook set followed_transaction = pg_current_xact_id(), followed_record = 9007199254740991
      where organisation_id = $1 and id = $2`,
    parameters: [row.organisationId, row.id],
  });
}
