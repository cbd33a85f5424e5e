/** A query as a CSV file: all objects it finds, read page by page and sent as they come. */
import { Readable } from 'node:stream';
import type { Actor } from '../../../model/actor.ts';
import type { Entity } from '../../../model/entity.ts';
import { CodedError } from '../../../model/errors.ts';
import { isRawObject } from '../../../model/input.ts';
import { entities, entityNamed } from '../../../model/registry.ts';
import { runQuery } from '../../../query/index.ts';
import type { Pipeline, ReadObject, Stage } from '../../../query/stage.ts';
import { type Answer, actorOf, type RouteCall } from '../route.ts';
import { csvColumns, csvLine } from './csv.ts';
import { parseQuery } from './parse-query.ts';

/** Most rows of one file. */
export const mostRows = 100_000;
const pageSize = 1_000;
/** Longest read of one page, and of counting them all, in milliseconds. */
const timeoutMs = 60_000;

/** What a query finds, ready to be written into a file. */
export interface Exported {
  /** Of the objects. */
  readonly entity: Entity;
  /** How many there are. */
  readonly total: number;
  /** The objects page by page; to be read once. */
  readonly pages: () => AsyncGenerator<readonly ReadObject[]>;
}

/** Reads what a query finds. What cannot be read at all is refused before an answer begins. Throws coded errors. */
export async function openExport(call: RouteCall, body: unknown): Promise<Exported> {
  const stages = exportable(body, actorOf(call));
  const whole = upTo(stages, call.services.commands.clock());
  const total = await requireFitting(call, whole);
  const rest = pagesOf(call, whole);
  const first = await rest.next();
  async function* pages(): AsyncGenerator<readonly ReadObject[]> {
    if (first.done !== true) yield first.value;
    yield* rest;
  }
  return { entity: entityAfter(stages), total, pages };
}

/** Answers with the file. Throws coded errors before its first byte; a failure after it ends the connection. */
export async function exportQuery(call: RouteCall): Promise<Answer> {
  const entity = entityAfter(exportable(call.body, actorOf(call)));
  const columns = csvColumns(entity, isRawObject(call.body) ? call.body.columns : undefined);
  const { pages } = await openExport(call, call.body);
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(columns.map(({ heading }) => heading))}`;
    for await (const objects of pages()) yield rowsOf(objects);
  }
  const rowsOf = (objects: readonly ReadObject[]): string =>
    objects.map((object) => csvLine(columns.map(({ cell }) => cell(object)))).join('');
  call.reply.header('Content-Disposition', 'attachment; filename="export.csv"');
  call.reply.type('text/csv; charset=utf-8');
  await call.reply.send(Readable.from(lines()));
  return 'answered';
}

/** The stages that find the objects; how they are put out is the export's own. */
function exportable(body: unknown, actor: Actor): Pipeline {
  const { pipeline, shape } = parseQuery(body, actor.login);
  const given = isRawObject(body) && Array.isArray(body.query) ? body.query.at(-1) : undefined;
  const isPaged = isRawObject(given) && given._name === 'page';
  if (shape.kind === 'objects' && !isPaged && pipeline[0]?.op !== 'mixed')
    return pipeline.filter(({ op }) => op !== 'output' && op !== 'page');
  throw new CodedError('invalidQuery', {
    reason: 'An export takes a query that gives objects of one kind, without page: all of them are exported',
  });
}

function entityAfter(stages: Pipeline): Entity {
  return stages.reduce<Entity>((entity, stage) => {
    if (stage.op === 'list' || stage.op === 'get') return entityNamed(stage.entity);
    if (stage.op === 'audits') return entities.audit;
    return stage.op === 'follow' ? entityNamed(entity.relations[stage.relation]?.to ?? entity.name) : entity;
  }, entities.alert);
}

/** Leaves out what is made while the file is being written: it would move the others from page to page. */
function upTo(stages: Pipeline, now: number): Pipeline {
  if (!('createdAt' in entityAfter(stages).fields)) return stages;
  const before: Stage = {
    op: 'filter',
    filter: { op: 'lessOrEqual', path: 'createdAt', value: now, at: '' },
  };
  return [...stages, before];
}

/** How many objects there are. Throws `tooManyItems` for more than a file takes. */
async function requireFitting(call: RouteCall, stages: Pipeline): Promise<number> {
  const { database } = call.services.commands;
  const count: Stage = { op: 'count', limit: mostRows + 1 };
  const unsorted = stages.filter(({ op }) => op !== 'sort');
  const result = await runQuery(database, actorOf(call), [...unsorted, count], { timeoutMs });
  if (result.kind === 'number' && result.value > mostRows)
    throw new CodedError('tooManyItems', { limit: mostRows, what: 'rows; narrow the query' });
  return result.kind === 'number' ? result.value : 0;
}

/** The objects by pages; each object once, however the list moves meanwhile. */
async function* pagesOf(call: RouteCall, stages: Pipeline): AsyncGenerator<readonly ReadObject[]> {
  const { database } = call.services.commands;
  const seen = new Set<unknown>();
  for (let from = 0; from < mostRows; from += pageSize) {
    const page: Stage = { op: 'page', from, to: from + pageSize, extraData: [] };
    const result = await runQuery(database, actorOf(call), [...stages, page], { timeoutMs });
    const objects = result.kind === 'objects' ? result.objects : [];
    yield objects.filter(({ values }) => !seen.has(values.id));
    for (const { values } of objects) seen.add(values.id);
    if (objects.length < pageSize) return;
  }
}
