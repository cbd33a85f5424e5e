/** Alerts as v0 shows them everywhere: with all their observables, read at once for all of them. */
import type { RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import { readObjects } from './read.ts';
import { renderAlert, renderObservable } from './render.ts';
import type { RouteCall } from './route.ts';

/** Alerts on the wire. */
export async function showAlerts(
  call: RouteCall,
  alerts: readonly ReadObject[],
): Promise<readonly RawObject[]> {
  if (alerts.length === 0) return [];
  const observables = await readObjects(call, [
    { op: 'list', entity: 'observable' },
    {
      op: 'filter',
      filter: { op: 'in', path: 'alertId', values: alerts.map(({ values }) => String(values.id)), at: '' },
    },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  const byAlert = Map.groupBy(observables, ({ values }) => values.alertId);
  return alerts.map((alert) =>
    renderAlert(alert, (byAlert.get(alert.values.id) ?? []).map(renderObservable)),
  );
}
