/** Alerts as v0 shows them everywhere: with all their observables. */
import type { RawObject } from '../../model/input.ts';
import { mostListed } from '../../query/extra-data/case-data.ts';
import type { ReadObject } from '../../query/stage.ts';
import { isReadObject } from '../http/read-object.ts';
import { readObjects } from './read.ts';
import { renderAlert, renderObservable } from './render.ts';
import type { RouteCall } from './route.ts';

/** What is read beside each alert. */
export const besideAlerts = ['observables'] as const;

/** Alerts on the wire. */
export async function showAlerts(
  call: RouteCall,
  alerts: readonly ReadObject[],
): Promise<readonly RawObject[]> {
  const apart = await readApart(
    call,
    alerts.filter((alert) => besideIt(alert) === undefined),
  );
  return alerts.map((alert) => {
    const observables = besideIt(alert) ?? apart.get(alert.values.id) ?? [];
    return renderAlert(alert, observables.map(renderObservable));
  });
}

/** The observables that were read beside an alert; undefined when they were not, or may not be all. */
function besideIt({ extraData: { observables } }: ReadObject): readonly ReadObject[] | undefined {
  if (!Array.isArray(observables) || observables.length >= mostListed) return undefined;
  return observables.filter(isReadObject);
}

/** The observables of alerts that bring more than is read beside them, by the alert. */
async function readApart(
  call: RouteCall,
  alerts: readonly ReadObject[],
): Promise<ReadonlyMap<unknown, readonly ReadObject[]>> {
  if (alerts.length === 0) return new Map();
  const ids = alerts.map(({ values }) => String(values.id));
  const observables = await readObjects(call, [
    { op: 'list', entity: 'observable' },
    { op: 'filter', filter: { op: 'in', path: 'alertId', values: ids, at: '' } },
    { op: 'sort', keys: [{ path: 'id', descending: false }] },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  return Map.groupBy(observables, ({ values }) => values.alertId);
}
