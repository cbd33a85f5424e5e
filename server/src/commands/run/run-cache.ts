/** Reports that are used again: which runs are the same, and whether one of them has a report that is still fresh. */

import { createHash } from 'node:crypto';
import { JsonText } from '../../lib/json-text.ts';
import type { RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { CommandContext } from '../frame/command.ts';
import { numberOf, type Row } from '../frame/row.ts';

/** What a run is given, as far as it makes the run another one. */
export interface Datum {
  readonly dataType: string;
  /** On the scale of five steps. */
  readonly tlp: number;
  readonly pap: number | null;
  /** Digest of the datum or of the file. */
  readonly hash: Uint8Array;
}

/** Runs are the same when neuron, its settings, datum, markings and parameters are. */
export function cacheKey(neuron: Row, { dataType, tlp, pap, hash }: Datum, parameters: RawObject): Buffer {
  const facts = [neuron.id, neuron.version, dataType, tlpOnOldScale(tlp), pap, parameters];
  return createHash('sha256').update(JSON.stringify(facts)).update(hash).digest();
}

/** Minutes a report is used again when the neuron does not say. */
const usualCacheMinutes = 10;

/** A report that is used again, with the files that it names. */
interface FreshReport {
  readonly report: JsonText;
  readonly fileIds: readonly string[];
}

const ended = `cache_key = $2 and status = 'Success' and not from_cache and deleted_at is null and end_date > $3`;

/** Reports of runs in cases that are kept to some people are used again for those only. */
const statements = {
  job: `select report::text from skep.job where asking_organisation_id = $1 and ${ended}
    and (not restricted or restricted_to @> array[$4::text]) order by end_date desc limit 1`,
  directRun: `select report::text, file_ids from skep.direct_run where organisation_id = $1 and ${ended} order by end_date desc limit 1`,
} as const;

/** The newest report of the same run that is still fresh. */
export async function freshReport(
  { write, actor }: CommandContext,
  kind: keyof typeof statements,
  neuron: Row,
  key: Buffer,
): Promise<FreshReport | undefined> {
  const minutes = numberOf(neuron, 'cacheMinutes') ?? usualCacheMinutes;
  if (minutes === 0) return undefined;
  const usual = [actor.organisation.id, key, new Date(write.now - minutes * 60_000)];
  const { rows } = await write.run({
    name: `fresh_report_of_${kind}`,
    sql: statements[kind],
    parameters: kind === 'job' ? [...usual, actor.login] : usual,
  });
  const [found] = rows;
  if (typeof found?.report !== 'string') return undefined;
  return {
    report: new JsonText(found.report),
    fileIds: Array.isArray(found.file_ids) ? found.file_ids.map(String) : [],
  };
}
