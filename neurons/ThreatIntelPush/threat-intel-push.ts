/** Hands an observable as an indicator with an expiry to an address or an index of Elasticsearch. */

import { createHash } from 'node:crypto';
import {
  askJson,
  buildOperation,
  caseNumberOf,
  isJsonObject,
  type JsonObject,
  NeuronError,
  type ResponderJob,
  type ResponderResult,
  responder,
  serviceAddress,
  textAt,
  textsAt,
  valueAt,
} from '@skep/sdk';

const dayMs = 86_400_000;

responder({ run: push });

async function push(job: ResponderJob): Promise<ResponderResult> {
  const { config } = job;
  const sink = config.text('sink');
  if (sink !== 'http' && sink !== 'elasticsearch') {
    throw new NeuronError('Configuration item "sink" must be http or elasticsearch', 'parameterInvalid');
  }
  const indicator = indicatorOf(job);
  // An index replaces the document of the same id, so that a second push only moves the expiry.
  const path = sink === 'elasticsearch' ? `/_doc/${indicator.id}` : '';
  const authorization = config.text('authorization', '');
  const { status } = await askJson({
    service: 'The receiver of indicators',
    address: serviceAddress(config, 'url', '', path),
    method: sink === 'elasticsearch' ? 'PUT' : 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    body: JSON.stringify(indicator),
    accepted: [200, 201, 202, 204],
  });
  return {
    full: { message: `Handed over, answered ${status}`, indicator },
    operations: [buildOperation('AddTagToArtifact', { tag: 'threat-intel:pushed' })],
  };
}

function indicatorOf({ data, tlp, pap, config }: ResponderJob): JsonObject & { id: string } {
  const type = textAt(data, 'dataType');
  const value = textAt(data, 'data');
  if (type === undefined || value === undefined) {
    throw new NeuronError('Only observables with a value are handed over, no files', 'parameterInvalid');
  }
  const now = Date.now();
  const found = valueAt(data, 'case');
  return {
    id: createHash('sha256').update(`${type}\n${value}`).digest('hex'),
    type,
    value,
    tlp,
    pap,
    tags: textsAt(data, 'tags'),
    message: textAt(data, 'message') ?? '',
    caseNumber: isJsonObject(found) ? (caseNumberOf(found) ?? null) : null,
    pushedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + config.number('days', 30) * dayMs).toISOString(),
  };
}
