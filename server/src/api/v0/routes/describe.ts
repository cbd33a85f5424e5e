/** Routes that describe models: the words by which their objects are searched, with the type of each. */

import type { Entity } from '../../../model/entity.ts';
import { notFound } from '../../../model/errors.ts';
import type { Kind } from '../../../model/field.ts';
import type { RawObject } from '../../../model/input.ts';
import { entities } from '../../../model/registry.ts';
import { parameter } from '../../http/route-table.ts';
import { type Model, models } from '../models.ts';
import type { Route } from '../route.ts';

const types: Readonly<Record<Kind, string>> = {
  string: 'string',
  text: 'string',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  date: 'date',
  duration: 'number',
  id: 'string',
  user: 'user',
  enumeration: 'enumeration',
  json: 'string',
};

const places: Readonly<Record<string, string>> = {
  case_task: '/case/task',
  case_task_log: '/case/task/log',
  case_artifact: '/case/artifact',
  caseTemplate: '/case/template',
  observableType: '/observable/type',
};

function described(name: string, type: string, values: readonly unknown[] = []): RawObject {
  return { name, type, values, labels: type === 'enumeration' ? values.map(String) : [], description: '' };
}

/** A field; the parts of a file stand in no field of their own. */
function fieldOf(entity: Entity, word: string, path: string): RawObject {
  const field = entity.fields[path];
  if (field === undefined) return described(word, word.endsWith('.size') ? 'number' : 'string');
  return described(word, types[field.kind], field.kind === 'enumeration' ? field.values : []);
}

/** What is told by none of a few values is named by a text, such as an id. */
function computedType(values: readonly unknown[] | undefined): string {
  if (values === undefined) return 'string';
  return typeof values[0] === 'boolean' ? 'boolean' : 'enumeration';
}

function describe(label: string, { entity, words }: Model): RawObject {
  const fields = [...words.fields].map(([word, path]) => fieldOf(entities[entity], word, path));
  const computed = Object.entries(words.computed).map(([word, { values }]) =>
    described(word, computedType(values), values),
  );
  return { label, path: places[label] ?? `/${label}`, attributes: [...fields, ...computed] };
}

const all: ReadonlyMap<string, RawObject> = new Map(
  Object.entries(models).map(([label, model]) => [label, describe(label, model)]),
);

/** The routes. */
export const describeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/describe/_all',
    permission: 'authenticated',
    summary: 'What can be asked of each model',
    status: 200,
    answer: 'Descriptions by model',
    handle: async () => ({ body: Object.fromEntries(all) }),
  },
  {
    method: 'GET',
    path: '/describe/{model}',
    permission: 'authenticated',
    summary: 'What can be asked of one model',
    status: 200,
    answer: '{label, path, attributes}',
    async handle(call) {
      const body = all.get(parameter(call, 'model'));
      if (body === undefined) throw notFound('Model');
      return { body };
    },
  },
];
