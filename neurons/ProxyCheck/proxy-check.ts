/** Asks proxycheck.io (API version 2) whether an IP address is a proxy. */

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
  TemporaryError,
  textAt,
  valueAt,
} from '@skep/sdk';

/** Seconds until another attempt when the limit of the day is reached. */
const pauseAtLimit = 3600;

analyzer({ run: check });

async function check({ data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const path = `/${encodeURIComponent(data.trim())}`;
  const address = serviceAddress(config, 'server', 'https://proxycheck.io/v2', path);
  for (const part of ['vpn', 'asn', 'risk']) address.searchParams.set(part, '1');
  const key = config.text('key', '');
  if (key !== '') address.searchParams.set('key', key);
  const { content } = await askJson({ service: 'proxycheck.io', address });
  const facts = factsOf(content);
  return { full: facts, taxonomies: taxonomiesOf(facts, config), artifacts: [] };
}

/** What is said about the address, which is the only object in the answer. */
function factsOf(content: unknown): JsonObject {
  const status = textAt(content, 'status') ?? 'nothing';
  const facts = isJsonObject(content) ? Object.values(content).find(isJsonObject) : undefined;
  if (facts !== undefined && (status === 'ok' || status === 'warning')) return facts;
  // Its message is looked at but not passed on, since it may repeat the key.
  if (status === 'denied' && /exceed|limit|quer/i.test(textAt(content, 'message') ?? '')) {
    throw new TemporaryError('proxycheck.io is over its limit of requests', pauseAtLimit, 'limitReached');
  }
  if (status === 'denied') throw new NeuronError('proxycheck.io does not accept the key', 'keyRefused');
  throw new NeuronError(
    `proxycheck.io answered "${status}" and says nothing of the address`,
    'answerInvalid',
  );
}

function taxonomiesOf(facts: JsonObject, config: Settings): Taxonomy[] {
  const isProxy = textAt(facts, 'proxy') === 'yes';
  const kind = textAt(facts, 'type') ?? 'yes';
  const risk = valueAt(facts, 'risk');
  return [
    buildTaxonomy(isProxy ? 'suspicious' : 'info', 'ProxyCheck', 'proxy', isProxy ? kind : 'no'),
    ...(typeof risk === 'number'
      ? [buildTaxonomy(levelOf(risk, config), 'ProxyCheck', 'risk', `${risk}%`)]
      : []),
  ];
}

function levelOf(risk: number, config: Settings): Taxonomy['level'] {
  if (risk >= config.number('malicious_from', 67)) return 'malicious';
  return risk >= config.number('suspicious_from', 34) ? 'suspicious' : 'safe';
}
