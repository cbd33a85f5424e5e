/** The files of the repository that are written by a program. A new one is a row here. */
import { layersPage } from '../architecture/layers-page.ts';
import { configurationPage } from './configuration-page.ts';
import { errorsPage } from './errors-page.ts';
import { cortexApiFile, openApiFile } from './open-api.ts';
import { wireTypes } from './wire-types.ts';

/** A generated file. */
export interface GeneratedFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** Its whole text; the same on every machine. */
  readonly produce: () => string | Promise<string>;
}

/** All generated files. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'docs/operations/configuration.md', produce: configurationPage },
  { path: 'docs/reference/layers.md', produce: layersPage },
  { path: 'docs/reference/errors.md', produce: errorsPage },
  { path: 'contract/v1-types.ts', produce: wireTypes },
  { path: 'contract/openapi-v1.json', produce: openApiFile },
  { path: 'contract/openapi-cortex.json', produce: cortexApiFile },
];
