/**
 * A random small world for properties of reading: three organisations with alerts, cases and what lies in them, some of it
 * shared, some deleted, some linked. It is drawn as plain data, stored past all commands, and read back as plain rows.
 */
import fc from 'fast-check';
import { keptWithCase } from '../../server/src/commands/frame/tree-tables.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import { type EntityName, entities } from '../../server/src/model/registry.ts';
import type { Database } from '../../server/src/storage/database.ts';
import {
  type BuiltCustomField,
  type BuiltOrganisation,
  type BuiltRow,
  createRows,
  type RowFactory,
} from '../support/rows.ts';

/** A stored row by column; dates are milliseconds, ids digits. */
export type Row = Readonly<Record<string, unknown>>;

/** Who asks. */
export interface Viewer {
  readonly organisation: BuiltOrganisation;
  readonly actor: Actor;
}

/** The world as it is stored. */
export interface SmallWorld {
  readonly viewers: readonly Viewer[];
  /** Rows by entity, deleted ones included. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly shares: readonly Row[];
  readonly links: readonly Row[];
  readonly customValues: readonly Row[];
  readonly customFields: readonly BuiltCustomField[];
}

/** Entities with rows in a small world. */
export const builtEntities = [
  'alert',
  'case',
  'task',
  'log',
  'comment',
  'observable',
  'attachment',
  'caseTemplate',
  'tag',
  'job',
  'action',
  'audit',
  'organisation',
] as const satisfies readonly EntityName[];

/** Every text that no other row holds contains one of these. */
export const markPattern = /zq\d+z/g;

const words = ['mail', 'Mail', 'edr', 'phish', 'Cloud', 'vpn'] as const;
const people = ['ann@example.org', 'bob@example.org', 'Cleo'] as const;
const yearStart = Date.UTC(2026, 0, 1);
const yearMs = 365 * 86_400_000;

const word = fc.constantFrom(...words);
const instant = fc.integer({ min: 0, max: yearMs }).map((offset) => new Date(yearStart + offset));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const rarely = fc.integer({ min: 0, max: 9 }).map((number) => number === 0);
const oftenShared = fc.tuple(fc.boolean(), fc.boolean());
const tags = fc.uniqueArray(word, { maxLength: 3 });
const rating = fc.integer({ min: 1, max: 3 });

const observablePlan = fc.record({
  value: fc.constantFrom(
    ['ip', '192.0.2.1'],
    ['ip', '192.0.2.2'],
    ['domain', 'evil.test'],
    ['domain', 'good.test'],
    ['other', 'beacon'],
    ['other', '192.0.2.1'],
  ),
  tags,
  ioc: fc.boolean(),
  ignored: rarely,
  deleted: rarely,
  created: instant,
  sharedWith: oftenShared,
});

const progress = fc.record({
  stage: fc.constantFrom('New', 'InProgress', 'Closed'),
  severity: rating,
  assignee: maybe(fc.constantFrom(...people)),
  deleted: rarely,
  created: instant,
  started: maybe(instant),
  closed: maybe(instant),
  updated: maybe(instant),
  tags,
  custom: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })), { maxLength: 6 }),
  observables: fc.array(observablePlan, { maxLength: 4 }),
  comments: fc.array(word, { maxLength: 2 }),
});

const alertPlan = fc.record({
  progress,
  type: word,
  source: word,
  date: instant,
  follow: fc.boolean(),
  heldBy: maybe(fc.nat({ max: 5 })),
  imported: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
});

const taskPlan = fc.record({
  status: fc.constantFrom('Waiting', 'InProgress', 'Completed', 'Cancel'),
  group: word,
  start: maybe(instant),
  end: maybe(instant),
  flag: fc.boolean(),
  sharedWith: oftenShared,
  logs: fc.array(word, { maxLength: 2 }),
});

const casePlan = fc.record({
  progress,
  start: instant,
  flag: fc.boolean(),
  impact: maybe(fc.constantFrom('NotApplicable', 'WithImpact', 'NoImpact')),
  sharedWith: oftenShared,
  tasks: fc.array(taskPlan, { maxLength: 2 }),
  // The only viewers who see it: also none of its owner's, or none at all.
  kept: fc.option(fc.subarray([0, 1, 2]), { nil: null, freq: 3 }),
});

