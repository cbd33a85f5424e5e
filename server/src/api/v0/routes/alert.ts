/** Routes of alerts. */
import { createWholeAlert } from '../../../commands/alert/create-alert.ts';
import { importAlert } from '../../../commands/alert/import-alert.ts';
import { mergeAlerts } from '../../../commands/alert/merge-alerts.ts';
import { updateAlerts } from '../../../commands/alert/update-alerts.ts';
import { deleteAlerts } from '../../../commands/frame/delete-objects.ts';
import { notFound } from '../../../model/errors.ts';
import { idFromWire, idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { markedStatus } from '../alert-status.ts';
import { readArtifacts } from '../artifacts.ts';
import { readChangedCustomFields, readCustomFields } from '../custom-fields.ts';
import { listIn, readFields, switchedOn, withoutShownTlp } from '../input.ts';
import { kinds } from '../kinds.ts';
import { listing, showOne as shown, showSeveral } from '../list-routes.ts';
import { getStage, readByIds, readOne, readPipeline } from '../read.ts';
import { renderAlert, renderCase, renderObservable, renderSimilarCase } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { removing } from '../writing-routes.ts';

const changeable = [
  ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'date', 'type', 'source', 'sourceRef'],
  ...['externalLink', 'lastSyncDate', 'follow'],
];
const creatable = [
  ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'date', 'type', 'source', 'sourceRef'],
  ...['externalLink', 'caseTemplate'],
];

const anAlert = 'An alert with its artifacts';
const aCase = 'A case';

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  return { body: await shown(call, kinds.alert, reference) };
}

async function showCase(call: RouteCall, id: string): Promise<Answer> {
  return { body: renderCase(await readOne(call, 'case', idToWire(id)), actorOf(call)) };
}

async function create(call: RouteCall): Promise<Answer> {
  const { observables, uploads } = await readArtifacts(call);
  const fields = { ...readFields(call.input, creatable), ...readCustomFields(call.input) };
  const made = await run({ ...call, uploads }, createWholeAlert, { ...fields, observables });
  return { body: renderAlert(made.alert, made.observables.map(renderObservable)) };
}

async function get(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'alertId');
  const alert = await shown(call, kinds.alert, reference);
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

/** What a request changes of an alert. */
function changesOf({ input }: RouteCall, alert: ReadObject): RawObject {
  return {
    ...withoutShownTlp(readFields(input, changeable), alert),
    ...readChangedCustomFields(input, alert.customFields),
    ...moveTo(alert, wantedRead(input)),
  };
}

/** Changes several alerts. Those that are marked move to different statuses, from where each stands. */
async function updateSeveral(call: RouteCall): Promise<Answer> {
  const given: readonly unknown[] = [listIn(call.input, 'ids')].flat();
  const ids = given.flatMap((id) => (typeof id === 'string' ? (idFromWire(id) ?? []) : []));
  const alerts = await readByIds(call, 'alert', ids);
  if (alerts.length < given.length) throw notFound('Alert');
  const fields = { ...readFields(call.input, changeable), ...readCustomFields(call.input) };
  const byStatus = Map.groupBy(alerts, (alert) => moveTo(alert, wantedRead(call.input)).status);
  for (const [status, group] of byStatus) {
    const move = status === undefined ? {} : { status };
    await run(call, updateAlerts, { ...fields, ...move, ids: group.map(wireIdOf) });
  }
  return { body: await showSeveral(call, kinds.alert, ids) };
}

const wireIdOf = ({ values }: ReadObject): string => idToWire(String(values.id));

async function update(call: RouteCall): Promise<Answer> {
  const alert = await readOne(call, 'alert', parameter(call, 'alertId'));
  const id = wireIdOf(alert);
  await run(call, updateAlerts, { id, ...changesOf(call, alert) });
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
      const id = wireIdOf(alert);
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
  removing('alertId', { path: '/alert/{alertId}', summary: 'Delete an alert', command: deleteAlerts }),
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
  ...listing('/alert', kinds.alert, 'Alerts'),
  {
    method: 'POST',
    path: '/alert',
    permission: createWholeAlert.permission,
    summary: 'Make an alert with its artifacts',
    status: 201,
    answer: anAlert,
    handle: create,
  },
  {
    method: 'GET',
    path: '/alert/{alertId}',
    permission: 'authenticated',
    status: 200,
    summary: 'One alert, by id or type;source;sourceRef',
    input: { similarity: 'whether cases with the same observables are shown' },
    answer: anAlert,
    handle: get,
  },
  {
    method: 'PATCH',
    path: '/alert/_bulk',
    permission: updateAlerts.permission,
    summary: 'Change several alerts',
    status: 200,
    input: { ids: 'ids of the alerts' },
    answer: 'List of the alerts',
    handle: updateSeveral,
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
