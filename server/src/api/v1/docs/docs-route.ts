/** One route on the documentation page: who may call it, what it takes, what it gives, an example. */

import type { ErrorCode } from '../../../model/errors.ts';
import { wholePath } from '../base-path.ts';
import type { AnswerShape, Route } from '../route.ts';
import { answerInWords } from './answer-words.ts';
import { curlExample } from './docs-examples.ts';
import { type DocsField, fieldsOf, fieldTable } from './docs-tables.ts';
import { type Html, html, joined, nothingShown } from './html.ts';
import { inputSchema } from './openapi-schemas.ts';
import { errorsOf } from './route-errors.ts';

/** The anchor of a route: `get-case-caseId`. */
export function routeAnchor({ method, path }: Route): string {
  return `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;
}

/** The method and the path of a route. */
export function routeName({ method, path }: Route): Html {
  return html`<span class="method ${method.toLowerCase()}">${method}</span> <code>${wholePath(path)}</code>`;
}

/** The whole description of a route. */
export function routeArticle(route: Route): Html {
  const anchor = routeAnchor(route);
  return html`<article id="${anchor}" aria-labelledby="name-${anchor}">
<h3 id="name-${anchor}"><a href="#${anchor}">${routeName(route)}</a></h3>
<p>${route.summary}.</p>
<dl>
<dt>Who may call it</dt><dd>${permissionInWords(route)}</dd>
${aliasesInWords(route)}
<dt>Answer</dt><dd><strong>${route.status}</strong> ${answerShown(route.answer)}</dd>
${partlyInWords(route)}
${errorsInWords(errorsOf(route))}
</dl>
${fieldTable('Parameters', parametersOf(route), 'required')}
${bodyTable(route)}
<p class="label" id="example-${anchor}">Example</p>
<pre aria-labelledby="example-${anchor}"><code>${curlExample(route)}</code></pre>
</article>
`;
}

function permissionInWords({ permission }: Route): Html {
  if (permission === 'public') return html`everybody`;
  if (permission === 'authenticated') return html`everybody who is signed in`;
  const names = typeof permission === 'string' ? [permission] : permission;
  return joined(
    names.map((name) => html`<code>${name}</code>`),
    ' or ',
  );
}

function aliasesInWords({ aliases = [] }: Route): Html {
  if (aliases.length === 0) return nothingShown;
  const paths = aliases.map((alias) => html`<code>${alias}</code>`);
  return html`<dt>Older clients call it</dt><dd>${joined(paths, ', ')}</dd>`;
}

function answerShown(answer: AnswerShape): Html {
  const { entity, list, contentType } = answer;
  const kind = contentType === undefined ? nothingShown : html` (<code>${contentType}</code>)`;
  if (entity === undefined) return html`${answerInWords(answer) ?? 'without a body'}${kind}`;
  const link = html`<a href="#object-${entity}">${entity}</a>`;
  const more =
    answer.members === undefined
      ? nothingShown
      : html` with ${answerInWords({ members: answer.members }) ?? ''}`;
  return list === true ? html`list of ${link}${more}` : html`${link}${more}`;
}

function partlyInWords({ partly }: Route): Html {
  return partly === undefined
    ? nothingShown
    : html`<dt>When only a part was done</dt><dd><strong>207</strong> ${partly}</dd>`;
}

function errorsInWords(codes: readonly ErrorCode[]): Html {
  if (codes.length === 0) return nothingShown;
  const links = codes.map((code) => html`<a href="#error-${code}"><code>${code}</code></a>`);
  return html`<dt>Errors</dt><dd>${joined(links, ', ')}</dd>`;
}

function parametersOf({ path, query = [] }: Route): readonly DocsField[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): DocsField => ({
      name,
      type: html`in the path`,
      required: true,
      sentence: pathSentence(name),
    }),
  );
  const inQuery = query.map(
    ({ name, sentence, required = false }): DocsField => ({
      name,
      type: html`in the query string`,
      required,
      sentence,
    }),
  );
  return [...inPath, ...inQuery];
}

/** `caseId` → `Id of the case`; other names speak for themselves. */
function pathSentence(name: string): string {
  const of = /^(\w+)Id$/.exec(name)?.[1];
  return of === undefined
    ? ''
    : `Id of the ${of.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

function bodyTable({ body, form }: Route): Html {
  if (body === undefined) return nothingShown;
  const fields = fieldsOf(inputSchema(body));
  const files = (body.files ?? []).map(
    (name): DocsField => ({
      name: name === '*' ? 'any name' : name,
      type: html`file, as a part of a form`,
      required: false,
      sentence: name === '*' ? 'A file that the JSON names' : 'May be given several times',
    }),
  );
  const kinds = [
    'application/json',
    ...(body.files === undefined ? [] : ['multipart/form-data (fields as JSON in the part _json)']),
    ...(form === true ? ['application/x-www-form-urlencoded'] : []),
  ];
  const list = body.mostInList === undefined ? '' : `list of at most ${body.mostInList}, `;
  return fieldTable(`Body: ${list}${kinds.join(', or ')}`, [...fields, ...files], 'required');
}
