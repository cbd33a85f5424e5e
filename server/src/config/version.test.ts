/** The version is told in one place. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { productVersion } from './version.ts';

it('is what the package says, and stands nowhere else in the program', async () => {
  const version = await productVersion();
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  const main = await readFile(new URL('../main.ts', import.meta.url), 'utf8');
  expect(main).not.toContain(version);
});
