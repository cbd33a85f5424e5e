/**
 * The kit for analyzers and responders in TypeScript and JavaScript.
 *
 * A neuron is a folder with a definition file and a script that calls one of the two entry functions:
 *
 *     import { analyzer, buildTaxonomy } from '@skep/sdk';
 *
 *     analyzer({
 *       run: ({ data }) => ({
 *         full: { length: data.length },
 *         taxonomies: [buildTaxonomy('info', 'Demo', 'Length', data.length)],
 *       }),
 *     });
 *
 * The job folder is the one Cortex defines, so a neuron also runs wherever Cortex neurons run.
 */

export { askJson, type JsonAnswer, type Question, serviceAddress } from './exchange.ts';
export type { JobFile } from './input.ts';
export type { AnalyzerJob, Job, ResponderJob } from './job.ts';
export { isJsonObject, type JsonObject, textAt, textsAt, valueAt } from './json.ts';
export { levelName } from './marking.ts';
export { allowedNetworks } from './network.ts';
export { type Analyzer, analyzer, type Responder, responder } from './neuron.ts';
export { messageOf, NeuronError, TemporaryError } from './neuron-error.ts';
export { caseNumberOf, type LinkedObject, lineageOf, type ObjectKind, titleOf } from './objects.ts';
export { type OutgoingPost, post } from './outgoing.ts';
export type { FileArtifactSource } from './output.ts';
export {
  type AnalyzerResult,
  type Artifact,
  type ArtifactDetails,
  buildArtifact,
  buildOperation,
  buildTaxonomy,
  type FileArtifact,
  type Operation,
  type OperationFields,
  type OperationType,
  type ResponderResult,
  type Taxonomy,
  type TaxonomyLevel,
  type ValueArtifact,
} from './report.ts';
export type { Settings } from './settings.ts';
