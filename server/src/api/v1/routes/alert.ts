/** Routes of alerts. */
import { type AlertResult, mostAlerts } from '../../../commands/alert/create-alerts.ts';
import { CodedError } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { commands } from '../commands.ts';
import { renderError } from '../errors.ts';
import { show } from '../read.ts';
import { actorOf, bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import {
  type Answering,
  bodyWith,
  commandRoute,
  getRoute,
  nothing,
  objectOf,
  onObject,
  onSeveral,
} from '../route-kinds.ts';

const parts = {
  customFields: 'values by name, or a list of {name, value, order}',
  observables: 'observables to make with it; `attachment` names the part that holds a file',
  procedures: 'techniques that were seen: list of {patternId, occurDate, tactic, description}',
  flag: 'without effect: alerts have no flag',
} as const;

const update = {
  entity: 'alert',
  mode: 'update',
  also: { addTags: 'tags to add', removeTags: 'tags to remove', customFields: parts.customFields },
  example: { severity: 3, addTags: ['seen'] },
} as const;

/** Follows or unfollows: later updates of the source are taken over or not. */
function following(verb: 'follow' | 'unfollow'): Route {
  return commandRoute(
    {
      method: 'POST',
      path: `/alert/{alertId}/${verb}`,
      summary:
        verb === 'follow' ? 'Take over later updates of the source' : 'Ignore later updates of the source',
    },
    commands.updateAlerts,
    (call) => ({ id: parameter(call, 'alertId'), follow: verb === 'follow' }),
    nothing,
  );
}

const fieldChoices =
  'what stays of custom fields that both have, by name: mine (of the alert), theirs (of the case) or both';

function choicesIn(call: RouteCall): RawObject {
  const { customFields } = bodyOf(call);
  return customFields === undefined ? {} : { customFields };
}

const aCase = objectOf('case', 200);

/** The case under the words of older clients as well: they call the same path without its version. */
const caseForAll: typeof aCase = {
  ...aCase,
  async render(call, output) {
    const body = await aCase.render(call, output);
    return isRawObject(body) ? { ...body, id: body._id, caseId: body.number } : body;
  },
};

/** Puts one alert into a case that exists. */
function joining(how: 'merge' | 'import'): Route {
  return commandRoute(
    {
      method: 'POST',
      path: `/alert/{alertId}/${how}/{caseId}`,
      aliases: how === 'merge' ? ['/api/alert/{alertId}/merge/{caseId}'] : [],
      summary: how === 'merge' ? 'Merge an alert into a case' : 'Import what an alert holds into a case',
      body: { also: { customFields: fieldChoices } },
    },
    commands.mergeAlerts,
    (call) => ({
      ...choicesIn(call),
      caseId: parameter(call, 'caseId'),
      alertIds: [parameter(call, 'alertId')],
      how,
    }),
    how === 'merge' ? caseForAll : aCase,
  );
}

/** What became of each alert of a list; refusals look as the answer to a single one does. */
const resultsOfAlerts: Answering<readonly AlertResult[]> = {
  status: 200,
  shape: { sentence: 'for each alert, in order: {status: created, alert} or {status: refused, error}' },
  render: async (call, results) =>
    results.map((result) => {
      if (result.status === 'created') return { ...result, alert: show(actorOf(call), result.alert) };
      const { code, parameters, faults } = result.error;
      return { ...result, error: renderError(new CodedError(code, parameters, faults)).body };
    }),
};

/** The routes. */
export const alertRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/alert',
      summary: 'Make an alert',
      body: { entity: 'alert', mode: 'create', also: parts, files: ['*'] },
    },
    commands.createAlert,
    bodyWith(() => ({})),
    objectOf('alert', 201),
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/alert/_bulk',
      summary: 'Make many alerts; each is its own success or refusal',
      body: { entity: 'alert', mode: 'create', also: parts, mostInList: mostAlerts },
    },
    commands.createAlerts,
    ({ body }) => ({ alerts: body }),
    resultsOfAlerts,
  ),
  getRoute(
    { path: '/alert/{alertId}', summary: 'One alert, by id or type;source;sourceRef' },
    'alert',
    'alertId',
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/alert/_bulk',
      summary: 'Change several alerts',
      body: { ...update, also: { ...update.also, ids: 'ids of the alerts' } },
    },
    commands.updateAlerts,
    onSeveral,
    nothing,
  ),
  commandRoute(
    { method: 'PATCH', path: '/alert/{alertId}', summary: 'Change an alert', body: update },
    commands.updateAlerts,
    onObject('alertId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/alert/{alertId}', summary: 'Delete an alert' },
    commands.deleteAlerts,
    (call) => ({ id: parameter(call, 'alertId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/alert/delete/_bulk',
      summary: 'Delete several alerts',
      body: { also: { ids: 'ids of the alerts' } },
    },
    commands.deleteAlerts,
    onSeveral,
    nothing,
  ),
  commandRoute(
    { method: 'POST', path: '/alert/{alertId}/restore', summary: 'Bring back a deleted alert' },
    commands.restoreObject,
    (call) => ({ entity: 'alert', id: parameter(call, 'alertId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/alert/{alertId}/case',
      summary: 'Promote an alert: a new case takes over what it says and brings',
      body: {
        entity: 'case',
        mode: 'create',
        allOptional: true,
        also: {
          customFields: parts.customFields,
          caseTemplate: 'id or name of a case template; that of the alert when missing',
          tasks: 'tasks to make',
          pages: 'pages to make; those of the template when missing',
          sharingParameters: 'shares to make',
        },
      },
    },
    commands.importAlert,
    bodyWith((call) => ({ alert: parameter(call, 'alertId') })),
    objectOf('case', 201),
  ),
  following('follow'),
  following('unfollow'),
  joining('merge'),
  joining('import'),
  commandRoute(
    {
      method: 'POST',
      path: '/alert/merge/_bulk',
      summary: 'Merge several alerts into a case',
      body: {
        also: {
          caseId: 'id or number of the case',
          alertIds: 'ids of the alerts',
          customFields: fieldChoices,
        },
      },
    },
    commands.mergeAlerts,
    bodyWith(() => ({ how: 'merge' })),
    objectOf('case', 200),
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/case/{caseId}/alert/{alertId}',
      summary: 'Unlink an alert; what it brought stays in the case',
    },
    commands.unlinkAlert,
    (call) => ({ caseId: parameter(call, 'caseId'), alertId: parameter(call, 'alertId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/alert/{alertId}/unmerge',
      summary: 'Undo a merge: what the alert brought goes, what anybody added or changed since stays',
    },
    commands.unmergeAlert,
    (call) => ({ caseId: parameter(call, 'caseId'), alertId: parameter(call, 'alertId') }),
    nothing,
  ),
];
