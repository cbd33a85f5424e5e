/** Routes of artifacts, as v0 calls observables: those of cases and those of alerts. */
import { deleteObservable } from '../../../commands/frame/delete-objects.ts';
import {
  type CreatedObservables,
  createObservables,
  updateObservables,
} from '../../../commands/observable/observable-commands.ts';
import { CodedError } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { readArtifact } from '../artifacts.ts';
import { listIn, readFields, withoutShownTlp } from '../input.ts';
import { kinds } from '../kinds.ts';
import { counting, getting, searching, showOne, showSeveral } from '../list-routes.ts';
import { getStage, readObjects, readOne } from '../read.ts';
import { renderArtifact } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { removing } from '../writing-routes.ts';

const changeable = ['message', 'tlp', 'tags', 'ioc', 'sighted', 'ignoreSimilarity', 'dataType'];
const kind = kinds.observable;
const name = 'observableId';

const given = {
  dataType: 'name of the type',
  data: 'a text or a list of texts, for types of values',
  attachment: 'the part with the file, or {name, contentType, id} of a stored one, for types of files',
  message: 'what it is about',
  tlp: '0 to 3',
  tags: 'list of texts',
  ioc: 'true or false',
  sighted: 'true or false',
  ignoreSimilarity: 'true or false',
  isZip: 'true: each file of the archive becomes an artifact',
  zipPassword: 'password of the archive',
} as const;

/** Adds artifacts to a case or an alert. What is there already is told beside what was added. */
function adding(parent: 'case' | 'alert'): Route {
  return {
    method: 'POST',
    path: `/${parent}/{${parent}Id}/artifact`,
    permission: createObservables.permission,
    summary: `Add artifacts to ${parent === 'case' ? 'a case' : 'an alert'}`,
    status: 201,
    input: given,
    answer: 'List of the artifacts; {success, failure} with status 207 where some are there already',
    async handle(call) {
      const { values } = await readOne(call, parent, parameter(call, `${parent}Id`));
      const { fields, uploads } = await readArtifact(call);
      const raw = { ...fields, [`${parent}Id`]: idToWire(String(values.id)) };
      return answerOf(call, await run({ ...call, uploads }, createObservables, raw));
    },
  };
}

async function answerOf(call: RouteCall, { created, failed }: CreatedObservables): Promise<Answer> {
  const success = await showSeveral(call, kind, created);
  if (failed.length === 0) return { body: success };
  const failure = failed.map(({ data, attachment }) => ({
    type: 'CreateError',
    message: new CodedError('observableAlreadyExists').message,
    object:
      attachment === undefined ? { data } : { data: `file:${attachment}`, attachment: { name: attachment } },
  }));
  return { status: 207, body: { success, failure } };
}

/**
 * What an input changes of an artifact. Whether it was sighted is left out where it stays: v0 does not show when that was, and
 * saying it anew would empty it.
 */
function changesOf({ input }: RouteCall, found: ReadObject): RawObject {
  const { sighted, ...changes } = withoutShownTlp(readFields(input, changeable), found);
  return sighted === undefined || sighted === found.values.sighted ? changes : { ...changes, sighted };
}

/** What can be done with an artifact, below the path of those of cases or of alerts: each serves both. */
function below(base: '/case/artifact' | '/alert/artifact'): readonly Route[] {
  const path = `${base}/{${name}}`;
  return [
    getting(path, kind, name, 'One artifact'),
    {
      method: 'PATCH',
      path: `${base}/_bulk`,
      permission: updateObservables.permission,
      summary: 'Change several artifacts',
      status: 204,
      input: { ids: 'ids of the artifacts' },
      async handle(call) {
        const fields = readFields(call.input, changeable);
        await run(call, updateObservables, { ...fields, ids: listIn(call.input, 'ids') });
        return {};
      },
    },
    {
      method: 'PATCH',
      path,
      permission: updateObservables.permission,
      summary: 'Change an artifact',
      status: 200,
      answer: 'The artifact',
      async handle(call) {
        const found = await readOne(call, 'observable', parameter(call, name));
        const id = idToWire(String(found.values.id));
        await run(call, updateObservables, { ...changesOf(call, found), id });
        return { body: await showOne(call, kind, id) };
      },
    },
    removing(name, { path, summary: 'Delete an artifact', command: deleteObservable }),
  ];
}

/** Artifacts with the same datum, each with the case or alert it was seen in. */
async function similar(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, name);
  await readOne(call, 'observable', reference);
  const found = await readObjects(call, [
    getStage('observable', reference),
    { op: 'follow', relation: 'similar' },
    { op: 'page', from: 0, to: -1, extraData: ['links'] },
  ]);
  return { body: found.map((artifact) => renderArtifact(artifact, actorOf(call))) };
}

/** The routes. */
export const artifactRoutes: readonly Route[] = [
  searching('POST', '/case/artifact/_search', kind, 'Artifacts that fit conditions'),
  counting('/case/artifact/_stats', kind, 'artifacts'),
  searching('POST', '/case/{caseId}/artifact/_search', kind, 'Artifacts of a case that fit conditions', {
    entity: 'case',
    parameter: 'caseId',
    relation: 'observables',
  }),
  adding('case'),
  adding('alert'),
  {
    method: 'GET',
    path: `/case/artifact/{${name}}/similar`,
    permission: 'authenticated',
    summary: 'Artifacts with the same datum, each with the case or alert it was seen in',
    status: 200,
    answer: 'List of artifacts',
    handle: similar,
  },
  ...below('/case/artifact'),
  ...below('/alert/artifact'),
];
