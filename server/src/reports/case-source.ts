/** Reads what a report is about through the query layer, as its reader sees it. */
import type { Actor } from '../model/actor.ts';
import { notFound } from '../model/errors.ts';
import { isRawObject } from '../model/input.ts';
import { runQuery } from '../query/index.ts';
import type { Pipeline, QueryResult, Stage } from '../query/stage.ts';
import type { Database } from '../storage/database.ts';
import type { ReportSource, TimelineEntry } from './source.ts';

/** What reading a case needs. */
export interface CaseReading {
  readonly database: Database;
  readonly actor: Actor;
  /** Gets the case. */
  readonly start: Stage;
  readonly picture: ReportSource['picture'];
}

/** Longest single read, in milliseconds: reports may take longer than lists. */
const timeoutMs = 30_000;

/** The case as a source. Throws `notFound`. */
export async function caseSource({ database, actor, start, picture }: CaseReading): Promise<ReportSource> {
  const ask = (stages: Pipeline): Promise<QueryResult> =>
    runQuery(database, actor, [start, ...stages], { timeoutMs });
  const found = await ask([{ op: 'page', from: 0, to: 1, extraData: [] }]);
  const about = found.kind === 'objects' ? found.objects[0] : undefined;
  if (about === undefined) throw notFound('Case');
  return {
    about,
    isSample: false,
    async objects({ path, filter, sort }, from, to) {
      const result = await ask([
        ...path.map((relation): Stage => ({ op: 'follow', relation })),
        { op: 'filter', filter },
        ...(sort.length === 0 ? [] : [{ op: 'sort', keys: sort } as const]),
        { op: 'page', from, to, extraData: from === 0 ? ['total'] : [] },
      ]);
      return result.kind === 'objects'
        ? { objects: result.objects, total: result.total ?? 0 }
        : { objects: [], total: 0 };
    },
    async count({ path, filter }) {
      const result = await ask([
        ...path.map((relation): Stage => ({ op: 'follow', relation })),
        { op: 'filter', filter },
        { op: 'count' },
      ]);
      return result.kind === 'number' ? result.value : 0;
    },
    async timeline() {
      const result = await ask([{ op: 'page', from: 0, to: 1, extraData: ['timeline'] }]);
      const given = result.kind === 'objects' ? result.objects[0]?.extraData.timeline : undefined;
      return Array.isArray(given) ? given.flatMap(asEntry) : [];
    },
    picture,
  };
}

function asEntry(raw: unknown): TimelineEntry[] {
  if (!isRawObject(raw)) return [];
  const { date, endDate, kind, entity, entityId, details } = raw;
  return [
    {
      date: Number(date),
      endDate: endDate === undefined ? undefined : Number(endDate),
      kind: String(kind),
      entity: String(entity),
      entityId: String(entityId),
      details: isRawObject(details) ? details : {},
    },
  ];
}
