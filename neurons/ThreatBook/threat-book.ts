/** Asks ThreatBook (API version 3) for the reputation of an address, or about the compromise that a domain stands for. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildTaxonomy,
  isJsonObject,
  type JsonObject,
  NeuronError,
  serviceAddress,
  type Taxonomy,
  TemporaryError,
  textAt,
  textsAt,
  valueAt,
} from '@skep/sdk';

/** Facts kept as ThreatBook names them. */
const keptFacts = [
  ...['severity', 'judgments', 'is_malicious', 'confidence_level', 'tags_classes', 'basic', 'asn', 'scene'],
  ...['update_time', 'categories', 'rank'],
] as const;

/** Judgements that say nothing bad about an address. */
const harmlessJudgments = new Set([
  'IDC',
  'CDN',
  'Gateway',
  'Mobile',
  'Dynamic IP',
  'Education',
  'DNS',
  'Whitelist',
  'Info',
]);

const pauseAtLimit = 3600;

analyzer({ run: lookUp });

async function lookUp({ dataType, data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const value = data.trim();
  const scene = dataType === 'ip' ? 'ip_reputation' : 'dns';
  const address = serviceAddress(config, 'server', 'https://api.threatbook.cn/v3', `/scene/${scene}`);
  address.searchParams.set('apikey', config.text('key'));
  address.searchParams.set('resource', value);
  address.searchParams.set('lang', 'en');
  const { content } = await askJson({ service: 'ThreatBook', address });
  refuseFailure(content);
  const predicate = dataType === 'ip' ? 'reputation' : 'compromise';
  const facts = factsOf(content, value);
  if (facts === undefined) {
    return {
      full: { found: false },
      taxonomies: [buildTaxonomy('info', 'ThreatBook', predicate, 'unknown')],
      artifacts: [],
    };
  }
  const kept = keptFacts.filter((name) => facts[name] !== undefined).map((name) => [name, facts[name]]);
  return {
    full: { found: true, ...Object.fromEntries(kept) },
    taxonomies: [taxonomyOf(predicate, facts)],
    artifacts: [],
  };
}

/** Failures come with status 200 and a number of their own: -1 for the key, -4 for the limit, -5 for a broken service. */
function refuseFailure(content: unknown): void {
  const code = valueAt(content, 'response_code');
  if (code === -1)
    throw new NeuronError('ThreatBook does not accept the key, or what it is used for', 'keyRefused');
  if (code === -4)
    throw new TemporaryError('ThreatBook is over its limit of requests', pauseAtLimit, 'limitReached');
  if (code === -5) throw new TemporaryError('ThreatBook is not able to answer', 0, 'serviceBroken');
  if (typeof code === 'number' && code < 0) {
    throw new NeuronError(`ThreatBook refused the question (${code})`, 'serviceRefused');
  }
  if (typeof code !== 'number') throw new NeuronError('ThreatBook answered without a code', 'answerInvalid');
}

/** Addresses stand in the data by themselves, domains among `domains`. */
function factsOf(content: unknown, value: string): JsonObject | undefined {
  const data = valueAt(content, 'data');
  const members = isJsonObject(data) && isJsonObject(data.domains) ? data.domains : data;
  const facts = isJsonObject(members) ? members[value] : undefined;
  return isJsonObject(facts) ? facts : undefined;
}

function taxonomyOf(predicate: string, facts: JsonObject): Taxonomy {
  const judgments = textsAt(facts, 'judgments');
  const value = judgments.join(', ') || textAt(facts, 'severity') || 'nothing bad';
  const isBad = judgments.some((judgment) => !harmlessJudgments.has(judgment));
  if (facts.is_malicious === true) return buildTaxonomy('malicious', 'ThreatBook', predicate, value);
  return buildTaxonomy(isBad ? 'suspicious' : 'info', 'ThreatBook', predicate, value);
}
