/** Enabling analyzers and responders in an organisation, and the settings they share. Secrets arrive here already sealed. */
import { engineName } from '../../model/engine-name.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';

/** Keys that the engine adds: what a definition file says, and settings that it has checked and sealed. */
const fromEngine = ['definition', 'configuration', 'secretsSince'] as const;

interface EnableInput {
  readonly values: RowValues;
  readonly columns: RowValues;
}

/** Enables a neuron. `definition` holds what its definition file says; `configuration` is checked and sealed by the engine. */
export const enableNeuron: Command<EnableInput, { id: string }> = {
  name: 'enableNeuron',
  permission: 'manageConfig',
  read(raw) {
    const { values, faults } = readInput(entities.enabledNeuron, raw, 'create', fromEngine);
    const { definition } = raw;
    const missing: FieldFault[] = isRawObject(definition)
      ? []
      : [{ kind: 'missing', name: 'definitionId', accepted: 'id of a definition' }];
    const all = [...faults, ...missing];
    if (!isRawObject(definition) || all.length > 0) throw invalidFields(all);
    return {
      values: {
        ...values,
        name: values.name ?? definition.id,
        definitionId: definition.id,
        kind: definition.kind,
        dataTypes: Array.isArray(raw.dataTypes) ? values.dataTypes : definition.dataTypes,
        configuration: isRawObject(raw.configuration) ? raw.configuration : {},
      },
      columns: columnsFrom(raw),
    };
  },
  async run({ write }, input) {
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.enabledNeuron, id, undefined, input.values, { columns: input.columns });
    return { id };
  },
};

/** What stands beside the settings and is in no record: when their secrets were set, and by whom. */
function columnsFrom({ secretsSince }: RawObject): RowValues {
  return isRawObject(secretsSince) ? { secrets_since: secretsSince } : {};
}

interface UpdateNeuronInput {
  readonly reference: string;
  readonly values: RowValues;
  readonly columns: RowValues;
}

/** What was stored when an enabled neuron was last configured; `configuration` is sealed. */
export interface StoredNeuron {
  readonly definitionId: string;
  readonly kind: string;
  readonly configuration: unknown;
  /** When each secret was set and by whom: {name: {at, by}}. */
  readonly secretsSince: unknown;
}

/** Reads the sealed settings of an enabled neuron, for those who may change them. */
export const readNeuronSettings: Command<{ readonly reference: string }, StoredNeuron> = {
  name: 'readNeuronSettings',
  permission: 'manageConfig',
  read: (raw) => ({ reference: String(raw.id) }),
  async run(context, { reference }) {
    const row = await context.find('enabledNeuron', reference);
    requireOwn(row, 'it is configured');
    return {
      definitionId: String(storedValue(row, 'definitionId')),
      kind: String(storedValue(row, 'kind')),
      configuration: storedValue(row, 'configuration'),
      secretsSince: row.columns.secrets_since,
    };
  },
};

/** The sealed settings of every neuron that the organisation has enabled, by the digits of their ids. */
export const readAllNeuronSettings: Command<null, ReadonlyMap<string, StoredNeuron>> = {
  name: 'readAllNeuronSettings',
  permission: 'manageConfig',
  read: () => null,
  async run({ write, actor }) {
    const { rows } = await write.run({
      name: 'all_neuron_settings',
      sql: 'select id, definition_id, kind, configuration, secrets_since from skep.enabled_neuron where organisation_id = $1 and cortex_server_id is null',
      parameters: [actor.organisation.id],
    });
    return new Map(
      rows.map(({ id, definition_id: definitionId, kind, configuration, secrets_since: secretsSince }) => [
        String(id),
        { definitionId: String(definitionId), kind: String(kind), configuration, secretsSince },
      ]),
    );
  },
};

/** Changes an enabled neuron: its settings, or the version of its definition. */
export const updateNeuron: Command<UpdateNeuronInput, void> = {
  name: 'updateNeuron',
  permission: 'manageConfig',
  read(raw) {
    const { values, faults } = readInput(entities.enabledNeuron, raw, 'update', fromEngine);
    const all: FieldFault[] = [...faults];
    const reference = requiredText(raw, 'id', all, 'id or name of an enabled neuron');
    if (all.length > 0) throw invalidFields(all);
    return { reference, values: { ...values, ...givenByEngine(raw) }, columns: columnsFrom(raw) };
  },
  async run(context, input) {
    const row = await context.find('enabledNeuron', input.reference);
    if (keptByServer.some((name) => input.values[name] !== undefined)) requireOwn(row, 'that is changed');
    context.write.update(row, input.values, { columns: input.columns });
  },
};

