/** Routes of what is known of attackers: procedures of cases and alerts, techniques, their catalogues, and layers of them. */
import { CodedError } from '../../../model/errors.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import { runQuery } from '../../../query/index.ts';
import type { Pipeline, Stage } from '../../../query/stage.ts';
import { dispositionOf } from '../../http/file-name.ts';
import { commands } from '../commands.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne, show } from '../read.ts';
import { attackLayer, countTechniques, layerDomains } from '../render/attack-layer.ts';
import { type Answer, actorOf, bodyOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import {
  bodyWith,
  commandRoute,
  getRoute,
  nothing,
  objectOf,
  objectsOf,
  onObject,
  onSeveral,
  run,
} from '../route-kinds.ts';

/** Adding procedures to a case or an alert: one, or several. */
function adding(on: 'case' | 'alert'): Route[] {
  const name = `${on}Id`;
  const holder = on === 'case' ? 'a case' : 'an alert';
  const parent = (call: RouteCall) => ({
    caseId: undefined,
    alertId: undefined,
    [name]: parameter(call, name),
  });
  return [
    commandRoute(
      {
        method: 'POST',
        path: `/${on}/{${name}}/procedure`,
        summary: `Note a technique that was seen in ${holder}`,
        body: { entity: 'procedure', mode: 'create' },
      },
      commands.createProcedure,
      bodyWith(parent),
      objectOf('procedure', 201),
    ),
    commandRoute(
      {
        method: 'POST',
        path: `/${on}/{${name}}/procedures`,
        summary: `Note several techniques that were seen in ${holder}`,
        body: { also: { procedures: 'list of {patternId, occurDate, tactic, description}' } },
      },
      commands.createProcedures,
      bodyWith(parent),
      objectsOf('procedure', 201),
    ),
  ];
}

/** Takes a file of techniques; what cannot be taken is told. */
const importing: Route = {
  method: 'POST',
  path: '/pattern/import/attack',
  permission: commands.importPatterns.permission,
  summary: 'Import techniques from a STIX bundle of ATT&CK into a catalogue',
  status: 201,
  body: {
    also: {
      catalog: 'id or name of the catalogue; made when there is none of that name',
      variant: 'edition of the catalogue; names the one to take from a file that holds several',
      url: 'address to fetch the bundle from, instead of the part file; internal ones only where a setting allows them',
    },
    files: ['file'],
  },
  answer: { sentence: '{imported, created, updated, errors: empty list}' },
  partly: '{imported, created, updated, errors: list of {object, error}}',
  async handle(call) {
    const body = await run(call, commands.importPatterns, bodyOf(call));
    return { status: body.errors.length === 0 ? 201 : 207, body };
  },
};

/** Techniques that the procedures of a case name, in the order of their numbers. */
async function patternsOfCase(call: RouteCall): Promise<Answer> {
  await readOne(call, 'case', parameter(call, 'caseId'));
  const procedures = await readObjects(call, [
    getStage('case', parameter(call, 'caseId'), 'caseId'),
    { op: 'follow', relation: 'procedures' },
    { op: 'output' },
  ]);
  const numbers = [...new Set(procedures.map(({ values }) => String(values.patternId)))];
  const found = await readObjects(call, [
    { op: 'list', entity: 'pattern' },
    { op: 'filter', filter: { op: 'in', path: 'patternId', values: numbers, at: '' } },
    { op: 'sort', keys: [{ path: 'patternId', descending: false }] },
    { op: 'output' },
  ]);
  return { status: 200, body: found.map((object) => show(actorOf(call), object)) };
}

const layerQuery = [{ name: 'domain', sentence: `Matrix to draw on: ${layerDomains.join(', ')}` }];

/** Sends the layer for the procedures that a pipeline finds, as a file. */
async function sendLayer(call: RouteCall, name: string, procedures: Pipeline): Promise<Answer> {
  const domain = queryText(call, 'domain') ?? layerDomains[0];
  if (!layerDomains.some((known) => known === domain))
    throw new CodedError('badRequest', { reason: `domain must be one of ${layerDomains.join(', ')}` });
  const { database } = call.services.commands;
  const pipeline = [...procedures, ...countTechniques];
  const result = await runQuery(database, actorOf(call), pipeline);
  const counted = result.kind === 'aggregation' ? result.value : {};
  return {
    status: 200,
    headers: { 'Content-Disposition': dispositionOf('attachment', `${name}.json`) },
    body: attackLayer(name, domain, counted),
  };
}

async function layerOfCase(call: RouteCall): Promise<Answer> {
  const { values } = await readOne(call, 'case', parameter(call, 'caseId'));
  return sendLayer(call, `case-${String(values.number)}`, [
    { op: 'get', entity: 'case', id: String(values.id) },
    { op: 'follow', relation: 'procedures' },
  ]);
}

/** Procedures of all visible cases, from a time until before another where these are given. */
async function layerOfCases(call: RouteCall): Promise<Answer> {
  const filters: Filter[] = [{ op: 'has', path: 'caseId', at: '' }];
  for (const [name, op] of [
    ['from', 'greaterOrEqual'],
    ['to', 'less'],
  ] as const) {
    const value = timeIn(call, name);
    if (value !== undefined) filters.push({ op, path: 'occurDate', value, at: name });
  }
  const seen: Stage = { op: 'filter', filter: { op: 'and', of: filters } };
  return sendLayer(call, 'cases', [{ op: 'list', entity: 'procedure' }, seen]);
}

function timeIn(call: RouteCall, name: string): number | undefined {
  const text = queryText(call, name);
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new CodedError('badRequest', { reason: `${name} must be milliseconds since the epoch` });
}

const layer = { contentType: 'application/json', sentence: 'A layer for the ATT&CK Navigator' } as const;

const layerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/{caseId}/attackLayer',
    permission: 'authenticated',
    summary: 'A layer for the ATT&CK Navigator with the techniques that were seen in a case',
    status: 200,
    query: layerQuery,
    answer: layer,
    handle: layerOfCase,
  },
  {
    method: 'GET',
    path: '/pattern/attackLayer',
    permission: 'authenticated',
    summary: 'A layer for the ATT&CK Navigator with the techniques that were seen in all visible cases',
    status: 200,
    query: [
      ...layerQuery,
      { name: 'from', sentence: 'Only what happened at that time or later, in milliseconds' },
      { name: 'to', sentence: 'Only what happened before that time, in milliseconds' },
    ],
    answer: layer,
    handle: layerOfCases,
  },
];

