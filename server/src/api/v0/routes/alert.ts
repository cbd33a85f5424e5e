/** Routes of alerts. */
import { createAlert } from '../../../commands/create-alert.ts';
import { deleteAlerts } from '../../../commands/delete-objects.ts';
import { importAlert } from '../../../commands/import-alert.ts';
import { mergeAlerts } from '../../../commands/merge-alerts.ts';
import { updateAlerts } from '../../../commands/update-alerts.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { markedStatus } from '../alert-status.ts';
import { readArtifacts } from '../artifacts.ts';
import { readChangedCustomFields, readCustomFields } from '../custom-fields.ts';
import { listIn, readFields, switchedOn, withoutShownTlp } from '../input.ts';
import { getStage, listInput, readList, readObjects, readOne, readPipeline } from '../read.ts';
import { renderAlert, renderCase, renderObservable, renderSimilarCase } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { alertWords } from '../words.ts';

const changeable = [
  ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'date', 'type', 'source', 'sourceRef'],
  ...['externalLink', 'lastSyncDate', 'follow'],
];
const creatable = [
  ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'date', 'type', 'source', 'sourceRef'],
  ...['externalLink', 'caseTemplate'],
];

const read = { permission: 'authenticated', status: 200 } as const;
const anAlert = 'An alert with its artifacts';
const aCase = 'A case';

/** Alerts on the wire, with the observables of all of them read at once. */
async function show(call: RouteCall, alerts: readonly ReadObject[]): Promise<readonly RawObject[]> {
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

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  const [body] = await show(call, [await readOne(call, 'alert', reference)]);
  return { body };
}

async function showCase(call: RouteCall, id: string): Promise<Answer> {
  return { body: renderCase(await readOne(call, 'case', idToWire(id)), actorOf(call)) };
}

async function search(call: RouteCall): Promise<Answer> {
  const { objects, headers } = await readList(call, 'alert', alertWords);
  return { body: await show(call, objects), headers };
}

async function create(call: RouteCall): Promise<Answer> {
  const { observables, uploads } = await readArtifacts(call);
  const fields = { ...readFields(call.input, creatable), ...readCustomFields(call.input) };
  const { values } = await run({ ...call, uploads }, createAlert, { ...fields, observables });
  return showOne(call, idToWire(String(values.id)));
}

async function get(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'alertId');
  const [alert] = await show(call, [await readOne(call, 'alert', reference)]);
  if (!switchedOn(call.input, 'similarity')) return { body: alert };
  const result = await readPipeline(call, [
    getStage('alert', reference),
    { op: 'similar', similarity: 'similarCases', count: false },
  ]);
  const found = result.kind === 'similar' ? result.found : [];
  return { body: { ...alert, similarCases: found.map(renderSimilarCase) } };
}

/** `Ignored` and `Imported` mean that the alert was read. */
function wantedRead({ read: given, status }: RawObject): boolean | undefined {
  if (typeof given === 'boolean') return given;
  if (status === 'Ignored' || status === 'Imported') return true;
  return status === 'New' || status === 'Updated' ? false : undefined;
}

function moveTo(alert: ReadObject, isRead: boolean | undefined): RawObject {
  const status = isRead === undefined ? undefined : markedStatus(alert, isRead);
  return status === undefined ? {} : { status };
}

async function update(call: RouteCall): Promise<Answer> {
  const alert = await readOne(call, 'alert', parameter(call, 'alertId'));
  const id = idToWire(String(alert.values.id));
  const changes = {
    ...withoutShownTlp(readFields(call.input, changeable), alert),
    ...readChangedCustomFields(call.input, alert.customFields),
    ...moveTo(alert, wantedRead(call.input)),
  };
  await run(call, updateAlerts, { id, ...changes });
  return showOne(call, id);
}

/** Changes one alert without asking for anything in the body. */
function marking(verb: string, summary: string, change: (alert: ReadObject) => RawObject): Route {
  return {
    method: 'POST',
    path: `/alert/{alertId}/${verb}`,
    permission: updateAlerts.permission,
    summary,
    status: 200,
    answer: anAlert,
    async handle(call) {
      const alert = await readOne(call, 'alert', parameter(call, 'alertId'));
      const id = idToWire(String(alert.values.id));
      await run(call, updateAlerts, { id, ...change(alert) });
      return showOne(call, id);
    },
  };
}

