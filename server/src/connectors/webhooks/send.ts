/** Sends one event to one webhook: its body in the form that is asked for, signed, and what the other side answered. */
import { jsonOf } from '../../lib/json-text.ts';
import type { Post, Posted } from '../../lib/post.ts';
import type { RecordedEvent } from '../../live/recorded-event.ts';
import type { RawObject } from '../../model/input.ts';
import { headersOf } from './signature.ts';

/** Opens a secret as it was stored. */
export type OpenSecret = (sealed: string) => string;

/** Makes the bodies of each version; the dialects know how. */
export type Bodies = Readonly<Record<0 | 1, (event: RecordedEvent) => RawObject>>;

/** What sending needs. */
export interface Sender {
  readonly post: Post;
  readonly open: OpenSecret;
  readonly bodies: Bodies;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Where to send, as it is stored; secrets are sealed. */
export interface Target {
  readonly url: string;
  readonly bodyVersion: number;
  readonly authentication: string;
  readonly authenticationName: string | null;
  readonly authenticationSecret: string | null;
  readonly signingSecret: string | null;
}

/** Columns of a webhook that a target is read from. */
export const targetColumns =
  'w.url, w.body_version, w.authentication, w.authentication_name, w.authentication_secret, w.signing_secret';

/** A target from these columns. */
export function targetFrom(row: Readonly<Record<string, unknown>>): Target {
  return {
    url: String(row.url),
    bodyVersion: Number(row.body_version),
    authentication: String(row.authentication),
    authenticationName: textOrNull(row.authentication_name),
    authenticationSecret: textOrNull(row.authentication_secret),
    signingSecret: textOrNull(row.signing_secret),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Sends an event. `delivery` names it to the other side. */
export function send(
  { post, open, bodies, clock }: Sender,
  target: Target,
  event: RecordedEvent,
  delivery: string,
): Promise<Posted> {
  const body = jsonOf(bodies[target.bodyVersion === 0 ? 0 : 1](event));
  const opened = (sealed: string | null): string | null => (sealed === null ? null : open(sealed));
  const headers = headersOf(
    { delivery, event: `${event.objectType}_${event.action}`.toLowerCase(), body, now: clock() },
    {
      authentication: target.authentication,
      authenticationName: target.authenticationName,
      authenticationSecret: opened(target.authenticationSecret),
      signingSecret: opened(target.signingSecret),
    },
  );
  return post(target.url, headers, body);
}

/** What an answer means. `passing`: it may go well later. */
export type Outcome = 'delivered' | 'passing' | 'final';

/** Statuses of answers that ask to come again, besides those from 500 on. */
const comeAgain: ReadonlySet<number> = new Set([408, 425, 429]);

/** Reads what became of a sending. */
export function outcomeOf(posted: Posted): Outcome {
  if (posted.kind === 'failed') return posted.failure.code === 'notPublic' ? 'final' : 'passing';
  if (posted.status >= 200 && posted.status < 300) return 'delivered';
  return posted.status >= 500 || comeAgain.has(posted.status) ? 'passing' : 'final';
}