const procedureRoutes: readonly Route[] = [
  ...adding('case'),
  ...adding('alert'),
  commandRoute(
    {
      method: 'POST',
      path: '/procedure/delete/_bulk',
      summary: 'Delete several procedures',
      body: { also: { ids: 'ids of the procedures' } },
    },
    commands.deleteProcedures,
    onSeveral,
    nothing,
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/procedure/{procedureId}',
      summary: 'Change a procedure',
      body: { entity: 'procedure', mode: 'update' },
    },
    commands.updateProcedure,
    onObject('procedureId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/procedure/{procedureId}', summary: 'Delete a procedure' },
    commands.deleteProcedures,
    (call) => ({ id: parameter(call, 'procedureId') }),
    nothing,
  ),
];

const catalogRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/catalog',
      summary: 'Make a catalogue of techniques',
      body: { entity: 'patternCatalog', mode: 'create' },
    },
    commands.createCatalog,
    bodyWith(() => ({})),
    objectOf('patternCatalog', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/catalog/{catalogId}',
      summary: 'Change a catalogue of techniques',
      body: { entity: 'patternCatalog', mode: 'update' },
    },
    commands.updateCatalog,
    onObject('catalogId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/catalog/{catalogId}', summary: 'Remove a catalogue with its techniques' },
    commands.deleteCatalog,
    (call) => ({ id: parameter(call, 'catalogId') }),
    nothing,
  ),
];

/** The routes. */
export const attackRoutes: readonly Route[] = [
  ...procedureRoutes,
  ...catalogRoutes,
  importing,
  {
    method: 'GET',
    path: '/pattern/case/{caseId}',
    permission: 'authenticated',
    summary: 'Techniques that were seen in a case',
    status: 200,
    answer: { entity: 'pattern', list: true },
    handle: patternsOfCase,
  },
  ...layerRoutes,
  getRoute(
    { path: '/pattern/{patternId}', summary: 'One technique, by id or number' },
    'pattern',
    'patternId',
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/pattern/{patternId}',
      summary: 'Remove a technique; procedures that name it keep its number and name',
    },
    commands.deletePattern,
    (call) => ({ id: parameter(call, 'patternId') }),
    nothing,
  ),
];
