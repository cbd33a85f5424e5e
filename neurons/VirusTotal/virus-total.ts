/** Asks VirusTotal (API version 3) for the report on a hash, address, host or URL. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildTaxonomy,
  NeuronError,
  serviceAddress,
  type Taxonomy,
} from '@skep/sdk';
import { artifactsOf, reportOf, type VirusTotalReport } from './report.ts';

analyzer({ run: getReport });

async function getReport(job: AnalyzerJob): Promise<AnalyzerResult> {
  const { dataType, data, config } = job;
  const path = pathOf(dataType, data.trim());
  const { status, content } = await askJson({
    service: 'VirusTotal',
    address: serviceAddress(config, 'server', 'https://www.virustotal.com/api/v3', path),
    headers: { 'x-apikey': config.text('key') },
    accepted: [404],
  });
  if (status === 404) {
    return { full: { found: false }, taxonomies: [taxonomy('info', 'unknown')], artifacts: [] };
  }
  const report = reportOf(content);
  const taxonomies = taxonomiesOf(report, config.number('malicious_from', 3));
  return { full: { found: true, ...report }, taxonomies, artifacts: artifactsOf(report, data) };
}

/** Below the address of the API. A URL is named by its base64 without padding. */
function pathOf(dataType: string, data: string): string {
  const value = encodeURIComponent(data);
  if (dataType === 'ip') return `/ip_addresses/${value}`;
  if (dataType === 'domain' || dataType === 'fqdn') return `/domains/${value}`;
  if (dataType === 'url') return `/urls/${Buffer.from(data).toString('base64url')}`;
  if (!/^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(data)) {
    throw new NeuronError('VirusTotal knows MD5, SHA-1 and SHA-256 hashes only', 'parameterInvalid');
  }
  return `/files/${value}`;
}

function taxonomiesOf({ counts }: VirusTotalReport, maliciousFrom: number): Taxonomy[] {
  const total = counts.malicious + counts.suspicious + counts.harmless + counts.undetected;
  const value = `${counts.malicious}/${total}`;
  if (total === 0) return [taxonomy('info', 'no verdict')];
  if (counts.malicious >= Math.max(1, maliciousFrom)) return [taxonomy('malicious', value)];
  return [taxonomy(counts.malicious + counts.suspicious > 0 ? 'suspicious' : 'safe', value)];
}

function taxonomy(level: Taxonomy['level'], value: string): Taxonomy {
  return buildTaxonomy(level, 'VT', 'GetReport', value);
}
