/** Searches the scans of urlscan.io for an observable. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildArtifact,
  buildTaxonomy,
  type JsonObject,
  NeuronError,
  serviceAddress,
  textAt,
  textsAt,
  valueAt,
} from '@skep/sdk';

/** Field of the scans that each type is looked for in. */
const searchedFields: ReadonlyMap<string, string> = new Map([
  ['ip', 'ip'],
  ['domain', 'domain'],
  ['fqdn', 'domain'],
  ['url', 'page.url'],
  ['hash', 'hash'],
]);

analyzer({ run: searchScans });

async function searchScans({ dataType, data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const address = serviceAddress(config, 'server', 'https://urlscan.io/api/v1', '/search/');
  address.searchParams.set('q', `${searchedFields.get(dataType) ?? dataType}:${quoted(data.trim())}`);
  address.searchParams.set('size', String(Math.min(100, config.number('most_results', 20))));
  const headers = { 'api-key': config.text('key') };
  const { content } = await askJson({ service: 'urlscan.io', address, headers });
  const results = valueAt(content, 'results');
  if (!Array.isArray(results)) throw new NeuronError('urlscan.io answered without results', 'answerInvalid');
  const scans = results.map(scanOf);
  const malicious = scans.filter((scan) => scan.malicious === true).length;
  const total = valueAt(content, 'total');
  return {
    full: { total: typeof total === 'number' ? total : scans.length, malicious, scans },
    taxonomies: [
      buildTaxonomy('info', 'urlscan', 'scans', typeof total === 'number' ? total : scans.length),
      ...(malicious > 0 ? [buildTaxonomy('malicious', 'urlscan', 'malicious', malicious)] : []),
    ],
    artifacts: addressesOf(scans, data.trim()).map((value) => buildArtifact('ip', value)),
  };
}

/** A value as a phrase of the query language. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function scanOf(result: unknown): JsonObject {
  const page = valueAt(result, 'page');
  return {
    url: textAt(page, 'url') ?? null,
    domain: textAt(page, 'domain') ?? null,
    ip: textAt(page, 'ip') ?? null,
    network: textAt(page, 'asnname') ?? null,
    country: textAt(page, 'country') ?? null,
    title: textAt(page, 'title') ?? null,
    time: textAt(result, 'task.time') ?? null,
    tags: textsAt(result, 'task.tags'),
    malicious: valueAt(result, 'verdicts.malicious') === true,
    report: textAt(result, 'result') ?? null,
  };
}

/** Machines that malicious scans were answered by; of others there are too many to be worth an observable. */
function addressesOf(scans: JsonObject[], asked: string): string[] {
  const found = scans
    .filter(({ malicious }) => malicious === true)
    .map((scan) => textAt(scan, 'ip') ?? asked);
  return [...new Set(found)].filter((address) => address !== asked);
}
