/** The neurons of a Cortex server among those of an organisation, as the server tells them now. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, rowFromColumns, storedValue } from '../frame/row.ts';
import { requireSystem } from './cortex-server-commands.ts';

interface ServerNeuronsInput {
  readonly serverId: string;
  readonly cortexId: string;
  readonly neurons: readonly RawObject[];
}

/**
 * Sets which neurons of a server the organisation has. Those that are new are added, those that are gone are taken away with the
 * runs that wait for them; what the organisation itself has set of the others stays.
 */
export const setServerNeurons: Command<ServerNeuronsInput, void> = {
  name: 'setServerNeurons',
  permission: 'authenticated',
  read: ({ serverId, cortexId, neurons }) => ({
    serverId: String(serverId),
    cortexId: String(cortexId),
    neurons: Array.isArray(neurons) ? neurons.filter(isRawObject) : [],
  }),
  async run(context, input) {
    requireSystem(context);
    const { write } = context;
    const present = await presentNeurons(context, input.serverId);
    const offered = new Set(input.neurons.map(({ name }) => String(name)));
    for (const [name, row] of present) if (!offered.has(name)) remove(context, row);
    const fresh = input.neurons.filter(({ name }) => !present.has(String(name)));
    const ids = await write.takeIds(fresh.length);
    for (const [index, neuron] of fresh.entries())
      write.insert(entities.enabledNeuron, ids[index] ?? '', undefined, {
        ...valuesOf(neuron),
        name: neuron.name,
        cortexId: input.cortexId,
        cortexServerId: input.serverId,
        configuration: {},
        importArtifacts: false,
        contains: false,
      });
    for (const neuron of input.neurons) {
      const row = present.get(String(neuron.name));
      if (row !== undefined) write.update(row, valuesOf(neuron));
    }
  },
};

function valuesOf({ kind, definitionId, dataTypes, facts }: RawObject): RowValues {
  return { kind, definitionId, dataTypes, serverFacts: facts };
}

async function presentNeurons(
  { write, actor }: CommandContext,
  serverId: string,
): Promise<ReadonlyMap<string, Row>> {
  // Several processes may have looked at the server at the same moment; rows that are not there yet cannot be locked.
  await write.run({
    name: 'lock_server_neurons',
    sql: `select pg_advisory_xact_lock(hashtextextended('neurons of server ' || $1, 0))`,
    parameters: [serverId],
  });
  const { rows } = await write.run({
    name: 'neurons_of_server',
    sql: 'select * from skep.enabled_neuron where organisation_id = $1 and cortex_server_id = $2 order by id for update',
    parameters: [actor.organisation.id, serverId],
  });
  const neurons = rows.map((row) => rowFromColumns(entities.enabledNeuron, row));
  return new Map(neurons.map((row) => [String(storedValue(row, 'name')), row]));
}

function remove({ write }: CommandContext, row: Row): void {
  write.queue({
    sql: 'delete from skep.enabled_neuron where organisation_id = $1 and id = $2',
    parameters: [row.organisationId, row.id],
  });
  write.record(row, 'delete', { name: storedValue(row, 'name'), cortexId: storedValue(row, 'cortexId') });
}
