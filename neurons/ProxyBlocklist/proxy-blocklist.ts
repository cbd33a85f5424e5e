/** Puts an observable on the blocklist of a proxy, or takes it off, by the HTTP API that keeps the list. */

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
  type Settings,
  serviceAddress,
  textAt,
  valueAt,
} from '@skep/sdk';

const dayMs = 86_400_000;
const blockable: ReadonlySet<string> = new Set(['domain', 'fqdn', 'url', 'ip']);

responder({ run: change });

async function change({ data, config }: ResponderJob): Promise<ResponderResult> {
  const action = config.text('action', 'block');
  if (action !== 'block' && action !== 'unblock') {
    throw new NeuronError('Configuration item "action" must be block or unblock', 'parameterInvalid');
  }
  const { type, value } = entryOf(textAt(data, 'dataType'), textAt(data, 'data'));
  const authorization = config.text('authorization', '');
  const isBlock = action === 'block';
  const { status } = await askJson({
    service: 'The blocklist',
    address: serviceAddress(config, 'url', '', `/${encodeURIComponent(value)}`),
    // Both may be sent twice without harm: the entry is there afterwards, or it is not.
    method: isBlock ? 'PUT' : 'DELETE',
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    ...(isBlock
      ? { body: JSON.stringify({ type, value, caseNumber: caseOf(data), expiresAt: expiryOf(config) }) }
      : {}),
    accepted: isBlock ? [200, 201, 202, 204, 409] : [200, 202, 204, 404],
  });
  return {
    full: { message: messageAbout(isBlock, value, status), action, type, value },
    operations: [buildOperation('AddTagToArtifact', { tag: `proxy:${action}ed` })],
  };
}

function caseOf(data: JsonObject): number | undefined {
  const found = valueAt(data, 'case');
  return isJsonObject(found) ? caseNumberOf(found) : undefined;
}

/** When the entry is no longer wanted; the list is what takes it off. Undefined for one that stays. */
function expiryOf(config: Settings): string | undefined {
  const days = config.number('days', 0);
  if (days < 0) throw new NeuronError('Configuration item "days" must not be below 0', 'parameterInvalid');
  return days === 0 ? undefined : new Date(Date.now() + days * dayMs).toISOString();
}

function entryOf(type: string | undefined, value: string | undefined): { type: string; value: string } {
  if (type !== undefined && value !== undefined && blockable.has(type)) return { type, value };
  throw new NeuronError(
    `Only a domain, fqdn, url or ip can be blocked, not ${type ?? 'an object without type'}`,
    'wrongType',
  );
}

function messageAbout(isBlock: boolean, value: string, status: number): string {
  if (status === 409) return `${value} was on the list already`;
  if (status === 404) return `${value} was not on the list`;
  return isBlock ? `${value} is on the list` : `${value} is off the list`;
}
