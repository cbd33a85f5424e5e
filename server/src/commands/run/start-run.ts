/** Takes a waiting run for execution and gives everything its neuron needs to know. */

import { randomUUID } from 'node:crypto';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { CustomFieldValue } from '../../query/stage.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { rootOf } from '../frame/root-of.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { customFieldValuesOf } from '../value/change-custom-fields.ts';
import { contextOfRun, failRow, isOpen, outcomeOfRefusal } from './end-run.ts';
import { readWorkKind, type WorkKind } from './job-queue.ts';
import { waitForTurn } from './run-rate.ts';

/** An object as a neuron sees it: stored values by field name, with its parents. */
export interface RunSubject {
  readonly entity: string;
  readonly id: string;
  readonly values: RowValues;
  readonly customFields: readonly CustomFieldValue[];
  readonly parent: RunSubject | undefined;
}

/** The run as a Cortex server knows it. */
export interface RunElsewhere {
  /** Digits of the id of the server. */
  readonly serverId: string;
  /** What the server says of the neuron. */
  readonly facts: RawObject;
  /** Label under which it can be found there, whatever became of the answer to the request. */
  readonly key: string;
  /** Its id there and when it was asked for, once that is known. */
  readonly asked: { readonly id: string; readonly at: number } | undefined;
}

/** What a run needs. */
export interface StartedRun {
  readonly id: string;
  readonly kind: WorkKind;
  readonly attempt: number;
  readonly definitionId: string;
  readonly neuronName: string;
  /** Settings of the enabled neuron; secrets are sealed. */
  readonly configuration: RowValues;
  readonly maxTlp: number | null;
  readonly maxPap: number | null;
  readonly tlp: number;
  readonly pap: number;
  readonly parameters: unknown;
  readonly subject: RunSubject;
  /** Where it runs instead of here. */
  readonly elsewhere: RunElsewhere | undefined;
  /** What a report that is still fresh holds, without the bulk of a large one: nothing is run. Null where none is. */
  readonly cachedReport: unknown;
}

/**
 * What became of the wish to start. `started`: the neuron is to be run now. `later`: its rate is used up; ask again after so
 * many milliseconds. `ended`: the run has ended, or cannot run any more and was ended now.
 */
export type RunStart =
  | { readonly kind: 'started'; readonly run: StartedRun }
  | { readonly kind: 'later'; readonly againInMs: number }
  | { readonly kind: 'ended' };

interface StartRunInput {
  readonly kind: WorkKind;
  readonly id: string;
}

/**
 * Marks a run as under way, in the name of who asked for it. One that was under way when its server died starts again. Throws
 * `notFound` when the run, or what it runs on, is gone or out of sight of who asked.
 */
export const startRun: Command<StartRunInput, RunStart> = {
  name: 'startRun',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const id = requiredText(raw, 'id', faults, 'id of a run');
    if (faults.length > 0) throw invalidFields(faults);
    return { kind: readWorkKind(raw.kind), id };
  },
  async run(context, input) {
    const row = await context.find(input.kind, `~${input.id}`);
    if (!isOpen(row)) return { kind: 'ended' };
    const neuron = await neuronOf(context, row);
    if (neuron === undefined) return endedAs(context, row, 'Its neuron is not enabled any more');
    const subject = await subjectOfRun(context, row);
    const againInMs = await waitForTurn(context, row, neuron);
    if (againInMs > 0) {
      context.write.update(row, { waitsUntil: context.write.now + againInMs }, { audited: false });
      return { kind: 'later', againInMs };
    }
    const cachedReport = await restOfCached(context, row);
    return { kind: 'started', run: { ...begin(context, row, neuron, subject), cachedReport } };
  },
};

function endedAs(context: CommandContext, row: Row, reason: string): RunStart {
  failRow(context, row, reason, outcomeOfRefusal(Number(row.columns.attempt)));
  return { kind: 'ended' };
}

/** Bytes, as they are stored, up to which a report is no bulk. */
const smallReport = 2_000;

/** What a report that is used again holds, without the bulk of a large one; null where the neuron has to run. */
async function restOfCached({ write }: CommandContext, row: Row): Promise<unknown> {
  if (row.columns.from_cache !== true) return null;
  const { rows } = await write.run({
    name: `rest_of_cached_${row.entity.name}`,
    sql: `select case when jsonb_typeof(report) is distinct from 'object' then '{}'
      when pg_column_size(report) <= ${smallReport} then report else report - 'full' end as rest
      from skep.${row.entity.layout.table} where id = $1`,
    parameters: [row.id],
  });
  return rows[0]?.rest ?? {};
}

