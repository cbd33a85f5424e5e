/** What the routes of v0 work with; put together where the program starts. */
import type { TableServices } from '../http/route-table.ts';
import type { WorkerFacts } from '../http/workers.ts';

/** The services. */
export interface V0Services extends TableServices {
  /** What the catalogue of neurons says of a definition; undefined for one that it does not hold. */
  readonly neuron: (definitionId: string) => WorkerFacts | undefined;
}
