/**
 * Who is signed in, in which organisation, with which rights. When the session ends while somebody works, the page
 * stays as it is: requests wait until the dialog over it has been answered.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { OutputUser } from '../../../contract/v1-types.ts';
import { type Api, createApi } from './api.ts';

/** An organisation that a person belongs to. */
export interface Membership {
  readonly organisationId: string;
  readonly organisation: string;
  readonly profile: string;
}

/** The person who is signed in. */
export interface SignedIn
  extends Omit<OutputUser, 'organisations' | 'permissions' | 'organisation' | 'profile'> {
  readonly organisation: string;
  readonly profile: string;
  readonly permissions: readonly string[];
  readonly organisations: readonly Membership[];
}

interface Session {
  readonly api: Api;
  /** Whether somebody has to sign in again before waiting requests go on. */
  readonly ended: boolean;
  /** Tells that there is a session again. */
  readonly resume: () => void;
}

const SessionContext = createContext<Session | null>(null);

/** Who is signed in, with the reason when that could not be read. */
interface MeState {
  readonly me: SignedIn | undefined;
  readonly error: unknown;
}

const MeContext = createContext<MeState>({ me: undefined, error: null });

/** Gives everything below the way to the server in one organisation; undefined outside of organisations. */
export function SessionProvider({
  organisation,
  children,
}: {
  readonly organisation: string | undefined;
  readonly children: ReactNode;
}) {
  const [ended, setEnded] = useState(false);
  const waiting = useRef<(() => void)[]>([]);
  const signInAgain = useCallback(
    () =>
      new Promise<void>((resolve) => {
        waiting.current.push(resolve);
        setEnded(true);
      }),
    [],
  );
  const resume = useCallback(() => {
    setEnded(false);
    for (const go of waiting.current.splice(0)) go();
  }, []);
  const api = useMemo(() => createApi(organisation, signInAgain), [organisation, signInAgain]);
  const session = useMemo(() => ({ api, ended, resume }), [api, ended, resume]);
  return (
    <SessionContext.Provider value={session}>
      <MeProvider api={api}>{children}</MeProvider>
    </SessionContext.Provider>
  );
}

/** Reads who is signed in once for all that ask: on a screen these are dozens, and each would follow the answer by itself. */
function MeProvider({ api, children }: { readonly api: Api; readonly children: ReactNode }) {
  const { data, error } = useQuery(meQuery(api));
  const state = useMemo<MeState>(() => ({ me: data, error }), [data, error]);
  return <MeContext.Provider value={state}>{children}</MeContext.Provider>;
}

/** The session. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A session is used outside of its provider');
  return session;
}

/** The way to the server in the organisation of the page. */
export function useApi(): Api {
  return useSession().api;
}

/** Who is signed in, as the cache knows it. */
export function meQuery(api: Api) {
  return {
    queryKey: ['me', api.organisation],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<SignedIn>('/user/current', signal),
    staleTime: 60_000,
  };
}

/** Who is signed in, with the reason when that could not be read. */
export function useMeState(): MeState {
  return useContext(MeContext);
}

/** The person who is signed in; undefined while loading. */
export function useMe(): SignedIn | undefined {
  return useMeState().me;
}

/** Reads again who is signed in. */
export function useRefreshMe(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['me'] });
}

/** Whether the person holds a right in the organisation of the page. */
export function useMay(permission: string): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}
