/** Writes the descriptions of the dialects in OpenAPI, as the server itself gives them. */
import { readFile } from 'node:fs/promises';
import { openApiDocument } from '../../server/src/api/cortex/openapi.ts';
import { usualPlace } from '../../server/src/api/cortex/plugin.ts';
import { routes as cortexRoutes } from '../../server/src/api/cortex/routes/index.ts';
import { openApiText } from '../../server/src/api/v1/docs/openapi.ts';
import { routes } from '../../server/src/api/v1/routes/index.ts';

/** The whole text of the generated file for v1, with the version of the package. */
export async function openApiFile(): Promise<string> {
  return openApiText(routes, await versionOfPackage());
}

/** The same for the Cortex dialect. */
export async function cortexApiFile(): Promise<string> {
  const document = openApiDocument(cortexRoutes, usualPlace, await versionOfPackage());
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function versionOfPackage(): Promise<string> {
  const text = await readFile(new URL('../../server/package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}
