/** The version of the product, which only its package says. */
import { readFile } from 'node:fs/promises';

const packageFile = new URL('../../package.json', import.meta.url);

/** Reads the version, e.g. `1.2.3`. Throws when the package does not say it. */
export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { readonly version?: unknown };
  if (typeof version === 'string') return version;
  throw new Error(`${packageFile.pathname} does not say a version`);
}
