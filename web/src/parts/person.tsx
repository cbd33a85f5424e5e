/** People: initials in a disc, with the name where there is room. */

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
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

/** A person as initials, named in the label. */
export function Avatar({ login, name }: { readonly login: string; readonly name?: string | undefined }) {
  return (
    <span className={classes.avatar} data-hue={hueOf(login)} title={name ?? login}>
      <span aria-hidden="true">{initialsOf(name ?? login)}</span>
      <span className="sk-hidden">{name ?? login}</span>
    </span>
  );
}

/** A person with initials and name. */
export function Person({ login }: { readonly login: string }) {
  const name = usePeople().get(login)?.name ?? login;
  return (
    <span className={classes.person}>
      <Avatar login={login} name={name} />
      <bdi className="sk-ellipsis" aria-hidden="true">
        {name}
      </bdi>
    </span>
  );
}
