/** An example of a call with `curl` for each route, made from what its declaration asks for. */
import type { RawObject } from '../../../model/input.ts';
import { wholePath } from '../base-path.ts';
import type { BodyShape, Route } from '../route.ts';
import { asSchema, inputSchema, type Schema } from './openapi-schemas.ts';

/** The command; it takes the key from the variable `KEY`. */
export function curlExample(route: Route): string {
  const required = (route.query ?? []).filter((parameter) => parameter.required);
  const query = required.map(({ name }) => `${name}=…`).join('&');
  const address = `http://localhost:9000${wholePath(route.path)}${query === '' ? '' : `?${query}`}`;
  return [
    `curl${methodOption(route)} '${address}'`,
    ...(route.permission === 'public' ? [] : ['-H "Authorization: Bearer $KEY"']),
    ...(route.body === undefined ? [] : bodyOptions(route.body)),
  ].join(' \\\n  ');
}

/** `curl` finds out by itself that a call with a body is a POST. */
function methodOption({ method, body }: Route): string {
  const found = body === undefined ? 'GET' : 'POST';
  return method === found ? '' : ` -X ${method}`;
}

function bodyOptions(body: BodyShape): readonly string[] {
  const example = exampleBody(body);
  const file = body.files?.find((name) => name !== '*');
  if (file !== undefined && Object.keys(example).length === 0) return [`-F '${file}=@file'`];
  const sent = body.mostInList === undefined ? example : [example];
  const text = JSON.stringify(sent, null, 2).replaceAll("'", '’').replaceAll('\n', '\n  ');
  return ["-H 'Content-Type: application/json'", `-d '${text}'`];
}

/** What a call can be made with: the fields that must be given; without any, the first that may be. */
export function exampleBody(body: BodyShape): RawObject {
  if (body.example !== undefined) return body.example;
  const { entity, files, also = {} } = body;
  if (entity === undefined)
    return Object.fromEntries(files === undefined ? Object.entries(also).map(wordExample) : []);
  const { properties, required } = inputSchema({ ...body, also: {} });
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  const fields = Object.entries(asSchema(properties));
  const chosen = fields.filter(([name]) => needed.has(name));
  const shown = chosen.length > 0 || files !== undefined ? chosen : fields.slice(0, 1);
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleValue(asSchema(schema))]));
}

/** Members that are told in words begin with what they are. */
function wordExample([name, sentence]: readonly [string, string]): readonly [string, unknown] {
  if (sentence.startsWith('true:')) return [name, true];
  return [name, /^(?:list|ids|titles)\b/.test(sentence) ? ['…'] : '…'];
}

function exampleValue(schema: Schema): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return [exampleValue(asSchema(schema.items))];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : {};
}
