/** Names of objects whose records do not hold them: taken from other records in the list, else read, all of a kind at once. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { filters, list, page, where } from '../../../data/pipeline.ts';
import { pipelineQuery } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { type NamedRow, nameOf, unnamedIn, type Values } from './audit-row.ts';

/** Values by the id of their object. */
type Found = ReadonlyMap<string, Values>;

const NamesContext = createContext<Found | undefined>(undefined);

/** Most objects of a kind that are read at once. */
const mostNames = 200;

/** Makes the names of the objects of these records known below. */
export function ObjectNames({
  rows,
  children,
}: {
  readonly rows: readonly NamedRow[];
  readonly children: ReactNode;
}) {
  const api = useApi();
  const wanted = unnamedIn(rows, mostNames);
  const read = useQueries({
    queries: [...wanted].map(([entity, ids]) => ({
      ...pipelineQuery<readonly (Values & { readonly _id: string })[]>(
        api,
        'audit-names',
        [list(entity), where(filters.in('_id', ids)), page(0, mostNames)],
        { entities: [] },
      ),
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const found = useMemo(
    () =>
      new Map<string, Values>([
        ...rows.flatMap((row) => (nameOf(row) === undefined ? [] : [[row.objectId, row.details] as const])),
        ...read.map((object) => [object._id, object] as const),
      ]),
    [rows, read],
  );
  return <NamesContext.Provider value={found}>{children}</NamesContext.Provider>;
}

/** A record with what is known of its object besides. */
export function useNamed<Row extends NamedRow>(row: Row): Row {
  const found = useContext(NamesContext)?.get(row.objectId);
  return nameOf(row) !== undefined || found === undefined
    ? row
    : { ...row, previous: { ...found, ...row.previous } };
}
