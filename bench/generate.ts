/**
 * Fills a migrated, empty database with a believable instance: organisations of very different size, ninety days of alerts with
 * the usual endings, cases with tasks and shares, and observables of which some values are met everywhere and most only once.
 */
import pg from 'pg';
import { createIdSource } from '../server/src/commands/frame/id-source.ts';
import { firstStart } from '../server/src/commands/settings/first-start.ts';
import { createChance } from '../server/src/demo/random.ts';
import type { ConnectionOptions } from '../server/src/storage/connection-options.ts';
import type { Database } from '../server/src/storage/database.ts';
import { day, type Event, inventEvent, type Telling, writeAlert } from './generate/alerts.ts';
import { writeCase } from './generate/cases.ts';
import { dropIndexes, makeIndexes } from './generate/indexes.ts';
import { createPen, type Tenant } from './generate/pen.ts';
import {
  createTenantDraw,
  type PeopleOptions,
  writeCustomFields,
  writeTags,
  writeTenants,
} from './generate/people.ts';
import { createTableCopy, type TableCopy } from './generate/table-copy.ts';

/** How much is generated. */
export interface DataSize {
  readonly alerts: number;
  readonly cases: number;
  /** About. */
  readonly observables: number;
  readonly organisations: number;
  /** Whether each object gets the audit record of its creation. */
  readonly audited: boolean;
}

/** Where it is generated. */
export interface Target {
  readonly owner: ConnectionOptions;
  readonly database: Database;
}

const days = 90;
/** Share of the observables that belong to alerts. */
const alertPart = 0.7;
/** Of a hundred cases, as many begin with an alert. */
const fromAlert = 0.8;
const sharedCases = 0.05;
/** Alerts that bring many observables. */
const large = { part: 0.003, observables: 30 } as const;

/** Generates, makes the indexes and analyses. Gives the rows by table. */
export async function generate(
  { owner, database }: Target,
  size: DataSize,
): Promise<ReadonlyMap<string, number>> {
  const ids = createIdSource(database);
  const { first } = await firstStart({ database, ids, clock: Date.now }, 'organisation-1');
  const [client, second] = await Promise.all([connect(owner), connect(owner)]);
  try {
    await client.query('set synchronous_commit = off');
    const indexes = await dropIndexes(client);
    const copy = createTableCopy(client);
    await tell(client, copy, first, size);
    await makeIndexes([client, second], indexes);
    await client.query('vacuum analyze');
    return copy.counts;
  } finally {
    await Promise.all([client.end(), second.end()]);
  }
}

async function connect(owner: ConnectionOptions): Promise<pg.Client> {
  const client = new pg.Client({ ...owner, application_name: 'skep bench' });
  await client.connect();
  return client;
}

async function tell(
  client: pg.Client,
  copy: TableCopy,
  largeOrganisation: PeopleOptions['large'],
  size: DataSize,
): Promise<void> {
  const pen = createPen(
    copy,
    await numberOf(client, `select nextval('skep.id_sequence') as number`),
    size.audited,
  );
  const profile = async (name: string): Promise<string> =>
    String(await numberOf(client, `select id as number from skep.profile where name = '${name}'`));
  const profileId = await profile('analyst');
  const now = Date.now();
  const people: PeopleOptions = {
    pen,
    large: largeOrganisation,
    organisations: size.organisations,
    profileId,
    administratorId: await profile('org-admin'),
    createdAt: now - (days + 1) * day,
  };
  const tenants = writeTenants(people);
  writeTags(people, tenants);
  const fields = writeCustomFields(people);
  const telling = {
    pen,
    chance: createChance(20_261_125),
    fields,
    profileId,
    observables: size.observables,
    now,
  };
  const cases = await writeHistory(telling, tenants, size, copy);
  await copy.finish();
  await client.query(`select setval('skep.id_sequence', $1), setval('skep.case_number', $2)`, [
    pen.nextId,
    Math.max(1, cases),
  ]);
}

async function numberOf(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ number: string }>(sql);
  return Number(rows[0]?.number);
}

/** From the past to the present, all organisations side by side as they come. Gives the number of cases. */
async function writeHistory(
  telling: Telling,
  tenants: readonly Tenant[],
  size: DataSize,
  copy: TableCopy,
): Promise<number> {
  const { chance } = telling;
  const drawTenant = createTenantDraw(tenants);
  const lastCases = new Map<Tenant, string>();
  let cases = 0;
  for (let number = 0; number < size.alerts; number += 1) {
    const at = telling.now - Math.floor((days * day * (size.alerts - number - chance.next())) / size.alerts);
    const tenant = drawTenant(chance);
    const event = inventEvent(telling, tenant, at, number, observableCount(telling, size));
    if (Math.floor(((number + 1) * size.cases) / size.alerts) > cases) {
      cases += 1;
      lastCases.set(tenant, writeEventWithCase(telling, tenants, event, cases, size));
    } else {
      writeAlert(telling, event, chance.next() < 0.08 ? lastCases.get(tenant) : undefined);
    }
    await copy.settle();
    if ((number + 1) % Math.ceil(size.alerts / 10) === 0) console.log(`Generated ${number + 1} alerts`);
  }
  return cases;
}

function observableCount({ chance }: Telling, size: DataSize): number {
  return chance.next() < large.part
    ? large.observables
    : around(chance.next(), (alertPart * size.observables) / size.alerts);
}

function around(chance: number, mean: number): number {
  return Math.round(mean * (0.3 + 1.4 * chance));
}

/** Gives the id of the case. */
function writeEventWithCase(
  telling: Telling,
  tenants: readonly Tenant[],
  event: Event,
  number: number,
  size: DataSize,
): string {
  const { chance, pen } = telling;
  const id = pen.takeId();
  const begun = chance.next() < fromAlert;
  writeAlert(telling, event, begun ? id : undefined);
  const mean = ((1 - alertPart) * size.observables) / size.cases - fromAlert * event.indicators.length;
  const found = inventEvent(
    telling,
    event.tenant,
    event.at,
    number,
    around(chance.next(), Math.max(0, mean)),
  );
  const indicators = begun ? union(event, found) : found.indicators;
  const other = chance.pick(tenants);
  writeCase(
    telling,
    { ...(begun ? event : found), indicators },
    {
      id,
      number,
      fromAlert: begun,
      sharedWith: chance.next() < sharedCases && other !== event.tenant ? other : undefined,
    },
  );
  return id;
}

function union(first: Event, second: Event): Event['indicators'] {
  const all = [...first.indicators, ...second.indicators];
  return [...new Map(all.map((indicator) => [indicator.data, indicator])).values()];
}