/** The template that is named; none where null is said, and that of the alert where nothing is. */
function promotion(call: RouteCall): RawObject {
  const { caseTemplate } = call.input;
  return { alert: parameter(call, 'alertId'), ...(caseTemplate === undefined ? {} : { caseTemplate }) };
}

const joining: readonly Route[] = [
  {
    method: 'POST',
    path: '/alert/{alertId}/createCase',
    permission: importAlert.permission,
    summary: 'Promote an alert: a new case takes over what it says and brings',
    status: 201,
    input: { caseTemplate: 'name of a case template; that of the alert when missing' },
    answer: aCase,
    handle: async (call) => showCase(call, (await run(call, importAlert, promotion(call))).id),
  },
  {
    method: 'POST',
    path: '/alert/{alertId}/merge/{caseId}',
    versionedOnly: true,
    permission: mergeAlerts.permission,
    summary: 'Merge an alert into a case',
    status: 200,
    answer: aCase,
    async handle(call) {
      const alertIds = [parameter(call, 'alertId')];
      const merged = await run(call, mergeAlerts, {
        caseId: parameter(call, 'caseId'),
        alertIds,
        how: 'merge',
      });
      return showCase(call, merged.id);
    },
  },
  {
    method: 'POST',
    path: '/alert/merge/_bulk',
    permission: mergeAlerts.permission,
    summary: 'Merge several alerts into a case',
    status: 200,
    input: { caseId: 'id or number of the case', alertIds: 'ids of the alerts' },
    answer: aCase,
    async handle(call) {
      const { caseId } = call.input;
      const reference = typeof caseId === 'number' ? String(caseId) : caseId;
      const raw = { caseId: reference, alertIds: listIn(call.input, 'alertIds'), how: 'merge' };
      return showCase(call, (await run(call, mergeAlerts, raw)).id);
    },
  },
];

const deleting: readonly Route[] = [
  {
    method: 'DELETE',
    path: '/alert/{alertId}',
    permission: deleteAlerts.permission,
    summary: 'Delete an alert',
    status: 204,
    async handle(call) {
      await run(call, deleteAlerts, { id: parameter(call, 'alertId') });
      return {};
    },
  },
  {
    method: 'POST',
    path: '/alert/delete/_bulk',
    permission: deleteAlerts.permission,
    summary: 'Delete several alerts',
    status: 204,
    input: { ids: 'ids of the alerts' },
    async handle(call) {
      await run(call, deleteAlerts, { ids: listIn(call.input, 'ids') });
      return {};
    },
  },
];

/** The routes. */
export const alertRoutes: readonly Route[] = [
  {
    ...read,
    method: 'GET',
    path: '/alert',
    summary: 'Alerts; ten at a time when no range is given',
    input: listInput,
    answer: 'List of alerts; X-Total counts all',
    handle: search,
  },
  {
    ...read,
    method: 'POST',
    path: '/alert/_search',
    summary: 'Alerts that fit conditions; ten at a time when no range is given',
    input: listInput,
    answer: 'List of alerts; X-Total counts all',
    handle: search,
  },
  {
    method: 'POST',
    path: '/alert',
    permission: createAlert.permission,
    summary: 'Make an alert with its artifacts',
    status: 201,
    answer: anAlert,
    handle: create,
  },
  {
    ...read,
    method: 'GET',
    path: '/alert/{alertId}',
    summary: 'One alert, by id or type;source;sourceRef',
    input: { similarity: 'whether cases with the same observables are shown' },
    answer: anAlert,
    handle: get,
  },
  {
    method: 'PATCH',
    path: '/alert/{alertId}',
    permission: updateAlerts.permission,
    summary: 'Change an alert',
    status: 200,
    answer: anAlert,
    handle: update,
  },
  ...deleting,
  marking('markAsRead', 'Note that an alert was read', (alert) => moveTo(alert, true)),
  marking('markAsUnread', 'Note that an alert was not read', (alert) => moveTo(alert, false)),
  marking('follow', 'Take over later updates of the source', () => ({ follow: true })),
  marking('unfollow', 'Ignore later updates of the source', () => ({ follow: false })),
  ...joining,
];
