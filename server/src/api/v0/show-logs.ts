/** Shows logs, with the first file of each: the files of all of them are read at once. */
import type { RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { readObjects } from './read.ts';
import { renderLog } from './render.ts';
import type { RouteCall } from './route.ts';

/** Logs on the wire, in the order given. */
export async function showLogs(call: RouteCall, logs: readonly ReadObject[]): Promise<readonly RawObject[]> {
  if (logs.length === 0) return [];
  const ids = logs.map(({ values }) => String(values.id));
  const files = await readObjects(call, [
    { op: 'list', entity: 'attachment' },
    { op: 'filter', filter: { op: 'in', path: 'logId', values: ids, at: '' } },
    { op: 'sort', keys: [{ path: 'id', descending: false }] },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  const byLog = Map.groupBy(files, ({ values }) => values.logId);
  return logs.map((log) => renderLog(log, byLog.get(log.values.id) ?? [], actorOf(call)));
}