function begin(
  { write }: CommandContext,
  row: Row,
  neuron: RowValues,
  subject: RunSubject,
): Omit<StartedRun, 'cachedReport'> {
  const attempt = Number(row.columns.attempt) + 1;
  const elsewhere = elsewhereOf(row, neuron);
  write.update(
    row,
    {
      status: 'InProgress',
      // One that goes on elsewhere goes on, whatever happened here.
      ...(elsewhere?.asked === undefined ? { runDate: write.now } : {}),
      waitsUntil: null,
      errorMessage: null,
    },
    {
      audited: textOf(row, 'status') === 'Waiting',
      columns: { attempt, ...(elsewhere === undefined ? {} : { server_run_key: elsewhere.key }) },
      context: contextOfRun(row),
    },
  );
  return {
    id: row.id,
    kind: readWorkKind(row.entity.name),
    attempt,
    definitionId: textOf(row, 'neuronDefinition') ?? '',
    neuronName: textOf(row, 'neuronName') ?? '',
    configuration: isRawObject(neuron.configuration) ? neuron.configuration : {},
    maxTlp: numberOrNull(neuron.max_tlp),
    maxPap: numberOrNull(neuron.max_pap),
    tlp: Number(storedValue(row, 'tlp')),
    pap: Number(storedValue(row, 'pap')),
    parameters: storedValue(row, 'parameters'),
    subject,
    elsewhere,
  };
}

/** The key is drawn before anything is sent, and stays whatever happens afterwards. */
function elsewhereOf({ columns }: Row, neuron: RowValues): RunElsewhere | undefined {
  const { cortex_server_id: serverId, server_facts: facts } = neuron;
  if (serverId === null || serverId === undefined) return undefined;
  const { server_run_id: id, server_run_at: at } = columns;
  return {
    serverId: String(serverId),
    facts: isRawObject(facts) ? facts : {},
    key: typeof columns.server_run_key === 'string' ? columns.server_run_key : `skep-${randomUUID()}`,
    asked: typeof id === 'string' ? { id, at: Number(at) } : undefined,
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The enabled neuron as it is now, locked so that turns are counted one after the other. */
async function neuronOf({ write }: CommandContext, row: Row): Promise<RowValues | undefined> {
  const { rows } = await write.run({
    name: 'neuron_of_run',
    sql: `select n.configuration, n.max_tlp, n.max_pap, n.rate, n.rate_unit, n.cortex_server_id, n.server_facts
      from skep.enabled_neuron n where n.organisation_id = $1 and n.id = $2 for update of n`,
    parameters: [storedValue(row, 'organisationId'), storedValue(row, 'neuronId')],
  });
  return rows[0];
}

async function subjectOfRun(context: CommandContext, row: Row): Promise<RunSubject> {
  // It is given its own datum.
  if (row.entity.name === 'directRun') return subjectOf(context, row);
  const isJob = row.entity.name === 'job';
  const entity = isJob ? 'observable' : (storedValue(row, 'objectType') as EntityName);
  const id = String(storedValue(row, isJob ? 'observableId' : 'objectId'));
  return subjectOf(context, await context.find(entity, `~${id}`, { forChange: false }));
}

async function subjectOf(context: CommandContext, row: Row): Promise<RunSubject> {
  const values = Object.fromEntries(
    Object.keys(row.entity.fields).map((name) => [name, storedValue(row, name)]),
  );
  const data = typeof row.columns.data === 'string' ? { data: row.columns.data } : {};
  const parent = await parentOf(context, row);
  return {
    entity: row.entity.name,
    id: row.id,
    values: { ...values, ...data },
    customFields: row.entity.customFields ? await customFieldValuesOf(context.write, row) : [],
    parent: parent === undefined ? undefined : await subjectOf(context, parent),
  };
}

/** What an object belongs to: a log to its task, everything else to the case or alert at the top. */
async function parentOf(context: CommandContext, row: Row): Promise<Row | undefined> {
  if (row.entity.name === 'log')
    return context.find('task', `~${String(storedValue(row, 'taskId'))}`, { forChange: false });
  return row.entity.layout.root === 'child' ? rootOf(context, row, { forChange: false }) : undefined;
}
