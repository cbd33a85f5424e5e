/** The names of people for the rows of a list: read once for all of them, and not by each row anew. */
import { createContext, useContext } from 'react';
import type { OutputUser } from '../../../../contract/v1-types.ts';

const PeopleContext = createContext<ReadonlyMap<string, Pick<OutputUser, 'name'>>>(new Map());

/** Gives rows the people of the organisation by their logins. */
export const ListPeople = PeopleContext.Provider;

/** The name of a person; the login of somebody from elsewhere. */
export function useNameOf(): (login: string) => string {
  const people = useContext(PeopleContext);
  return (login) => people.get(login)?.name ?? login;
}
