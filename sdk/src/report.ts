/** What a neuron hands back, in the words of the Cortex output contract, with a builder for each part. */

import type { JsonObject } from './json.ts';

/** How bad a taxonomy is, mildest first. */
export type TaxonomyLevel = 'info' | 'safe' | 'suspicious' | 'malicious';

/** One line of a mini-report, shown as `namespace:predicate="value"`. */
export interface Taxonomy {
  level: TaxonomyLevel;
  namespace: string;
  predicate: string;
  value: string | number;
}

/** What may be said about an artifact besides its value. `tlp` is on the scale 0 to 3. */
export interface ArtifactDetails {
  tlp?: number;
  tags?: string[];
  message?: string;
}

/** A value found by an analyzer. */
export interface ValueArtifact extends ArtifactDetails {
  dataType: string;
  data: string;
}

/** A file found by an analyzer; `file` names a direct child of the output folder. */
export interface FileArtifact extends ArtifactDetails {
  dataType: 'file';
  file: string;
  filename: string;
  contentType?: string;
}

/** An observable proposed by an analyzer. */
export type Artifact = ValueArtifact | FileArtifact;

/** Every operation the platform can carry out, with its fields. */
export interface OperationFields {
  AddTagToCase: { tag: string };
  AddTagToArtifact: { tag: string };
  AddTagToAlert: { tag: string };
  CreateTask: { title: string; description: string };
  AddCustomFields: { name: string; tpe: string; value: unknown };
  AddArtifactToCase: {
    data: string;
    dataType: string;
    message: string;
    tlp?: number;
    ioc?: boolean;
    sighted?: boolean;
    ignoreSimilarity?: boolean;
    tags?: string[];
  };
  AssignCase: { owner: string };
  CloseTask: Record<string, never>;
  AddLogToTask: { content: string };
  MarkAlertAsRead: Record<string, never>;
}

/** Name of an operation. */
export type OperationType = keyof OperationFields;

/** A change asked of the platform; it is made with the rights of whoever started the job. */
export type Operation = { [Type in OperationType]: { type: Type } & OperationFields[Type] }[OperationType];

/** What an analyzer returns. Without `artifacts` they are taken from the strings of `full`, if that is switched on. */
export interface AnalyzerResult {
  full: JsonObject;
  taxonomies?: Taxonomy[];
  artifacts?: Artifact[];
  operations?: Operation[];
}

/** What a responder returns. */
export interface ResponderResult {
  full: JsonObject;
  operations?: Operation[];
}

/** One line of the mini-report. */
export function buildTaxonomy(
  level: TaxonomyLevel,
  namespace: string,
  predicate: string,
  value: string | number,
): Taxonomy {
  return { level, namespace, predicate, value };
}

/** An observable that is a value; files are built by the job, which owns the output folder. */
export function buildArtifact(dataType: string, data: string, details: ArtifactDetails = {}): ValueArtifact {
  return { dataType, data, ...details };
}

/** A change asked of the platform. */
export function buildOperation<Type extends OperationType>(
  type: Type,
  fields: OperationFields[Type],
): { type: Type } & OperationFields[Type] {
  return { type, ...fields };
}
