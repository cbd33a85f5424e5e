/**
 * Writes every generated file (`npm run generate`), or with `--check` only says which ones differ from what would be
 * written and ends with code 1 then.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type GeneratedFile, generatedFiles } from './generated-files.ts';

const repository = resolve(import.meta.dirname, '../..');

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Those of the files whose text on disk is not what their producer gives, with that text. */
async function differing(files: readonly GeneratedFile[], root: string) {
  const compared = await Promise.all(
    files.map(async ({ path, produce }) => ({
      path,
      wanted: await produce(),
      present: await textOf(resolve(root, path)),
    })),
  );
  return compared.filter(({ wanted, present }) => wanted !== present);
}

/** Paths of the files that are not as their producer would write them. */
export async function staleFiles(files: readonly GeneratedFile[], root = repository): Promise<string[]> {
  return (await differing(files, root)).map(({ path }) => path);
}

/** Writes the files that differ and returns their paths. */
export async function writeStaleFiles(files: readonly GeneratedFile[], root = repository): Promise<string[]> {
  const stale = await differing(files, root);
  for (const { path, wanted } of stale) {
    await mkdir(dirname(resolve(root, path)), { recursive: true });
    await writeFile(resolve(root, path), wanted);
  }
  return stale.map(({ path }) => path);
}

async function main(check: boolean): Promise<void> {
  const paths = await (check ? staleFiles : writeStaleFiles)(generatedFiles);
  for (const path of paths) console.log(`${check ? 'out of date' : 'written'}: ${path}`);
  if (check && paths.length > 0) {
    console.log('Run `npm run generate` and commit what it writes.');
    process.exitCode = 1;
  }
}

if (import.meta.main) await main(process.argv.includes('--check'));
