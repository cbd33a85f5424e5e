import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Wire } from '../../../../tests/support/wire.ts';
import { routes } from './routes/index.ts';

let wire: Wire;
beforeAll(async () => {
  wire = await buildWire();
});
afterAll(() => wire?.release());

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

it('describes every route under a name of its own, to everybody', async () => {
  const { status, body } = await wire.send('GET', '/cortex/api/docs/openapi.json');
  expect(status).toBe(200);
  const { paths } = body as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operationId,
    })),
  );
  expect(operations.map(({ route }) => route).sort()).toEqual(
    routes.map(({ method, path }) => `${method} /cortex${path}`).sort(),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

it('is what the repository holds', async () => {
  const text = await readFile(new URL('../../../../contract/openapi-cortex.json', import.meta.url), 'utf8');
  const { body } = await wire.send('GET', '/cortex/api/docs/openapi.json');
  const { info: _, ...served } = body as Record<string, unknown>;
  const { info: __, ...kept } = JSON.parse(text) as Record<string, unknown>;
  expect(served).toEqual(kept);
});