/** What the server of a neuron says, if it has one. */
const keptByServer = ['name', 'definitionId', 'dataTypes', 'configuration'] as const;

function givenByEngine({ definition, configuration }: RawObject): RowValues {
  return {
    ...(isRawObject(definition) ? { definitionId: definition.id, dataTypes: definition.dataTypes } : {}),
    ...(isRawObject(configuration) ? { configuration } : {}),
  };
}

/** Disables a neuron. What it has done stays; runs that have not begun end as failures. */
export const disableNeuron: Command<{ reference: string }, void> = {
  name: 'disableNeuron',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id or name of an enabled neuron');
    if (faults.length > 0) throw invalidFields(faults);
    return { reference };
  },
  async run(context, input) {
    const row = await context.find('enabledNeuron', input.reference);
    requireOwn(row, 'it is disabled');
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

/** Sets what all neurons of one vendor share in the organisation. */
export const setBaseConfiguration: Command<BaseConfigurationInput, void> = {
  name: 'setBaseConfiguration',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const name = requiredText(raw, 'name', faults, 'name of a base configuration');
    const { configuration } = raw;
    if (!isRawObject(configuration))
      faults.push({ kind: 'missing', name: 'configuration', accepted: 'object of settings' });
    if (!isRawObject(configuration) || faults.length > 0) throw invalidFields(faults);
    return { name, configuration };
  },
  async run(context, input) {
    const { write, actor } = context;
    const organisation = await context.find('organisation', `~${actor.organisation.id}`, {
      forChange: false,
    });
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
    // Settings may be secret: the record names them only.
    write.record(organisation, 'update', { [`baseConfiguration.${input.name}`]: '<hidden>' });
  },
};

/** What neurons of each vendor share in the organisation, sealed, by the name of the base configuration. */
export const readBaseConfigurations: Command<null, ReadonlyMap<string, unknown>> = {
  name: 'readBaseConfigurations',
  permission: 'manageConfig',
  read: () => null,
  async run({ write, actor }) {
    const { rows } = await write.run({
      name: 'base_configurations',
      sql: 'select name, configuration from skep.base_configuration where organisation_id = $1',
      parameters: [actor.organisation.id],
    });
    return new Map(rows.map(({ name, configuration }) => [String(name), configuration]));
  },
};

/**
 * The enabled neuron that a request names by id (with or without ~, as jobs tell it), name or definition; unknown ones are refused.
 * `cortexId` says which engine is meant where several have one of that name: it, or else the one here. Older clients name engines
 * that were never attached; what runs here is what they mean.
 */
export async function neuronNamed(
  context: CommandContext,
  name: string,
  kind: 'analyzer' | 'responder',
  cortexId?: string,
): Promise<Row> {
  const { rows } = await context.write.run({
    name: 'neuron_named',
    sql: `select n.id, $3 in (concat('~', n.id), concat(n.id)) as by_id from skep.enabled_neuron n
      where n.organisation_id = $1 and n.kind = $2
        and (n.name = $3 or n.definition_id = $3 or n.name = (select o.name from skep.enabled_neuron o
          where o.organisation_id = $1 and o.kind = $2 and $3 in (concat('~', o.id), concat(o.id))))
        and ($4::text is null or n.cortex_id in ($4, '${engineName}') or $3 in (concat('~', n.id), concat(n.id)))
      order by (n.cortex_id = $4) desc nulls last, by_id desc, n.name = $3 desc, (n.cortex_id = '${engineName}') desc, n.cortex_id, n.id limit 1`,
    parameters: [context.actor.organisation.id, kind, name, cortexId ?? null],
  });
  if (rows[0] === undefined) throw new CodedError('neuronUnknown', { name });
  return context.find('enabledNeuron', `~${String(rows[0].id)}`, { forChange: false });
}

/** The Cortex server that a neuron runs on (digits of its id); undefined when it runs here. */
export function serverIdOf(neuron: Row): string | undefined {
  const id = storedValue(neuron, 'cortexServerId');
  return id === null ? undefined : String(id);
}

/** Refuses what only its server can change. */
function requireOwn(neuron: Row, what: string): void {
  if (serverIdOf(neuron) === undefined) return;
  throw new CodedError('badRequest', {
    reason: `${String(storedValue(neuron, 'name'))} runs on ${String(storedValue(neuron, 'cortexId'))}: ${what} there`,
  });
}
