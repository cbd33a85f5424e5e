import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Wire } from '../../../../../tests/support/wire.ts';
import { describeErrors } from '../../../model/errors.ts';
import { entities } from '../../../model/registry.ts';
import { wholePath } from '../base-path.ts';
import { routes } from '../routes/index.ts';
import { exampleBody } from './docs-examples.ts';
import { html } from './html.ts';

let wire: Wire;
beforeAll(async () => {
  wire = await buildWire();
});
afterAll(() => wire?.release());

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const docs = (accept: string) => wire.send('GET', '/api/docs', { headers: { accept } });

it('gives browsers a page and programs the document', async () => {
  expect((await docs(browserAccept)).headers['content-type']).toContain('text/html');
  for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.5', 'text/html;q=0']) {
    const { headers, body } = await docs(accept);
    expect(headers['content-type']).toContain('application/json');
    expect(headers.vary).toContain('Accept');
    expect(body).toHaveProperty('openapi');
  }
  expect((await wire.send('GET', '/api/docs/openapi.json')).body).toHaveProperty('openapi');
});

it('lets the page run nothing and load its own style sheet alone', async () => {
  const { headers, text } = await docs(browserAccept);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
  expect(text).not.toMatch(/<script|<style|style="|onclick|https?:\/\/(?!localhost)/);
  const style = /<link rel="stylesheet" href="([^"]+)">/.exec(text)?.[1] ?? '';
  expect((await wire.send('GET', style)).headers['content-type']).toContain('text/css');
});

it('tells every route, object and error once, and links only to what is there', async () => {
  const { text } = await docs(browserAccept);
  const anchors = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
  for (const name of Object.keys(entities)) expect(anchors).toContain(`object-${name}`);
  for (const { code } of describeErrors()) expect(anchors).toContain(`error-${code}`);
  expect(text.match(/<article id="(?!object-)/g)).toHaveLength(routes.length);
  for (const { path } of routes) expect(text).toContain(`<code>${wholePath(path)}</code>`);
});

it('escapes what it is given', () => {
  const given = `<b title="x">'&'</b>`;
  expect(html`<p>${given}</p>`.html).toBe('<p>&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>');
});

it.each(['/alert', '/case', '/caseTemplate', '/views', '/query'])(
  'gives an example of POST %s that the server accepts',
  async (path) => {
    const route = routes.find((one) => one.path === path && one.method === 'POST');
    const as = await wire.person(wire.world.organisations.first, 'org-admin');
    const body = exampleBody(route?.body ?? {});
    expect(await wire.send('POST', wholePath(path), { as, body })).toMatchObject({ status: route?.status });
  },
);

it('demands nothing of a body that the alert or the mail gives anyway', async () => {
  const article = (name: string, text: string) =>
    text.split(`<article id="${name}"`)[1]?.split('</article>')[0];
  const { text } = await docs(browserAccept);
  expect(article('post-alert', text)).toContain('<code>sourceRef</code> <em>required</em>');
  expect(article('post-alert-mail', text)).not.toContain('</code> <em>required</em>');
  expect(article('post-alert-mail', text)).toContain('-F &#39;mail=@file&#39;');
});
