/** Cases, tasks, observables and neurons for tests of commands, made through the commands themselves. */
import { createCase } from '../../server/src/commands/case/create-case.ts';
import { shareCase } from '../../server/src/commands/case/share-commands.ts';
import type { Uploads } from '../../server/src/commands/frame/uploads.ts';
import { createObservables } from '../../server/src/commands/observable/observable-commands.ts';
import { requestDirectRun } from '../../server/src/commands/run/direct-runs.ts';
import { finishRun } from '../../server/src/commands/run/finish-run.ts';
import type { WorkKind } from '../../server/src/commands/run/job-queue.ts';
import { enableNeuron } from '../../server/src/commands/run/neuron-commands.ts';
import { requestActions, requestJobs } from '../../server/src/commands/run/run-commands.ts';
import { startRun } from '../../server/src/commands/run/start-run.ts';
import { createWebhook } from '../../server/src/commands/settings/webhook-commands.ts';
import { createTask } from '../../server/src/commands/task/task-commands.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { World } from './world.ts';

/** A case; gives its wire id. */
export async function someCase(world: World, actor: Actor, raw: RawObject = {}): Promise<string> {
  const made = await world.run(actor, createCase, { title: 'Phishing', description: 'A wave', ...raw });
  return `~${made.id}`;
}

/** A task of a case; gives its wire id. */
export async function someTask(
  world: World,
  actor: Actor,
  caseId: string,
  raw: RawObject = {},
): Promise<string> {
  const { id } = await world.run(actor, createTask, { caseId, title: 'Contain', ...raw });
  return `~${id}`;
}

/** An observable of a case; gives its wire id. */
export async function someObservable(
  world: World,
  actor: Actor,
  caseId: string,
  raw: RawObject = {},
): Promise<string> {
  const input = { caseId, dataType: 'ip', data: '192.0.2.1', ...raw };
  const { created } = await world.run(actor, createObservables, input);
  return `~${created[0]}`;
}

/** Shares a case, with what is in it, with an organisation. */
export async function share(
  world: World,
  actor: Actor,
  caseId: string,
  organisation: { readonly name: string },
  profile = 'analyst',
): Promise<void> {
  const shares = [
    { organisation: organisation.name, profile, taskRule: 'autoShare', observableRule: 'autoShare' },
  ];
  await world.run(actor, shareCase, { id: caseId, shares });
}

/** A webhook; gives its wire id. */
export async function someWebhook(world: World, actor: Actor, raw: RawObject = {}): Promise<string> {
  const given = { name: 'Automation', url: 'https://automation.example/in', ...raw };
  const made = await world.run(
    actor,
    createWebhook((clear) => clear),
    given,
  );
  return `~${made.id}`;
}

/** An enabled neuron; gives its wire id. */
export async function someNeuron(
  world: World,
  actor: Actor,
  kind: 'analyzer' | 'responder',
  raw: RawObject = {},
): Promise<string> {
  const dataTypes = kind === 'analyzer' ? ['ip', 'domain', 'file'] : allObjects;
  const definition = { id: `${kind}_1_0`, kind, dataTypes };
  const { id } = await world.run(actor, enableNeuron, { definition, ...raw });
  return `~${id}`;
}

const allObjects = [
  'thehive:case',
  'thehive:alert',
  'thehive:case_task',
  'thehive:case_task_log',
  'thehive:case_artifact',
];

/** The columns of one stored row, by wire id. */
export async function row(
  world: World,
  table: string,
  id: string,
): Promise<Readonly<Record<string, unknown>>> {
  const [found] = await world.stored(`select * from skep."${table}" where id = $1`, [id.slice(1)]);
  if (found === undefined) throw new Error(`No row of ${table} has the id ${id}`);
  return found;
}

/** Audit records of an object, oldest first. */
export function audits(world: World, id: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return world.stored(
    'select action, object_type, context_type, context_id, main_action, details, previous, created_by from skep.audit where object_id = $1 order by id',
    [id.slice(1)],
  );
}

/** A job of an analyzer on an observable; gives the digits of its id. */
export async function someJob(
  world: World,
  actor: Actor,
  analyzerId: string,
  artifactId: string,
  raw: RawObject = {},
): Promise<string> {
  const [id] = await world.run(actor, requestJobs, { jobs: [{ analyzerId, artifactId, ...raw }] });
  return id ?? '';
}

/** An action of a responder on an object; gives the digits of its id. */
export async function someAction(
  world: World,
  actor: Actor,
  responderId: string,
  objectType: string,
  objectId: string,
): Promise<string> {
  const [id] = await world.run(actor, requestActions, { actions: [{ responderId, objectType, objectId }] });
  return id ?? '';
}

/** A direct run of an analyzer on a value, or on the uploaded file; gives the digits of its id. */
export async function someDirectRun(
  world: World,
  actor: Actor,
  neuronId: string,
  raw: RawObject = {},
  uploads: Uploads = new Map(),
): Promise<string> {
  const datum = uploads.size > 0 ? { dataType: 'file' } : { dataType: 'ip', data: '192.0.2.1' };
  const { id } = await world.run(actor, requestDirectRun, { neuronId, ...datum, ...raw }, { uploads });
  return id;
}

/** Starts a run and ends it as the engine does. */
export async function finish(
  world: World,
  actor: Actor,
  kind: WorkKind,
  id: string,
  end: RawObject = {},
  uploads: Uploads = new Map(),
): Promise<void> {
  const begun = await world.run(actor, startRun, { kind, id });
  if (begun.kind !== 'started') throw new Error(`The run is ${begun.kind}`);
  const { attempt } = begun.run;
  await world.run(actor, finishRun, { kind, id, attempt, success: true, report: {}, ...end }, { uploads });
}
