/** Who a request comes from: the actor it works as, and what the edge tells about the account, its session or its key. */
import type { Actor } from '../model/actor.ts';
import type { SessionEnds } from './sessions.ts';
import { type Account, actorOf, type Place } from './standing.ts';

/** The credential that a request came with. */
export type Credential =
  | { readonly method: 'session'; readonly ends: SessionEnds }
  | { readonly method: 'password' }
  | {
      readonly method: 'key';
      readonly key: { readonly id: string; readonly name: string | undefined };
      readonly scope: readonly string[] | undefined;
    };

/** A request with valid credentials. */
export interface Authenticated {
  readonly actor: Actor;
  readonly method: Credential['method'];
  /** When the session ends; only for sessions. */
  readonly session?: SessionEnds;
  /** The key; only for keys. */
  readonly key?: { readonly id: string; readonly name: string | undefined };
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly type: string;
    /** Name of the profile in the organisation of the request. */
    readonly profile: string;
  };
}

/** An account that works in a place by a credential. Work by key counts as that of a program, not of a person. */
export function authenticatedAs(account: Account, place: Place, credential: Credential): Authenticated {
  const { userId, login, name, type } = account;
  const scope = credential.method === 'key' ? credential.scope : undefined;
  return {
    actor: actorOf(account, place, { person: credential.method !== 'key', scope }),
    method: credential.method,
    ...(credential.method === 'session' ? { session: credential.ends } : {}),
    ...(credential.method === 'key' ? { key: credential.key } : {}),
    user: { id: userId, login, name, type, profile: place.profile },
  };
}
