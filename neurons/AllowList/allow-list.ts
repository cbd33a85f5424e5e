/** Says whether a value stands on lists of what is known to be harmless. Nothing leaves the machine. */

import { createReadStream } from 'node:fs';
import { isAbsolute } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  buildTaxonomy,
  type JsonObject,
  NeuronError,
} from '@skep/sdk';
import { covers, entryIn, type Subject, subjectOf } from './entry.ts';

/** Most entries that are named in a report. */
const mostHits = 20;

analyzer({ run: lookUp });

async function lookUp({ dataType, data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const files = linesOf(config.text('files', ''))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const entries = linesOf(config.text('entries', ''));
  if (files.length === 0 && entries.every((line) => entryIn(line) === undefined))
    throw new NeuronError('No list is configured: give entries or files', 'parameterMissing');
  const subject = subjectOf(dataType, data);
  const lists = [await search('configuration', entries, subject)];
  for (const file of files) lists.push(await search(file, linesIn(file), subject));
  const hits = lists.flatMap(({ hits: found }) => found);
  return {
    full: {
      allowed: hits.length > 0,
      hits: hits.slice(0, mostHits),
      lists: lists.map(({ name, entries: count }) => ({ name, entries: count })),
    },
    taxonomies: [
      hits.length > 0
        ? buildTaxonomy('safe', 'AllowList', 'listed', 'yes')
        : buildTaxonomy('info', 'AllowList', 'listed', 'no'),
    ],
    artifacts: [],
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

interface Searched {
  readonly name: string;
  readonly entries: number;
  readonly hits: JsonObject[];
}

async function search(
  name: string,
  lines: Iterable<string> | AsyncIterable<string>,
  subject: Subject,
): Promise<Searched> {
  const hits: JsonObject[] = [];
  let entries = 0;
  try {
    for await (const line of lines) {
      const entry = entryIn(line);
      if (entry === undefined) continue;
      entries += 1;
      if (covers(entry, subject)) hits.push({ list: name, entry });
    }
  } catch (error) {
    // Why a file cannot be read is for the administrator, who finds it by its name.
    if (error instanceof Error && 'code' in error)
      throw new NeuronError(`The list ${name} cannot be read: ${String(error.code)}`, 'parameterInvalid');
    throw error;
  }
  return { name, entries, hits };
}

function linesIn(file: string): AsyncIterable<string> {
  if (!isAbsolute(file)) throw new NeuronError(`Not an absolute path: ${file}`, 'parameterInvalid');
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
}
