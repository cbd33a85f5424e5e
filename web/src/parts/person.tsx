/** People: initials in a disc, with the name where there is room. */

import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputUser } from '../../../contract/v1-types.ts';
import type { Api } from '../data/api.ts';
import { list, page } from '../data/pipeline.ts';
import { pipelineQuery } from '../data/queries.ts';
import { useApi } from '../data/session.tsx';
import classes from './person.module.css';

/** Most people of an organisation that are read for names and pick lists. */
const mostPeople = 500;

/** The people of the organisation, by login. */
export function peopleQuery(api: Api) {
  const steps = [list('user'), page(0, mostPeople)];
  return {
    ...pipelineQuery<readonly OutputUser[]>(api, 'people', steps, { entities: ['user'] }),
    select: byLogin,
  };
}

function byLogin(people: readonly OutputUser[]): ReadonlyMap<string, OutputUser> {
  return new Map(people.map((person) => [person.login, person]));
}

/** The people of the organisation by login; those of other organisations are missing. */
export function usePeople(): ReadonlyMap<string, OutputUser> {
  const { data } = useQuery(peopleQuery(useApi()));
  return useMemo(() => data ?? new Map(), [data]);
}

/** Somebody of another organisation who takes part in what is on screen. */
export interface PartnerPerson {
  readonly login: string;
  readonly name: string;
  readonly organisation: string;
}

const PartnersContext = createContext<ReadonlyMap<string, PartnerPerson>>(new Map());

/** Gives the people of other organisations to everything below, so that they are shown by name. */
export function PartnerPeople({
  people,
  children,
}: {
  readonly people: readonly PartnerPerson[];
  readonly children: ReactNode;
}) {
  const byLogin = useMemo(() => new Map(people.map((person) => [person.login, person])), [people]);
  return <PartnersContext.Provider value={byLogin}>{children}</PartnersContext.Provider>;
}

/** Gives the name of a login, of one's own organisation or of another one; the login itself where no name is known. */
export function useNames(): (login: string) => string {
  const people = usePeople();
  const partners = useContext(PartnersContext);
  return useCallback(
    (login) => people.get(login)?.name ?? partners.get(login)?.name ?? login,
    [people, partners],
  );
}

/** Two letters for a name or a login. */
export function initialsOf(name: string): string {
  const words = (name.split('@')[0] ?? name).split(/[\s._-]+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]?.slice(0, 2)];
  return letters
    .map((word, _, all) => (all.length > 1 ? (word ?? '').slice(0, 1) : (word ?? '')))
    .join('')
    .toUpperCase();
}

/** One of six grounds, the same for the same login. */
function hueOf(login: string): number {
  return [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6, 0);
}

/** A person as initials, named in the label; the pointer tells the organisation of somebody of another one. */
export function Avatar({ login, name }: { readonly login: string; readonly name?: string | undefined }) {
  const { t } = useTranslation('sharing');
  const partner = useContext(PartnersContext).get(login);
  const shown = name ?? partner?.name ?? login;
  const whole =
    partner === undefined ? shown : `${shown}, ${t('of', { organisation: partner.organisation })}`;
  return (
    <span className={classes.avatar} data-hue={hueOf(login)} title={whole}>
      <span aria-hidden="true">{initialsOf(shown)}</span>
      <span className="sk-hidden">{shown}</span>
    </span>
  );
}

/** A person with initials and name. */
export function Person({ login }: { readonly login: string }) {
  const name = useNames()(login);
  return (
    <span className={classes.person}>
      <Avatar login={login} name={name} />
      <bdi className="sk-ellipsis" aria-hidden="true">
        {name}
      </bdi>
    </span>
  );
}
