/** The files of the repository that are written by a program. A new one is a row here. */
import { layersPage } from '../architecture/layers-page.ts';
import { configurationPage } from './configuration-page.ts';

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
];
