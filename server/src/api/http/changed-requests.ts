/** What requests have changed, as dialects tell it whose streams go request by request. */
import type { RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { runQuery } from '../../query/index.ts';
import type { ReadObject } from '../../query/stage.ts';
import { operationOf } from './audit-operation.ts';
import { actorOf, type TableCall, type TableServices } from './route-table.ts';

/** Most records that are read at once. */
const mostRecords = 1_000;

/** What one request has changed. */
export interface ChangedRequest {
  /** The record that names the request. */
  readonly main: ReadObject;
  /** All of its records. */
  readonly records: readonly ReadObject[];
}

/**
 * The requests of which the caller sees something, in the order given: by their main records, or else by their first. With a
 * condition, only records that meet it count.
 */
export async function changedRequests(
  call: TableCall<TableServices>,
  requests: readonly string[],
  only: readonly Filter[] = [],
): Promise<readonly ChangedRequest[]> {
  if (requests.length === 0) return [];
  const named: Filter = { op: 'in', path: 'requestId', values: requests, at: '' };
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    { op: 'list', entity: 'audit' },
    { op: 'filter', filter: { op: 'and', of: [named, ...only] } },
    { op: 'sort', keys: [{ path: 'id', descending: false }] },
    { op: 'page', from: 0, to: mostRecords, extraData: [] },
  ]);
  const found = result.kind === 'objects' ? result.objects : [];
  const byRequest = Map.groupBy(found, ({ values }) => values.requestId);
  return requests.flatMap((request) => {
    const records = byRequest.get(request) ?? [];
    const main = records.find(({ values }) => values.mainAction === true) ?? records[0];
    return main === undefined ? [] : [{ main, records }];
  });
}

/** How often each operation was done to objects of each type. */
export function summaryOf(
  records: readonly ReadObject[],
  typeOf: (objectType: unknown) => string,
): RawObject {
  const byType = Map.groupBy(records, ({ values }) => typeOf(values.objectType));
  return Object.fromEntries(
    [...byType].map(([type, some]) => {
      const byOperation = Map.groupBy(some, ({ values }) => operationOf(values.action));
      return [type, Object.fromEntries([...byOperation].map(([name, { length }]) => [name, length]))];
    }),
  );
}

/** The fields of a record that changed, in the words of a dialect and on the scale of TLP that it has. */
export function detailsIn(words: ReadonlyMap<string, string>, details: RawObject): RawObject {
  const named = Object.entries(details).map(([name, value]) => [
    words.get(name) ?? name,
    name === 'tlp' && typeof value === 'number' ? tlpOnOldScale(value) : value,
  ]);
  return Object.fromEntries(named);
}
