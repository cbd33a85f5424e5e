/** Writes the description of v1 in OpenAPI, as the server itself gives it. */
import { readFile } from 'node:fs/promises';
import { openApiText } from '../../server/src/api/v1/openapi.ts';
import { routes } from '../../server/src/api/v1/routes/index.ts';

/** The whole text of the generated file, with the version of the package. */
export async function openApiFile(): Promise<string> {
  const text = await readFile(new URL('../../server/package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return openApiText(routes, version);
}
