/** What of VirusTotal's answer goes into the report, and the observables in it. */

import {
  type Artifact,
  buildArtifact,
  isJsonObject,
  type JsonObject,
  NeuronError,
  textAt,
  valueAt,
} from '@skep/sdk';
import { detectDataType } from '@skep/sdk/indicators';

/** The report, without what nobody reads. */
export interface VirusTotalReport extends JsonObject {
  counts: { malicious: number; suspicious: number; harmless: number; undetected: number };
  detections: { engine: string; category: string; result: string | null }[];
  facts: JsonObject;
}

/** Facts kept as VirusTotal names them. */
const keptFacts = [
  ...[
    'meaningful_name',
    'type_description',
    'size',
    'md5',
    'sha1',
    'sha256',
    'names',
    'popular_threat_classification',
  ],
  ...['first_submission_date', 'last_analysis_date', 'reputation', 'times_submitted', 'total_votes', 'tags'],
  ...[
    'as_owner',
    'asn',
    'country',
    'network',
    'registrar',
    'creation_date',
    'categories',
    'last_dns_records',
  ],
  ...['url', 'last_final_url', 'title'],
] as const;

/** Most members kept of a list among the facts. */
const mostMembers = 50;

/** The report in an answer. Throws `answerInvalid` when it holds none. */
export function reportOf(content: unknown): VirusTotalReport {
  const attributes = valueAt(content, 'data.attributes');
  if (!isJsonObject(attributes))
    throw new NeuronError('VirusTotal answered without a report', 'answerInvalid');
  const facts = keptFacts.map((name): [string, unknown] => [name, attributes[name]]);
  return {
    counts: {
      malicious: countAt(attributes, 'malicious'),
      suspicious: countAt(attributes, 'suspicious'),
      harmless: countAt(attributes, 'harmless'),
      undetected: countAt(attributes, 'undetected'),
    },
    detections: detectionsOf(attributes),
    facts: Object.fromEntries(facts.filter(([, value]) => value !== undefined).map(shortened)),
  };
}

/** The other hashes of a file, the final address of a URL and the addresses of a host. */
export function artifactsOf({ facts }: VirusTotalReport, asked: string): Artifact[] {
  const records = Array.isArray(facts.last_dns_records) ? facts.last_dns_records : [];
  const addresses = records.filter((record) => ['A', 'AAAA'].includes(textAt(record, 'type') ?? ''));
  const values = [
    ...['md5', 'sha1', 'sha256', 'last_final_url'].map((name) => textAt(facts, name)),
    ...addresses.map((record) => textAt(record, 'value')),
  ];
  const news = new Set(
    values.filter((value) => value !== undefined && value.toLowerCase() !== asked.toLowerCase()),
  );
  return [...news].flatMap((value) => {
    const dataType = value === undefined ? undefined : detectDataType(value);
    return value === undefined || dataType === undefined ? [] : [buildArtifact(dataType, value)];
  });
}

function countAt(attributes: JsonObject, category: string): number {
  const count = valueAt(attributes, `last_analysis_stats.${category}`);
  return typeof count === 'number' ? count : 0;
}

/** Only engines that say something; the rest is in the counts. */
function detectionsOf(attributes: JsonObject): VirusTotalReport['detections'] {
  const results = valueAt(attributes, 'last_analysis_results');
  const engines = isJsonObject(results) ? Object.entries(results) : [];
  return engines.flatMap(([engine, result]) => {
    const category = textAt(result, 'category') ?? '';
    if (category !== 'malicious' && category !== 'suspicious') return [];
    return [{ engine, category, result: textAt(result, 'result') ?? null }];
  });
}

function shortened([name, value]: [string, unknown]): [string, unknown] {
  return [name, Array.isArray(value) ? value.slice(0, mostMembers) : value];
}
