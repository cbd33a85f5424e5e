/** The documentation page: drawn from the table of routes and the model, readable without any script. */
import { type EntityName, entities } from '../../../model/registry.ts';
import type { Route } from '../route.ts';
import { routeAnchor, routeArticle, routeName } from './docs-route.ts';
import { type DocsSection, docsSections } from './docs-sections.ts';
import { errorTable, fieldsOf, fieldTable } from './docs-tables.ts';
import { type Html, html } from './html.ts';
import { asSchema, outputSchema, sharedSchemas } from './openapi-schemas.ts';
import { errorsOfEveryRoute } from './route-errors.ts';

/** Where the page finds what belongs to it. */
export interface DocsPlaces {
  readonly style: string;
  readonly openApi: string;
}

const entityNames = Object.keys(entities) as readonly EntityName[];

/** The page as the text of an HTML document. */
export function docsHtml(routes: readonly Route[], version: string, places: DocsPlaces): string {
  const sections = docsSections(routes);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Skep API v1</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${places.style}">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${navigation(sections)}
<main id="content" tabindex="-1">
<h1>Skep API v1</h1>
<p>Version ${version}. The same for programs: <a href="${places.openApi}">OpenAPI</a>.</p>
${introduction(routes.length)}
${sections.map(section)}
<section id="objects" aria-labelledby="title-objects">
<h2 id="title-objects">Objects</h2>
<p>What answers are made of. Fields marked <em>always</em> are always there; others may be missing.</p>
${entityNames.map(objectOf)}
${otherObject('CustomFieldValue')}
</section>
<section id="errors" aria-labelledby="title-errors">
<h2 id="title-errors">Errors</h2>
<p>Every mistake of a caller has a code. Words in braces are parameters, which stand beside the message in the answer.</p>
${otherObject('Error')}
${errorTable()}
</section>
</main>
</body>
</html>
`.html;
}

function navigation(sections: readonly DocsSection[]): Html {
  const entries = sections.map(
    ({ id, title, routes }) => html`<li><a href="#${id}">${title} <span>${routes.length}</span></a></li>
`,
  );
  return html`<nav aria-label="Contents">
<ul>
<li><a href="#start">How to call it</a></li>
${entries}
<li><a href="#objects">Objects</a></li>
<li><a href="#errors">Errors</a></li>
</ul>
</nav>`;
}

function introduction(count: number): Html {
  const codes = errorsOfEveryRoute.map(
    (code, at) => html`${at === 0 ? '' : ', '}<a href="#error-${code}"><code>${code}</code></a>`,
  );
  return html`<section id="start" aria-labelledby="title-start">
<h2 id="title-start">How to call it</h2>
<p>${count} routes, which take and give JSON. Sign in on each call with an API key
(<code>Authorization: Bearer …</code>) or with login and password over HTTP Basic; browsers keep a session in a cookie.
Who belongs to several organisations chooses one by the header <code>X-Organisation</code>.</p>
<ul>
<li>Ids are texts such as <code>~4096</code>; dates are milliseconds since the epoch.</li>
<li>A change can name the version it is based on, in <code>If-Match</code> or <code>_version</code>; an outdated one answers 409.</li>
<li>A call that makes something can carry an <code>Idempotency-Key</code>; repeated with the same key, it makes nothing twice.</li>
<li>Unknown fields, filters and operations answer 400 and say what is possible.</li>
<li>Every route can answer ${codes}.</li>
</ul>
</section>`;
}

function section(part: DocsSection): Html {
  const { id, title, sentence, entity, routes } = part;
  const entries = routes.map(
    (
      route,
    ) => html`<li><a href="#${routeAnchor(route)}">${routeName(route)}</a> <span>${route.summary}</span></li>
`,
  );
  const object = entity === undefined ? html`` : html` <a href="#object-${entity}">Its fields</a>.`;
  return html`<section id="${id}" aria-labelledby="title-${id}">
<h2 id="title-${id}">${title}</h2>
<p>${sentence}.${object}</p>
<ul class="index">
${entries}</ul>
${routes.map(routeArticle)}
</section>
`;
}

function objectOf(name: EntityName): Html {
  const schema = outputSchema(name);
  return html`<article id="object-${name}" aria-labelledby="title-object-${name}">
<h3 id="title-object-${name}">${name}</h3>
<p>${entities[name].sentence}.</p>
${fieldTable(`Fields of ${name}`, fieldsOf(schema), 'always')}
</article>
`;
}

function otherObject(name: string): Html {
  const schema = asSchema(sharedSchemas()[name]);
  return html`<article id="object-${name}" aria-labelledby="title-object-${name}">
<h3 id="title-object-${name}">${name}</h3>
${fieldTable(`Fields of ${name}`, fieldsOf(schema), 'always')}
</article>
`;
}
