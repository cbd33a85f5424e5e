/**
 * Who else is at the object of a page. The page says where its reader is, renews that while it is shown, and hears when
 * others come, leave or begin to write.
 */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMe } from '../../data/session.tsx';
import { Avatar } from '../person.tsx';
import { Moment } from '../time.tsx';
import classes from './editing.module.css';

/** Somebody who is there. */
export interface PresentPerson {
  readonly login: string;
  readonly name: string;
  readonly doing: 'here' | 'reading' | 'editing';
  /** Part of the object, e.g. `description`, or `section:tasks`. */
  readonly field?: string;
  readonly since: number;
}

interface Presence {
  readonly others: readonly PresentPerson[];
  readonly setEditing: (field: string | undefined) => void;
}

const PresenceContext = createContext<Presence>({ others: [], setEditing: () => undefined });

/** Milliseconds after which somebody counts as being there: who only passes by on the way to the next is not. */
const staysAfterMs = 300;
/** The server forgets somebody after 45 seconds. */
const renewMs = 20_000;
const askAgainMs = 45_000;

/** Tells the server that the reader is at an object, in a part of it, while this is shown. */
export function PresenceProvider({
  object,
  part,
  children,
}: {
  readonly object: string;
  readonly part: string;
  readonly children: ReactNode;
}) {
  const [editing, setEditing] = useState<string>();
  const stays = useStays();
  useReported(stays, object, editing ?? part, editing === undefined ? 'reading' : 'editing');
  const others = useOthersAt(stays, object);
  const presence = useMemo(() => ({ others, setEditing }), [others]);
  return <PresenceContext.Provider value={presence}>{children}</PresenceContext.Provider>;
}

function useStays(): boolean {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), staysAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return stays;
}

function useReported(stays: boolean, object: string, field: string, doing: PresentPerson['doing']): void {
  const api = useApi();
  // One after the other: a leave that overtakes the next coming would hide the person.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (!stays) return;
    const report = (): void => {
      if (document.visibilityState === 'hidden') return;
      // A report that fails is repeated by the next one.
      last.current = last.current
        .then(() => api.put('/presence', { place: { object, field }, doing }))
        .catch(() => undefined);
    };
    report();
    const timer = setInterval(report, renewMs);
    return () => clearInterval(timer);
  }, [stays, api, object, field, doing]);
  useEffect(() => {
    if (!stays) return;
    // What cannot be told any more ends by itself.
    const leave = (): void => {
      last.current = last.current.then(() => api.remove(`/presence?object=${object}`)).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [stays, api, object]);
}

function useOthersAt(stays: boolean, object: string): readonly PresentPerson[] {
  const api = useApi();
  const login = useMe()?.login;
  const { data } = useQuery({
    queryKey: [api.organisation, 'presence', object],
    queryFn: ({ signal }) =>
      api.get<readonly { readonly people: readonly PresentPerson[] }[]>(`/presence?object=${object}`, signal),
    meta: { entities: ['presence'], about: object },
    enabled: stays,
    refetchInterval: askAgainMs,
  });
  return useMemo(() => (data?.[0]?.people ?? []).filter((person) => person.login !== login), [data, login]);
}

/** Everybody else who is at the object of the page. */
export function useOthersHere(): readonly PresentPerson[] {
  return useContext(PresenceContext).others;
}

/** Tells others, while `active`, that the reader writes in a field. */
export function useEditingPresence(field: string, active: boolean): void {
  const { setEditing } = useContext(PresenceContext);
  useEffect(() => {
    if (!active) return;
    setEditing(field);
    return () => setEditing(undefined);
  }, [setEditing, field, active]);
}

/** Somebody else who writes in a field: "Léa is editing since 14:02". */
export function SomebodyEditing({ field }: { readonly field: string }) {
  const { t } = useTranslation('cases');
  const person = useOthersHere().find((one) => one.doing === 'editing' && one.field === field);
  if (person === undefined) return null;
  return (
    <span className={classes.somebody} role="status">
      <Avatar login={person.login} name={person.name} />
      <bdi>{t('presence.editing', { name: person.name })}</bdi> <Moment at={person.since} />
    </span>
  );
}