/** What is drawn: the contents of each organisation, and which one is linked to which. */
export const worldPlan = fc.record({
  organisations: fc.tuple(...[0, 1, 2].map(() => organisationPlan())),
  links: fc.subarray([
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const),
});

function organisationPlan() {
  return fc.record({
    alerts: fc.array(alertPlan, { minLength: 2, maxLength: 5 }),
    cases: fc.array(casePlan, { minLength: 1, maxLength: 3 }),
  });
}

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;
/** A drawn world. */
export type WorldPlan = ValueOf<typeof worldPlan>;
type Progress = ValueOf<typeof progress>;
type CasePlan = ValueOf<typeof casePlan>;
type ObservablePlan = ValueOf<typeof observablePlan>;

/** What building one organisation needs. */
interface Site {
  readonly rows: RowFactory;
  readonly organisation: BuiltOrganisation;
  readonly others: readonly BuiltOrganisation[];
  readonly customFields: readonly BuiltCustomField[];
  readonly mark: () => string;
  readonly share: (object: BuiltRow, sharedWith: readonly boolean[]) => Promise<void>;
  /** Keeps a case, with everything in it, to the viewers of those numbers. */
  readonly keep: (caseRow: BuiltRow, viewers: readonly number[]) => Promise<void>;
}

/** Stores a drawn world in a database and reads it back. Worlds in one database do not touch each other. */
export async function buildSmallWorld(database: Database, plan: WorldPlan): Promise<SmallWorld> {
  const rows = createRows(database);
  const profile = await rows.buildProfile();
  const viewers: Viewer[] = [];
  for (let index = 0; index < plan.organisations.length; index += 1) {
    const organisation = await rows.buildOrganisation();
    viewers.push({ organisation, actor: (await rows.buildUser(organisation)).actor });
  }
  const customFields = await buildCustomFields(rows);
  const marks = { used: 0 };
  for (const [index, contents] of plan.organisations.entries()) {
    const organisation = viewers[index]?.organisation;
    if (organisation === undefined) continue;
    const others = viewers.map((viewer) => viewer.organisation).filter((other) => other !== organisation);
    const site: Site = {
      rows,
      organisation,
      others,
      customFields,
      mark() {
        marks.used += 1;
        return `zq${organisation.id}${marks.used}z`;
      },
      async share(object, sharedWith) {
        for (const [place, other] of others.entries()) {
          if (sharedWith[place] === true) await rows.buildShare(object, other, profile);
        }
      },
      async keep(caseRow, kept) {
        const people = kept.flatMap((number) => viewers[number]?.actor.login ?? []);
        await database.transaction({ role: 'worker' }, async (transaction) => {
          for (const table of keptWithCase)
            await transaction.run({
              sql: `update skep."${table}" set restricted = true, restricted_to = $2 where root_id = $1`,
              parameters: [caseRow.id, people],
            });
        });
      },
    };
    await buildContents(site, contents);
  }
  for (const [from, to] of plan.links) {
    const [source, target] = [viewers[from], viewers[to]];
    if (source !== undefined && target !== undefined)
      await rows.buildOrganisationLink(source.organisation, target.organisation);
  }
  return { viewers, customFields, ...(await readBack(database, viewers)) };
}

function buildCustomFields(rows: RowFactory): Promise<BuiltCustomField[]> {
  return Promise.all(['string', 'integer', 'date', 'boolean'].map((type) => rows.buildCustomField(type)));
}

/** Values of custom fields by their type; each field draws from three. */
const customChoices: Readonly<Record<string, readonly unknown[]>> = {
  string: ['red', 'green', 'blue'],
  integer: [1, 2, 30],
  date: [yearStart, yearStart + 40 * 86_400_000, yearStart + 200 * 86_400_000].map((time) => new Date(time)),
  boolean: [true, false, null],
};

async function buildContents(
  site: Site,
  { alerts, cases }: WorldPlan['organisations'][number],
): Promise<void> {
  const builtCases: BuiltRow[] = [];
  for (const plan of cases) builtCases.push(await buildCase(site, plan));
  for (const plan of alerts) {
    const held = plan.heldBy === null ? undefined : builtCases[plan.heldBy];
    const alert = await site.rows.buildAlert(site.organisation, {
      ...progressColumns(site, plan.progress),
      type: plan.type,
      source: plan.source,
      date: plan.date,
      follow: plan.follow,
      ...(held === undefined ? {} : { case_id: held.id, imported_date: plan.date }),
      // A case that is gone leaves the stage behind; a stage can be changed while the case is there.
      ...(plan.imported ? { stage: 'Imported' } : {}),
    });
    await buildInside(site, alert, plan.progress);
  }
}

async function buildCase(site: Site, plan: CasePlan): Promise<BuiltRow> {
  const caseRow = await site.rows.buildCase(site.organisation, {
    ...progressColumns(site, plan.progress),
    start_date: plan.start,
    end_date: plan.progress.closed,
    flag: plan.flag,
    impact_status: plan.impact,
  });
  await buildInside(site, caseRow, plan.progress);
  for (const task of plan.tasks) {
    const built = await site.rows.buildTask(caseRow, {
      title: `${task.group} ${site.mark()}`,
      task_group: task.group,
      status: task.status,
      start_date: task.start,
      end_date: task.end,
      flag: task.flag,
    });
    for (const text of task.logs) await site.rows.buildLog(built, { message: `${text} ${site.mark()}` });
    await site.share(built, task.sharedWith);
  }
  await buildOddments(site, caseRow);
  // A share widens what is there already.
  await site.share(caseRow, plan.sharedWith);
  if (plan.kept !== null) await site.keep(caseRow, plan.kept);
  return caseRow;
}

function progressColumns(site: Site, plan: Progress) {
  return {
    title: `Something ${plan.tags.join(' ')} ${site.mark()}`,
    description: `About ${plan.comments.join(' ')} ${site.mark()}`,
    severity: plan.severity,
    stage: plan.stage,
    status: plan.stage,
    assignee: plan.assignee,
    tags: [...plan.tags, site.mark()],
    created_at: plan.created,
    new_date: plan.created,
    in_progress_date: plan.started,
    closed_date: plan.closed,
    updated_at: plan.updated,
    deleted_at: plan.deleted ? plan.created : null,
  };
}

async function buildInside(site: Site, object: BuiltRow, plan: Progress): Promise<void> {
  for (const observable of plan.observables) await buildObservable(site, object, observable);
  for (const text of plan.comments)
    await site.rows.buildComment(object, { message: `${text} ${site.mark()}` });
  for (const [position, [field, choice]] of plan.custom.entries()) {
    const definition = site.customFields[field];
    if (definition === undefined) continue;
    const value = customChoices[definition.type]?.[choice] ?? null;
    const kind = 'number' in object.columns ? 'case' : 'alert';
    await site.rows.buildCustomFieldValue(object, definition, value, { position, entity_kind: kind });
  }
}

async function buildObservable(site: Site, object: BuiltRow, plan: ObservablePlan): Promise<void> {
  const [dataType, data] = plan.value;
  const built = await site.rows.buildObservable(object, {
    data_type: dataType,
    data,
    message: `Seen ${site.mark()}`,
    tags: [...plan.tags, site.mark()],
    ioc: plan.ioc,
    ignore_similarity: plan.ignored,
    created_at: plan.created,
    deleted_at: plan.deleted ? plan.created : null,
  });
  // Observables of alerts go with their alert, which is never shared.
  if ('number' in object.columns) await site.share(built, plan.sharedWith);
}

/** One of each kind that pipelines seldom begin with: they must stay in their organisation too. */
async function buildOddments({ rows, organisation, mark }: Site, caseRow: BuiltRow): Promise<void> {
  await rows.buildAttachment(caseRow, { name: `${mark()}.txt` });
  await rows.buildJob(await rows.buildObservable(caseRow, { data: mark() }), { neuron_name: mark() });
  await rows.buildAction(caseRow, { neuron_name: mark() });
  await rows.buildAudit(caseRow, { request_id: mark() });
  await rows.buildTag(organisation, mark());
  await rows.buildCaseTemplate(organisation, { name: mark() });
}

async function readBack(
  database: Database,
  viewers: readonly Viewer[],
): Promise<Pick<SmallWorld, 'rows' | 'shares' | 'links' | 'customValues'>> {
  const ids = viewers.map(({ organisation }) => organisation.id);
  const read = async (table: string, column: string): Promise<readonly Row[]> => {
    const sql = `select * from skep."${table}" where ${column} = any($1::bigint[]) order by ${column}`;
    return (await database.read({ role: 'worker' }, { sql, parameters: [ids] })).rows;
  };
  const rows = new Map<string, readonly Row[]>();
  for (const name of builtEntities) {
    const column = name === 'organisation' ? 'id' : 'organisation_id';
    rows.set(name, await read(entities[name].layout.table, column));
  }
  return {
    rows,
    shares: await read('share', 'owner_organisation_id'),
    links: await read('organisation_link', 'organisation_id'),
    customValues: await read('custom_field_value', 'organisation_id'),
  };
}
