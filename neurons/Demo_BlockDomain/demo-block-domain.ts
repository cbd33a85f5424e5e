/** A responder that changes something outside, for trying the platform: it tells a sink which domain to block. */

import { appendFile } from 'node:fs/promises';
import { buildOperation, NeuronError, responder, type Settings, textAt } from '@skep/sdk';

/** The sink is on the same machine: it answers at once or not at all. */
const timeoutMs = 10_000;

responder({
  run: async ({ data, config }) => {
    const domain = domainOf(textAt(data, 'dataType'), textAt(data, 'data'));
    const sinks = await tellSinks(config, { action: 'block', domain });
    const told = sinks.length > 0 ? sinks.join(' and ') : 'nobody: no sink is set';
    return {
      full: { message: `Blocked ${domain}; told ${told}`, domain, sinks },
      operations: [buildOperation('AddTagToArtifact', { tag: 'blocked' })],
    };
  },
});

function domainOf(dataType: string | undefined, value: string | undefined): string {
  if (value !== undefined && (dataType === 'domain' || dataType === 'fqdn')) return value;
  throw new NeuronError(
    `Only a domain or fqdn can be blocked, not ${dataType ?? 'an object without type'}`,
    'wrongType',
  );
}

async function tellSinks(config: Settings, order: { action: string; domain: string }): Promise<string[]> {
  const file = config.text('sink_file', '');
  const url = config.text('sink_url', '');
  if (file !== '') await appendFile(file, `${JSON.stringify(order)}\n`);
  if (url !== '') await post(url, order);
  return [file, url].filter((sink) => sink !== '');
}

async function post(url: string, order: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new NeuronError(`The sink at ${url} cannot be reached`, 'sinkUnreachable', cause);
  });
  await response.body?.cancel();
  if (!response.ok) throw new NeuronError(`The sink answered ${response.status}`, 'sinkRefused');
}
