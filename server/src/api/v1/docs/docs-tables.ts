/** Tables of the documentation page: fields with their types in words, and the coded errors. */
import { describeErrors, type ErrorDescription } from '../../../model/errors.ts';
import { statusOf } from '../errors.ts';
import { type Html, html, nothingShown } from './html.ts';
import { asSchema, type Schema } from './openapi-schemas.ts';

/** A row of a table of fields or parameters. */
export interface DocsField {
  readonly name: string;
  readonly type: Html;
  readonly required: boolean;
  readonly sentence: string;
}

/** The members of an object's schema as rows. */
export function fieldsOf(schema: Schema): readonly DocsField[] {
  const required = new Set<unknown>(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(asSchema(schema.properties)).map(([name, value]) => ({
    name,
    type: typeInWords(asSchema(value)),
    required: required.has(name),
    sentence: String(asSchema(value).description ?? ''),
  }));
}

/** A table of fields. `marks` says what is told of those that must be there. */
export function fieldTable(
  caption: string,
  fields: readonly DocsField[],
  marks: 'required' | 'always',
): Html {
  if (fields.length === 0) return nothingShown;
  return html`<table><caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
<tbody>${fields.map((field) => fieldRow(field, marks))}</tbody></table>`;
}

function fieldRow({ name, type, required, sentence }: DocsField, marks: 'required' | 'always'): Html {
  const mark = required ? html` <em>${marks}</em>` : nothingShown;
  return html`<tr><th scope="row"><code>${name}</code>${mark}</th><td>${type}</td><td>${sentence}</td></tr>
`;
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['integer', 'whole number'],
  ['number', 'number'],
  ['boolean', 'true or false'],
  ['object', 'object'],
]);

/** A schema in words: its type, the values or limits it has, and where objects are described. */
export function typeInWords(schema: Schema): Html {
  if (typeof schema.$ref === 'string') return referenceInWords(schema.$ref);
  if (schema.const !== undefined) return html`always <code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum)) return valuesInWords(schema.enum);
  if (schema.type === 'array') return html`list of ${typeInWords(asSchema(schema.items))}`;
  if (schema.pattern === '^~[0-9]+$') return html`id, such as <code>~4096</code>`;
  if (schema.format === 'int64' && schema.description !== undefined) return html`whole number (milliseconds)`;
  const [type, clearable] = Array.isArray(schema.type) ? [schema.type[0], true] : [schema.type, false];
  const words = typeWords.get(String(type)) ?? 'anything';
  return html`${words}${limitsInWords(schema)}${clearable ? ', or null to remove it' : ''}`;
}

function referenceInWords(reference: string): Html {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  if (!name.startsWith('Output')) return html`<a href="#object-${name}">${name}</a>`;
  const entity = `${name.charAt(6).toLowerCase()}${name.slice(7)}`;
  return html`<a href="#object-${entity}">${entity}</a>`;
}

function valuesInWords(values: readonly unknown[]): Html {
  const pieces = values.map((value, at) => html`${at === 0 ? '' : ', '}<code>${String(value)}</code>`);
  return html`one of ${pieces}`;
}

function limitsInWords({ minimum, maximum, minLength, maxLength }: Schema): string {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength];
  const unit = minLength === undefined && maxLength === undefined ? '' : ' characters';
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}${unit}`;
  if (most !== undefined) return `, at most ${most}${unit}`;
  return least === undefined ? '' : `, at least ${least}${unit}`;
}

/** Every coded error with its status, message and meaning. */
export function errorTable(): Html {
  return html`<table><caption>Coded errors</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Message</th></tr></thead>
<tbody>${describeErrors().map(errorRow)}</tbody></table>`;
}

function errorRow({ code, family, sentence, meaning }: ErrorDescription): Html {
  const more = meaning === undefined ? nothingShown : html`<br>${meaning}`;
  return html`<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${statusOf(family)}</td><td>${sentence}${more}</td></tr>
`;
}
