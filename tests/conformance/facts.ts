/** What is known of the v1 API of others, as facts: operations with their parameters, bodies and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** A parameter of an operation. */
export interface ParameterFact {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** Schemas by content type. */
export type Contents = Readonly<Record<string, Schema>>;

/** An operation. */
export interface OperationFact {
  /** As its description calls it. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly ParameterFact[];
  readonly request?: Contents;
  /** By status, those that say that it went well. */
  readonly answers: Readonly<Record<string, Contents>>;
  /** Statuses of failures. */
  readonly failures: readonly number[];
}

interface Facts {
  /** Names of operations that administer the product of its vendor. */
  readonly outOfScope: readonly string[];
  readonly operations: readonly OperationFact[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** All facts. */
export const facts: Facts = JSON.parse(readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8'));

/** Method and path with its parameters unnamed, by which an operation and a route are the same. */
export function signature(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
}

/** The schema that a schema refers to, or itself where it refers to none. */
export function referredSchema(schema: Schema | undefined): Schema | undefined {
  const reference = schema?.$ref;
  if (typeof reference !== 'string') return schema;
  return facts.schemas[reference.slice(reference.lastIndexOf('/') + 1)];
}
