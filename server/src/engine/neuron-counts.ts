/** How many neurons organisations have enabled, for whoever administers the platform and for each organisation about itself. */
import type { CommandCall, CommandDependencies } from '../commands/frame/command.ts';
import { engineName } from '../model/engine-name.ts';

/** Neurons of an organisation that run here, by kind. */
export interface NeuronCounts {
  readonly analyzer: number;
  readonly responder: number;
}

/** The neurons of the organisation of a name; undefined when that is none of the caller's business. */
export async function countNeurons(
  { database }: Pick<CommandDependencies, 'database'>,
  { actor }: CommandCall,
  organisation: string,
): Promise<NeuronCounts | undefined> {
  if (actor.organisation.name !== organisation && !actor.permissions.has('manageOrganisation'))
    return undefined;
  // The policies of a tenant show its own rows only, also to administrators of the platform.
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'count_neurons',
      sql: `select count(*) filter (where n.kind = 'analyzer')::int as analyzer,
          count(*) filter (where n.kind = 'responder')::int as responder
        from skep.enabled_neuron n join skep.organisation o on o.id = n.organisation_id
        where o.name = $1 and n.cortex_id = $2`,
      parameters: [organisation, engineName],
    },
  );
  return { analyzer: Number(rows[0]?.analyzer), responder: Number(rows[0]?.responder) };
}
