/** Enabling analyzers and responders in an organisation, and the settings they share. Secrets arrive here already sealed. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue } from './row.ts';

/** Settings of an enabled neuron that anybody with the permission may give; the rest comes from its definition. */
const options = [
  'name',
  'maxTlp',
  'maxPap',
  'cacheMinutes',
  'rate',
  'rateUnit',
  'importArtifacts',
  'contains',
] as const;

function readOptions(raw: RawObject, faults: FieldFault[]): RowValues {
  const given = options.flatMap((name) => (raw[name] === undefined ? [] : [[name, raw[name]] as const]));
  for (const [name, value] of given) {
    const field = entities.enabledNeuron.fields[name];
    const fits = value === null ? field.cardinality === 'option' : hasKind(field.kind, value);
    if (!fits) faults.push({ kind: 'invalid', name, accepted: field.kind, given: shorten(value) });
  }
  return Object.fromEntries(given);
}

function hasKind(kind: string, value: unknown): boolean {
  if (kind === 'integer') return Number.isInteger(value);
  return kind === 'boolean'
    ? typeof value === 'boolean'
    : typeof value === 'string' && value.length <= 128 && value.length > 0;
}

interface EnableInput {
  readonly values: RowValues;
}

/** Enables a neuron. `definition` holds what its definition file says; `configuration` is checked and sealed by the engine. */
export const enableNeuron: Command<EnableInput, { id: string }> = {
  name: 'enableNeuron',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const { definition } = raw;
    if (!isRawObject(definition))
      throw invalidFields([{ kind: 'missing', name: 'definitionId', accepted: 'id of a definition' }]);
    const given = readOptions(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return {
      values: {
        name: definition.id,
        ...given,
        definitionId: definition.id,
        kind: definition.kind,
        dataTypes: definition.dataTypes,
        configuration: isRawObject(raw.configuration) ? raw.configuration : {},
      },
    };
  },
  async run({ write, actor }, input) {
    const [id = ''] = await write.takeIds(1);
    write.insert(
      entities.enabledNeuron,
      id,
      { rootId: id, organisationIds: [actor.organisation.id], visibleThrough: id },
      input.values,
    );
    return { id };
  },
};

interface UpdateNeuronInput {
  readonly reference: string;
  readonly values: RowValues;
}

export const updateNeuron: Command<UpdateNeuronInput, void> = {
  name: 'updateNeuron',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const values = readOptions(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    const definition = isRawObject(raw.definition)
      ? { definitionId: raw.definition.id, dataTypes: raw.definition.dataTypes }
      : {};
    const configuration = isRawObject(raw.configuration) ? { configuration: raw.configuration } : {};
    return { reference: String(raw.id), values: { ...values, ...definition, ...configuration } };
  },
  async run(context, input) {
    const row = await context.find('enabledNeuron', input.reference);
    context.write.update(row, input.values);
  },
};

export const disableNeuron: Command<{ reference: string }, void> = {
  name: 'disableNeuron',
  permission: 'manageConfig',
  read: (raw) => ({ reference: String(raw.id) }),
  async run(context, input) {
    const row = await context.find('enabledNeuron', input.reference);
    context.write.queue({
      sql: 'delete from skep.enabled_neuron where organisation_id = $1 and id = $2',
      parameters: [row.organisationId, row.id],
    });
    context.write.record(row, 'delete', { name: storedValue(row, 'name') });
  },
};

interface BaseConfigurationInput {
  readonly name: string;
  readonly configuration: RawObject;
}

/** Sets what all neurons of one vendor share. */
export const setBaseConfiguration: Command<BaseConfigurationInput, void> = {
  name: 'setBaseConfiguration',
  permission: 'manageConfig',
  read(raw) {
    if (!isRawObject(raw.configuration))
      throw invalidFields([{ kind: 'missing', name: 'configuration', accepted: 'object of settings' }]);
    return { name: String(raw.name), configuration: raw.configuration };
  },
  async run({ write, actor }, input) {
    write.queue({
      sql: `insert into skep.base_configuration (organisation_id, name, configuration, updated_at, updated_by) values ($1, $2, $3, $4, $5)
        on conflict (organisation_id, name) do update set configuration = excluded.configuration, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      parameters: [
        actor.organisation.id,
        input.name,
        JSON.stringify(input.configuration),
        new Date(write.now),
        actor.login,
      ],
    });
  },
};

/** The enabled neuron that a request names by id, name or definition; unknown ones are refused. */
export async function neuronNamed(
  context: CommandContext,
  name: string,
  kind: 'analyzer' | 'responder',
): Promise<Row> {
  const { rows } = await context.write.run({
    sql: `select id from skep.enabled_neuron where organisation_id = $1 and kind = $2 and (name = $3 or definition_id = $3 or concat('~', id) = $3) order by name = $3 desc limit 1`,
    parameters: [context.actor.organisation.id, kind, name],
  });
  if (rows[0] === undefined) throw new CodedError('neuronUnknown', { name });
  return context.find('enabledNeuron', `~${String(rows[0].id)}`, { forChange: false });
}
