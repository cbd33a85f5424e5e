/** Asks AbuseIPDB (API version 2) for the reports on an IP address. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildTaxonomy,
  isJsonObject,
  type JsonObject,
  NeuronError,
  type Settings,
  serviceAddress,
  type Taxonomy,
  valueAt,
} from '@skep/sdk';

/** Facts kept as AbuseIPDB names them. */
const keptFacts = [
  ...[
    'ipAddress',
    'isPublic',
    'isWhitelisted',
    'isTor',
    'abuseConfidenceScore',
    'totalReports',
    'numDistinctUsers',
  ],
  ...['lastReportedAt', 'countryCode', 'usageType', 'isp', 'domain', 'hostnames'],
] as const;

analyzer({ run: check });

async function check({ data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const address = serviceAddress(config, 'server', 'https://api.abuseipdb.com/api/v2', '/check');
  address.searchParams.set('ipAddress', data.trim());
  address.searchParams.set('maxAgeInDays', String(config.number('days', 90)));
  const headers = { key: config.text('key') };
  const { content } = await askJson({ service: 'AbuseIPDB', address, headers });
  const answer = valueAt(content, 'data');
  const confidence = valueAt(answer, 'abuseConfidenceScore');
  if (!isJsonObject(answer) || typeof confidence !== 'number') {
    throw new NeuronError('AbuseIPDB answered without a score', 'answerInvalid');
  }
  return {
    full: Object.fromEntries(keptFacts.map((name) => [name, answer[name] ?? null])),
    taxonomies: taxonomiesOf(answer, confidence, config),
    artifacts: [],
  };
}

function taxonomiesOf(answer: JsonObject, confidence: number, config: Settings): Taxonomy[] {
  const level = levelOf(answer, confidence, config);
  const reports = answer.totalReports;
  return [
    buildTaxonomy(level, 'AbuseIPDB', 'confidence', `${confidence}%`),
    buildTaxonomy('info', 'AbuseIPDB', 'reports', typeof reports === 'number' ? reports : 0),
    ...(answer.isTor === true ? [buildTaxonomy('suspicious', 'AbuseIPDB', 'usage', 'Tor')] : []),
  ];
}

/** An address that nobody reported is only unknown; those on its allow list are safe. */
function levelOf(answer: JsonObject, confidence: number, config: Settings): Taxonomy['level'] {
  if (answer.isWhitelisted === true) return 'safe';
  if (confidence >= config.number('malicious_from', 75)) return 'malicious';
  return confidence >= config.number('suspicious_from', 25) ? 'suspicious' : 'info';
}
