/** What measurements need to know of a generated instance: who asks, and values that are there. */
import type { Actor } from '../server/src/model/actor.ts';
import { permissionsOf } from '../server/src/model/permission.ts';
import type { Database } from '../server/src/storage/database.ts';

/** An instance as measurements see it. */
export interface Facts {
  /** An analyst of the large organisation. */
  readonly actor: Actor;
  /** Rows in the instance. */
  readonly size: Readonly<Record<'alerts' | 'cases' | 'observables' | 'organisations', number>>;
  /** Ids of alerts of the large organisation that bring about thirty observables. */
  readonly richAlerts: readonly string[];
  /** An alert of it, and an observable of type domain. */
  readonly alertId: string;
  readonly domainId: string;
  /** A case of it, and a task in that case. */
  readonly caseId: string;
  readonly taskId: string;
}

const worker = { role: 'worker' } as const;
/** An alert with this many observables counts as rich. */
const rich = 25;

/** Reads the facts; undefined when nothing has been generated. */
export async function readFacts(database: Database): Promise<Facts | undefined> {
  const actor = await readActor(database);
  if (actor === undefined) return undefined;
  const caseId = await idOf(
    database,
    actor,
    `select id from skep."case" where organisation_id = $1 order by id desc limit 1`,
  );
  return {
    actor,
    caseId,
    taskId: await taskOf(database, caseId),
    size: {
      alerts: await countOf(database, 'alert'),
      cases: await countOf(database, 'case'),
      observables: await countOf(database, 'observable'),
      organisations: (await countOf(database, 'organisation')) - 1,
    },
    richAlerts: await readRichAlerts(database, actor.organisation.id),
    alertId: await idOf(
      database,
      actor,
      `select id from skep.alert where organisation_id = $1 order by id desc limit 1`,
    ),
    domainId: await idOf(
      database,
      actor,
      `select id from skep.observable where organisation_id = $1 and data_type = 'domain' order by id desc limit 1`,
    ),
  };
}

async function readActor(database: Database): Promise<Actor | undefined> {
  const { rows } = await database.read(worker, {
    sql: `select u.id, u.login, u.name, o.id as organisation, o.name as organisation_name
      from skep.user_account u join skep.organisation o on o.id = u.default_organisation_id
      where u.login = $1`,
    parameters: ['analyst-1@organisation-1.test'],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    userId: String(row.id),
    login: String(row.login),
    name: String(row.name),
    organisation: { id: String(row.organisation), name: String(row.organisation_name) },
    permissions: new Set(permissionsOf('organisation')),
    person: true,
  };
}

async function countOf(database: Database, table: string): Promise<number> {
  const { rows } = await database.read(worker, {
    sql: `select count(*) as number from skep."${table}"`,
    parameters: [],
  });
  return Number(rows[0]?.number);
}

async function readRichAlerts(database: Database, organisationId: string): Promise<string[]> {
  const { rows } = await database.read(worker, {
    sql: `select alert_id from skep.observable where organisation_id = $1 and alert_id is not null
      group by alert_id having count(*) >= $2 order by alert_id desc limit 100`,
    parameters: [organisationId, rich],
  });
  return rows.map((row) => String(row.alert_id));
}

async function taskOf(database: Database, caseId: string): Promise<string> {
  const { rows } = await database.read(worker, {
    sql: `select id from skep.task where root_id = $1 order by id limit 1`,
    parameters: [caseId],
  });
  return String(rows[0]?.id);
}

async function idOf(database: Database, actor: Actor, sql: string): Promise<string> {
  const { rows } = await database.read(worker, { sql, parameters: [actor.organisation.id] });
  return String(rows[0]?.id);
}
