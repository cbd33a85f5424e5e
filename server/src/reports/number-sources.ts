/**
 * Numbered sources. What rests on an observable, a log, a file, an event or the report of an analyzer says so by a mark such as
 * `log:~12`, whether a person wrote it or the report itself. When everything is built, the marks become numbers in the order in
 * which they stand, and the report ends with what the numbers stand for.
 */
import type { Filter } from '../query/filter/filter.ts';
import type { ReadObject } from '../query/stage.ts';
import { type Building, pageSize } from './building.ts';
import { type CitedKind, citationsIn, citedKinds } from './citation-marks.ts';
import { cleanLine, shortened } from './clean-text.ts';
import type { Part } from './document.ts';
import { columnHeading } from './headings.ts';
import { plainText } from './markdown-blocks.ts';
import { datumText, momentText } from './values.ts';
import { said } from './words.ts';

/** What can be cited: the entity, and the ways that lead to it from the case. */
const cited = {
  obs: { entity: 'observable', ways: [['observables']] },
  log: { entity: 'log', ways: [['tasks', 'logs']] },
  file: { entity: 'attachment', ways: [['attachments'], ['tasks', 'logs', 'attachments']] },
  event: { entity: 'customEvent', ways: [['customEvents']] },
  report: { entity: 'job', ways: [['observables', 'jobs']] },
} as const satisfies Readonly<Record<CitedKind, unknown>>;

/** Most sources of a report; marks of further ones stay as they are. */
const mostSources = 1_000;
/** Longest text that tells a source, in characters. */
const longestSource = 160;

/** The sources of a report. */
export interface Sources {
  /** What stands in place of each mark. */
  readonly citations: ReadonlyMap<string, string>;
  /** The list at the end; nothing where nothing is cited. */
  readonly parts: readonly Part[];
  /** The highest TLP of the observables among them. */
  readonly tlp: number;
}

interface Source {
  readonly kind: CitedKind;
  readonly object: ReadObject;
  /** The observable that it is or is about. */
  readonly observable: ReadObject | undefined;
}

/** Numbers what the parts cite. Objects that are not in the case, or not seen, are not told apart from other text. */
export async function numberSources(building: Building, parts: readonly Part[]): Promise<Sources> {
  const { plan, words } = building;
  const named = marksIn(parts);
  const found = await findSources(building, named);
  const citations = new Map<string, string>();
  const rows: string[][] = [];
  let tlp = 0;
  for (const mark of named) {
    const source = found.get(mark);
    if (source === undefined) continue;
    const own = Number(source.observable?.values.tlp ?? 0);
    if (plan.highestTlp !== undefined && own > plan.highestTlp) {
      citations.set(mark, `[${words.withheldSource}]`);
      continue;
    }
    tlp = Math.max(tlp, own);
    rows.push([String(rows.length + 1), ...rowOf(building, source)]);
    citations.set(mark, `[${rows.length}]`);
  }
  if (rows.length === 0) return { citations, parts: [], tlp };
  const head = [words.number, words.object, columnHeading('source', plan.language), words.noted];
  return {
    citations,
    tlp,
    parts: [
      { kind: 'heading', level: 2, text: words.sources },
      { kind: 'table', head, rows },
    ],
  };
}

/** The marks in the order in which they stand, each once. */
function marksIn(parts: readonly Part[]): readonly string[] {
  const found = new Set<string>();
  for (const part of parts)
    for (const text of textsOf(part))
      for (const mark of citationsIn(text)) {
        if (found.size === mostSources) return [...found];
        found.add(mark);
      }
  return [...found];
}

function textsOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'table':
      return part.rows.flat();
    case 'paragraph':
      return part.runs.map(({ text }) => text);
    case 'items':
      return part.items.flatMap(({ runs }) => runs.map(({ text }) => text));
    case 'image':
      return [];
    default:
      return [part.text];
  }
}

async function findSources(
  building: Building,
  named: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const idsOf = (kind: CitedKind): string[] =>
    named.filter((mark) => mark.startsWith(`${kind}:`)).map((mark) => mark.slice(kind.length + 2));
  const objects = new Map<CitedKind, ReadonlyMap<string, ReadObject>>();
  for (const kind of citedKinds)
    if (kind !== 'obs') objects.set(kind, await objectsOf(building, kind, idsOf(kind)));
  const analysed = [...(objects.get('report')?.values() ?? [])].map(({ values }) =>
    String(values.observableId),
  );
  const observables = await objectsOf(building, 'obs', [...new Set([...idsOf('obs'), ...analysed])]);
  objects.set('obs', observables);
  return new Map(
    named.flatMap((mark): [string, Source][] => {
      const kind = citedKinds.find((one) => mark.startsWith(`${one}:`));
      const object = kind && objects.get(kind)?.get(mark.slice(kind.length + 2));
      if (kind === undefined || object === undefined) return [];
      const { id, observableId } = object.values;
      const observable = observables.get(String(kind === 'obs' ? id : observableId));
      // A report is cited only with what it is about: the reader sees both, or neither.
      return kind === 'report' && observable === undefined ? [] : [[mark, { kind, object, observable }]];
    }),
  );
}

async function objectsOf(
  { source }: Building,
  kind: CitedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadObject>> {
  const found = new Map<string, ReadObject>();
  const { entity, ways } = cited[kind];
  for (let from = 0; from < ids.length; from += pageSize) {
    const values = ids.slice(from, from + pageSize);
    const filter: Filter = { op: 'in', path: 'id', values, at: '' };
    for (const path of ways) {
      const { objects } = await source.objects({ entity, path, filter, sort: [] }, 0, pageSize);
      for (const object of objects) found.set(String(object.values.id), object);
    }
  }
  return found;
}

/** What a source is, and who noted it when. */
function rowOf({ plan, words }: Building, { kind, object, observable }: Source): readonly string[] {
  const { values } = object;
  const datum =
    observable === undefined ? '' : `${String(observable.values.dataType)} ${datumText(observable, true)}`;
  const told: Readonly<Record<CitedKind, readonly unknown[]>> = {
    obs: [datum],
    log: [plainText(String(values.message ?? ''))],
    file: [values.name, `SHA-256 ${String(values.contentHash)}`],
    event: [values.title],
    report: [values.neuronName, datum],
  };
  const what = told[kind].map((text) => shortened(cleanLine(String(text ?? '')), longestSource)).join(' · ');
  const author = cleanLine(String(values.createdBy));
  const date = momentText(Number(values.createdAt), plan);
  return [words[kind], what, said(words.by, { author, date })];
}
