/** What the routes of v0 work with; put together where the program starts. */
import type { Access } from '../../access/index.ts';
import type { Polls } from '../../live/polls.ts';
import type { TableServices } from '../http/route-table.ts';
import type { WorkerFacts } from '../http/workers.ts';

/** The services. */
export interface V0Services extends TableServices {
  readonly access: Access;
  readonly polls: Polls;
  /** What the catalogue of neurons says of a definition; undefined for one that it does not hold. */
  readonly neuron: (definitionId: string) => WorkerFacts | undefined;
  /** Version of the product. */
  readonly version: string;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
}
