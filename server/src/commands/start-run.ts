/** Takes a waiting run for execution and gives everything its neuron needs to know. */
import { invalidFields } from '../model/errors.ts';
import type { EntityName } from '../model/registry.ts';
import type { CustomFieldValue } from '../query/stage.ts';
import { customFieldValuesOf } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue, textOf } from './row.ts';

/** An object as a neuron sees it: stored values by field name, with its parents. */
export interface RunSubject {
  readonly entity: string;
  readonly id: string;
  readonly values: RowValues;
  readonly customFields: readonly CustomFieldValue[];
  readonly parent: RunSubject | undefined;
}

/** What a run needs. */
export interface StartedRun {
  readonly id: string;
  readonly kind: 'job' | 'action';
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
  /** A report that is still fresh: nothing is run. */
  readonly cachedReport: unknown;
}

interface StartRunInput {
  readonly kind: 'job' | 'action';
  readonly id: string;
}

/** Marks a run as under way. Gives undefined when it has ended or was called off meanwhile. */
export const startRun: Command<StartRunInput, StartedRun | undefined> = {
  name: 'startRun',
  permission: 'authenticated',
  read(raw) {
    if (typeof raw.id !== 'string')
      throw invalidFields([{ kind: 'missing', name: 'id', accepted: 'id of a run' }]);
    return { kind: raw.kind === 'action' ? 'action' : 'job', id: raw.id };
  },
  async run(context, input) {
    const row = await context.find(input.kind, `~${input.id}`);
    const status = textOf(row, 'status');
    if (status !== 'Waiting' && status !== 'InProgress') return undefined;
    const attempt = Number(row.columns.attempt) + 1;
    context.write.update(
      row,
      { status: 'InProgress', runDate: context.write.now },
      { audited: status === 'Waiting', columns: { attempt } },
    );
    const neuron = await neuronOf(context, row);
    return {
      id: row.id,
      kind: input.kind,
      attempt,
      definitionId: textOf(row, 'neuronDefinition') ?? '',
      neuronName: textOf(row, 'neuronName') ?? '',
      configuration: (neuron?.configuration ?? {}) as RowValues,
      maxTlp: (neuron?.max_tlp ?? null) as number | null,
      maxPap: (neuron?.max_pap ?? null) as number | null,
      tlp: Number(storedValue(row, 'tlp')),
      pap: Number(storedValue(row, 'pap')),
      parameters: storedValue(row, 'parameters'),
      subject: await subjectOf(context, row, input.kind),
      cachedReport: row.columns.from_cache === true ? storedValue(row, 'report') : null,
    };
  },
};

async function neuronOf(
  { write }: CommandContext,
  row: Row,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { rows } = await write.run({
    sql: `select n.configuration, n.max_tlp, n.max_pap, (select jsonb_object_agg(b.name, b.configuration) from skep.base_configuration b where b.organisation_id = n.organisation_id) as base
      from skep.enabled_neuron n where n.organisation_id = $1 and n.id = $2`,
    parameters: [row.organisationId, storedValue(row, 'neuronId')],
  });
  const found = rows[0];
  if (found === undefined) return undefined;
  return { ...found, configuration: { own: found.configuration ?? {}, base: found.base ?? {} } };
}

async function subjectOf(context: CommandContext, row: Row, kind: 'job' | 'action'): Promise<RunSubject> {
  if (kind === 'job') return subject(context, 'observable', String(storedValue(row, 'observableId')));
  return subject(
    context,
    String(storedValue(row, 'objectType')) as EntityName,
    String(storedValue(row, 'objectId')),
  );
}

/** The field that leads from an object to what it belongs to. */
const parents: readonly (readonly [field: string, entity: EntityName])[] = [
  ['taskId', 'task'],
  ['caseId', 'case'],
  ['alertId', 'alert'],
];

async function subject(context: CommandContext, entity: EntityName, id: string): Promise<RunSubject> {
  const row = await context.find(entity, `~${id}`, { forChange: false });
  const values = Object.fromEntries(
    Object.keys(row.entity.fields).map((name) => [name, storedValue(row, name)]),
  );
  const data = typeof row.columns.data === 'string' ? { data: row.columns.data } : {};
  return {
    entity,
    id,
    values: { ...values, ...data },
    customFields: row.entity.customFields ? await customFieldValuesOf(context.write, row) : [],
    parent: await parentOf(context, row),
  };
}

async function parentOf(context: CommandContext, row: Row): Promise<RunSubject | undefined> {
  if (row.entity.layout.root === 'self') return undefined;
  for (const [field, entity] of parents) {
    const id = field in row.entity.fields ? storedValue(row, field) : null;
    if (id !== null) return subject(context, entity, String(id));
  }
  return undefined;
}
