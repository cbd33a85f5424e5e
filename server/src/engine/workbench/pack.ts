/** Packs a neuron's folder into a zip with that folder at its top. */

import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { ZipWriter } from '@zip.js/zip.js';
import { AskedWrongly } from './words.ts';

/** Most files in one neuron. */
const mostFiles = 20_000;

/** Packs a folder into a file, which stands there only when it is complete. Gives the number of files. */
export async function pack(folder: string, file: string): Promise<number> {
  const root = resolve(folder);
  const target = resolve(file);
  const unfinished = `${target}.part`;
  const paths = (await filesIn(root)).filter((path) => path !== target && path !== unfinished);
  try {
    const writer = new ZipWriter(Writable.toWeb(createWriteStream(unfinished)), { useWebWorkers: false });
    for (const path of paths)
      await writer.add(join(basename(root), relative(root, path)), Readable.toWeb(createReadStream(path)));
    await writer.close();
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return paths.length;
}

/** Files below a folder, without hidden ones, what Python compiled, and tests. Throws `AskedWrongly` for links. */
async function filesIn(root: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const member of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, member.name);
      if (isLeftOut(member.name)) continue;
      if (member.isSymbolicLink())
        throw new AskedWrongly(
          `${path} is a link: a catalogue does not follow links, so put the file itself there.`,
        );
      if (member.isDirectory()) waiting.push(path);
      else if (member.isFile()) found.push(path);
    }
    if (found.length > mostFiles) throw new AskedWrongly(`${root} holds more than ${mostFiles} files.`);
  }
  return found.sort();
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === '__pycache__' || /\.test\.[cm]?[jt]s$/.test(name);
}
