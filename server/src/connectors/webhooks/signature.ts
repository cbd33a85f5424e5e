/** The headers of what is sent: what it is, when it was sent, and proof of who sent it. */
import { createHmac } from 'node:crypto';

/** What proves to the other side who calls. Secrets are clear here. */
export interface Proof {
  readonly authentication: string;
  readonly authenticationName: string | null;
  readonly authenticationSecret: string | null;
  readonly signingSecret: string | null;
}

/** What is sent. */
export interface Sending {
  /** Stays the same when it is sent again. */
  readonly delivery: string;
  /** Type and action in lower case, e.g. `case_update`. */
  readonly event: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The headers of a sending. */
export function headersOf(sending: Sending, proof: Proof): Record<string, string> {
  const seconds = String(Math.floor(sending.now / 1_000));
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Skep',
    'x-skep-delivery': sending.delivery,
    'x-skep-event': sending.event,
    'x-skep-timestamp': seconds,
    ...signatureOf(seconds, sending.body, proof.signingSecret),
    ...authorizationOf(proof),
  };
}

/** Covers the time as well, so that nobody can send later what was signed once. */
function signatureOf(seconds: string, body: string, secret: string | null): Record<string, string> {
  if (secret === null) return {};
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-skep-signature': `sha256=${digest}` };
}

function authorizationOf(proof: Proof): Record<string, string> {
  const { authentication, authenticationName: name, authenticationSecret: secret } = proof;
  if (secret === null) return {};
  if (authentication === 'bearer') return { authorization: `Bearer ${secret}` };
  if (name === null) return {};
  if (authentication === 'basic')
    return { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` };
  return authentication === 'header' ? { [name.toLowerCase()]: secret } : {};
}
