/** Runs of neurons that were asked for, and what must be true of them in the end. */
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { type Asked, accepted, digitsOf, insist } from './client.ts';
import { mostTold } from './findings.ts';
import { analyzerId, findingsOfJob, responderId } from './neurons.ts';
import type { Scene } from './scene.ts';

/** A run whose request was acknowledged. */
export interface AcceptedRun {
  readonly kind: 'job' | 'action';
  /** Digits of its id. */
  readonly id: string;
}

/** Makes a case with observables and gives their ids as on the wire. */
export async function makeObservables(
  scene: Pick<Scene, 'server'>,
  names: readonly string[],
): Promise<readonly string[]> {
  const making = { method: 'POST', path: '/case', body: { title: 'Runs', description: 'Runs' } };
  const { _id } = accepted(making, (await insist(scene, making)).answer);
  const ids: string[] = [];
  for (const data of names) {
    const asked: Asked = {
      method: 'POST',
      path: `/case/${String(_id)}/observable`,
      body: { dataType: 'domain', data },
    };
    const made = accepted(asked, (await insist(scene, asked)).answer);
    ids.push(...(Array.isArray(made) ? made.map((one) => String(one._id)) : []));
  }
  return ids;
}

/** Asks for both runs on an observable until they are accepted, the way a client repeats what was not answered. */
export async function requestRuns(
  scene: Pick<Scene, 'server'>,
  observable: string,
): Promise<readonly AcceptedRun[]> {
  const job = await requestJob(scene, observable);
  const action = await request(scene, '/connector/cortex/action', `action ${observable}`, {
    responderId,
    objectType: 'case_artifact',
    objectId: observable,
  });
  return [job, { kind: 'action', id: action }];
}

/** Asks for the analyzer on an observable until it is accepted. */
export async function requestJob(scene: Pick<Scene, 'server'>, observable: string): Promise<AcceptedRun> {
  const asked = { analyzerId, artifactId: observable, cortexId: 'local' };
  return { kind: 'job', id: await request(scene, '/connector/cortex/job', `job ${observable}`, asked) };
}

async function request(
  scene: Pick<Scene, 'server'>,
  path: string,
  key: string,
  body: Readonly<Record<string, string>>,
): Promise<string> {
  const asked = { method: 'POST', path, key, body };
  return digitsOf(accepted(asked, (await insist(scene, asked)).answer));
}

/** Number of runs by status, as the API counts them. */
export async function countRuns(scene: Pick<Scene, 'server'>, status: string): Promise<number> {
  const counts = await Promise.all(
    ['listJob', 'listAction'].map(async (list) => {
      const filter = { _name: 'filter', _field: 'status', _value: status };
      const query = [{ _name: list }, filter, { _name: 'count' }];
      const asked = { method: 'POST', path: '/query', body: { query } };
      const answer: unknown = accepted(asked, (await insist(scene, asked)).answer);
      return Number(answer);
    }),
  );
  return counts.reduce((total, count) => total + count, 0);
}

/** What must give no rows, by what a row would mean. */
const rules: Readonly<Record<string, string>> = {
  'A run has neither report nor reason': `select id, status from (select id, status, report, error_message from skep.job
      union all select id, status, report, error_message from skep.action) r
    where not (status = 'Success' and report is not null or status = 'Failure' and error_message <> '')`,
  'An observable was looked at twice':
    'select observable_id, count(*) from skep.job group by 1 having count(*) > 1',
  'A responder acted twice': 'select object_id, count(*) from skep.action group by 1 having count(*) > 1',
  'What a job found is not there once': `select j.id, count(o.id) from skep.job j left join skep.observable o on o.origin_kind = 'job' and o.origin_id = j.id
    group by j.root_id, j.id having count(o.id) <> case j.status when 'Success' then ${findingsOfJob} else 0 end`,
  'An operation was not carried out once': `select r.id, count(t.id) from (select id, status from skep.job union all select id, status from skep.action) r
    left join skep.task t on t.origin_kind = 'job' and t.origin_id = r.id
    group by r.id, r.status having count(t.id) <> case r.status when 'Success' then 1 else 0 end`,
  'The end of a run is not recorded once': `select r.id, count(a.id) from (select id, status from skep.job union all select id, status from skep.action) r
    left join skep.audit a on a.object_id = r.id and a.action = 'update' and a.details->>'status' = r.status
    group by r.id having count(a.id) <> 1`,
  'What a run printed is not there once': `select r.id, count(o.line) from (select id, status from skep.job union all select id, status from skep.action) r
    left join skep.run_output o on o.run_id = r.id where r.status = 'Success' group by r.id having count(o.line) <> 1`,
  'The queue still holds a run': `select id, state from pgboss.job where name in ('run', 'run_given_up') and state < 'completed'`,
};

/** Makes the queue look as if the server had been killed between the end of each run and the moment it told the queue. */
export async function handOutAgain(session: OwnerSession): Promise<void> {
  await session.query(
    "update pgboss.job set state = 'retry', completed_on = null, start_after = now() where name = 'run'",
  );
}

/** What is not as it should be when all runs have ended. */
export async function faultsOfRuns(
  session: OwnerSession,
  runs: readonly AcceptedRun[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [meaning, sql] of Object.entries(rules)) {
    const rows = await session.query(`${sql} limit ${mostTold}`);
    found.push(...rows.map((row) => `${meaning}: ${JSON.stringify(row)}`));
  }
  for (const kind of ['job', 'action'] as const) {
    const ids = runs.filter((run) => run.kind === kind).map(({ id }) => id);
    const lost = await session.query(
      `select id from unnest($1::bigint[]) as wanted(id) where id not in (select id from skep.${kind})`,
      [ids],
    );
    found.push(...lost.map(({ id }) => `The ${kind} ${String(id)} was accepted and is not there`));
  }
  return found;
}
