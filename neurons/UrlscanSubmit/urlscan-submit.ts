/** Has urlscan.io scan a URL or a host, waits for the scan, and reports what it saw. */

import { setTimeout as pause } from 'node:timers/promises';
import {
  type AnalyzerJob,
  type AnalyzerResult,
  analyzer,
  askJson,
  buildTaxonomy,
  NeuronError,
  type Settings,
  serviceAddress,
  TemporaryError,
  textAt,
} from '@skep/sdk';
import { resultOf } from './scan.ts';

const service = 'urlscan.io';
const server = 'https://urlscan.io/api/v1';
const visibilities: ReadonlySet<string> = new Set(['private', 'unlisted', 'public']);

analyzer({ run: scan });

async function scan({ data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const asked = data.trim();
  const uuid = await submit(asked, config);
  const content = await finished(uuid, config);
  if (content !== undefined) return resultOf(content, asked);
  // Trying again would scan again, so a scan that takes long is told instead of failing.
  const full = { finished: false, uuid, report: `https://urlscan.io/result/${uuid}/` };
  return { full, taxonomies: [buildTaxonomy('info', 'urlscan', 'scan', 'unfinished')], artifacts: [] };
}

/** Asks for the scan; gives its id. */
async function submit(url: string, config: Settings): Promise<string> {
  const country = config.text('country', '').toLowerCase();
  const { content } = await askJson({
    service,
    address: serviceAddress(config, 'server', server, '/scan/'),
    method: 'POST',
    headers: { ...keyOf(config), 'content-type': 'application/json' },
    body: JSON.stringify({ url, visibility: visibilityOf(config), ...(country === '' ? {} : { country }) }),
  });
  const uuid = textAt(content, 'uuid');
  // It becomes part of an address.
  if (uuid !== undefined && /^[\w-]{8,64}$/.test(uuid)) return uuid;
  throw new NeuronError('urlscan.io accepted the scan without naming it', 'answerInvalid');
}

function visibilityOf(config: Settings): string {
  const visibility = config.text('visibility', 'unlisted');
  if (visibilities.has(visibility)) return visibility;
  throw new NeuronError(
    'Configuration item "visibility" must be private, unlisted or public',
    'parameterInvalid',
  );
}

/** What the scan found, as soon as it has ended; undefined when that takes longer than there is time. */
async function finished(uuid: string, config: Settings): Promise<unknown> {
  const address = serviceAddress(config, 'server', server, `/result/${uuid}/`);
  const pauseMs = config.number('pause_seconds', 10) * 1_000;
  const deadline = Date.now() + config.number('wait_seconds', 180) * 1_000;
  while (Date.now() + pauseMs < deadline) {
    await pause(pauseMs);
    const answer = await look(address, config);
    if (answer?.status === 200) return answer.content;
    if (answer?.status === 410) throw new NeuronError('urlscan.io has removed the scan', 'serviceRefused');
  }
  return undefined;
}

/** A limit or a fault that passes is waited for like the scan itself: the scan is under way. */
async function look(address: URL, config: Settings) {
  try {
    return await askJson({ service, address, headers: keyOf(config), accepted: [404, 410] });
  } catch (error) {
    if (error instanceof TemporaryError) return undefined;
    throw error;
  }
}

function keyOf(config: Settings): Readonly<Record<string, string>> {
  return { 'api-key': config.text('key') };
}
