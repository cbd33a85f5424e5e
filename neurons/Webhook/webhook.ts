/** Posts the object to an address of the administrator's choice and reports what was answered. */

import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { messageOf, NeuronError, post, type ResponderJob, responder, type Settings } from '@skep/sdk';

responder({
  run: async (job) => {
    const address = addressOf(job.config.text('url'));
    const body = bodyOf(job);
    const response = await send(address, body, job.config);
    const excerpt = await readExcerpt(response, job.config.number('most_response_bytes', 65_536));
    const { statusCode: status = 0, headers } = response;
    if (status < 200 || status > 299)
      throw new NeuronError(refusal(address, response, excerpt.text), 'webhookRefused');
    return {
      full: {
        message: `${address.host} answered ${status}`,
        status,
        contentType: headers['content-type'] ?? null,
        response: excerpt.text,
        responseCut: excerpt.cut,
      },
    };
  },
});

function addressOf(url: string): URL {
  const address = URL.parse(url);
  if (address?.protocol === 'http:' || address?.protocol === 'https:') return address;
  throw new NeuronError('Configuration item "url" must be an http or https address', 'parameterInvalid');
}

function bodyOf({ dataType, data, tlp, pap, message, parameters }: ResponderJob): string {
  return JSON.stringify({ dataType, data, tlp, pap, message, parameters });
}

async function send(address: URL, body: string, config: Settings): Promise<IncomingMessage> {
  const seconds = config.number('timeout_seconds', 10);
  try {
    // A redirect is not followed: it would carry the object to an address nobody configured.
    return await post(address, {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Skep-Webhook',
        ...signature(body, config.text('secret', '')),
      },
      body,
      timeoutMs: seconds * 1000,
    });
  } catch (cause) {
    throw unreachable(address, seconds, cause);
  }
}

/**
 * Header that proves who sent the body and when: `t` is the time in seconds since the epoch, `v1` the
 * HMAC-SHA-256 of `t`, a dot and the body, in hexadecimal. Receivers refuse an old `t`, so nothing can be replayed.
 */
function signature(body: string, secret: string): Record<string, string> {
  if (secret === '') return {};
  const time = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { 'x-skep-signature': `t=${time},v1=${digest}` };
}

function unreachable(address: URL, seconds: number, cause: unknown): NeuronError {
  if (cause instanceof NeuronError) return cause;
  if (cause instanceof Error && cause.name === 'AbortError') {
    return new NeuronError(`${address.host} did not answer within ${seconds} s`, 'webhookTimeout', cause);
  }
  return new NeuronError(
    `${address.host} cannot be reached: ${messageOf(cause)}`,
    'webhookUnreachable',
    cause,
  );
}

function refusal(
  address: URL,
  { headers, statusCode, statusMessage }: IncomingMessage,
  text: string,
): string {
  const target = headers.location;
  if (target !== undefined) return `${address.host} redirects to ${target}: set that address instead`;
  return `${address.host} answered ${statusCode} ${statusMessage}: ${text.slice(0, 500)}`;
}

/** The first bytes of the answer; the rest is not even received. */
async function readExcerpt(
  response: IncomingMessage,
  mostBytes: number,
): Promise<{ text: string; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, mostBytes);
  return { text: bytes.toString('utf8'), cut: length > mostBytes };
}
