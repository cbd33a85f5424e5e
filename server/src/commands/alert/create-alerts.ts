/**
 * Makes many alerts at once, for feeders that catch up. Each is its own success or refusal: what is checked against the lists is
 * checked before anything is written, and one statement claims the keys of all, so that a duplicate costs the others nothing.
 */
import { CodedError, type ErrorCode, type FieldFault, invalidFields } from '../../model/errors.ts';
import { asRawObject, shorten } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { rememberTags } from '../value/tags.ts';
import {
  type AlertInput,
  type CheckedAlert,
  checkAlert,
  readAlert,
  storeAlert,
  tagsOf,
} from './make-alert.ts';

/** Most alerts of one request. */
export const mostAlerts = 1_000;
/** Most observables that they may bring together, as many as a single alert may. */
const mostObservables = 10_000;

/** Why an alert was not made, as plain data: a repeated request answers it again. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldFault[];
}

/** What became of one alert of a request. */
export type AlertResult =
  | { readonly status: 'created'; readonly alert: ReadObject }
  | { readonly status: 'refused'; readonly error: Refusal };

/** A value, or why there is none. */
type Outcome<T> = { readonly value: T } | { readonly error: Refusal };

/** Makes the alerts of a list; gives one result for each, in its order. */
export const createAlerts: Command<readonly Outcome<AlertInput>[], readonly AlertResult[]> = {
  name: 'createAlerts',
  permission: 'manageAlert/create',
  read({ alerts }) {
    if (!Array.isArray(alerts))
      throw invalidFields([
        {
          kind: 'invalid',
          name: 'body',
          accepted: `list of at most ${mostAlerts} alerts`,
          given: shorten(alerts),
        },
      ]);
    if (alerts.length > mostAlerts)
      throw new CodedError('tooManyItems', { limit: mostAlerts, what: 'alerts' });
    const read = alerts.map((raw: unknown) => attempt(() => readAlert(asRawObject(raw, 'alert'))));
    if (observablesIn(read) > mostObservables)
      throw new CodedError('tooManyItems', { limit: mostObservables, what: 'observables' });
    return read;
  },
  async run(context, inputs) {
    const checked: Outcome<CheckedAlert>[] = [];
    for (const input of inputs)
      checked.push('error' in input ? input : await attemptLater(() => checkAlert(context, input.value)));
    const ids = await context.write.takeIds(checked.length);
    const claimed = await claimKeys(context, checked, ids);
    const results: AlertResult[] = [];
    for (const [index, outcome] of checked.entries())
      results.push(await store(context, ids[index] ?? '', outcome, claimed));
    const made = checked.filter((outcome, index) => 'value' in outcome && claimed.has(ids[index] ?? ''));
    await rememberTags(
      context,
      made.flatMap((outcome) => ('value' in outcome ? tagsOf(outcome.value) : [])),
    );
    return results;
  },
};

function observablesIn(read: readonly Outcome<AlertInput>[]): number {
  const values = read.flatMap((outcome) => ('value' in outcome ? outcome.value.observables : []));
  return values.reduce(
    (sum, { data, parts, references }) => sum + data.length + parts.length + references.length,
    0,
  );
}

async function store(
  context: CommandContext,
  id: string,
  outcome: Outcome<CheckedAlert>,
  claimed: ReadonlySet<string>,
): Promise<AlertResult> {
  if ('error' in outcome) return { status: 'refused', error: outcome.error };
  if (claimed.has(id))
    return { status: 'created', alert: (await storeAlert(context, id, outcome.value)).alert };
  const { type, source, sourceRef } = outcome.value.values;
  const organisation = context.actor.organisation.name;
  const taken = new CodedError('alertAlreadyExists', { type, source, sourceRef, organisation });
  return { status: 'refused', error: asRefusal(taken) };
}

/**
 * Claims the keys of all alerts and gives the ids that got theirs. The first of equal ones gets it; claims go in one order for
 * everybody, so that two requests with the same alerts wait for each other instead of failing.
 */
async function claimKeys(
  { write, actor }: CommandContext,
  checked: readonly Outcome<CheckedAlert>[],
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = checked.flatMap((outcome, index) =>
    'value' in outcome ? [{ values: outcome.value.values, id: ids[index] ?? '' }] : [],
  );
  if (keys.length === 0) return new Set();
  const { rows } = await write.run({
    name: 'claim_alert_keys',
    sql: `insert into skep.alert_key (organisation_id, type, source, source_ref, alert_id)
      select $1, k.type, k.source, k.reference, k.id
      from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) with ordinality as k (type, source, reference, id, place)
      order by k.type, k.source, k.reference, k.place on conflict do nothing returning alert_id`,
    parameters: [
      actor.organisation.id,
      keys.map(({ values }) => String(values.type)),
      keys.map(({ values }) => String(values.source)),
      keys.map(({ values }) => String(values.sourceRef)),
      keys.map(({ id }) => id),
    ],
  });
  return new Set(rows.map((row) => String(row.alert_id)));
}

function attempt<T>(part: () => T): Outcome<T> {
  try {
    return { value: part() };
  } catch (error) {
    return { error: refusalOf(error) };
  }
}

async function attemptLater<T>(part: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await part() };
  } catch (error) {
    return { error: refusalOf(error) };
  }
}

/** A mistake of the caller as plain data; anything else goes on and ends the request. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof CodedError) return asRefusal(error);
  throw error;
}

function asRefusal({ code, parameters, faults }: CodedError): Refusal {
  return { code, parameters, faults };
}
