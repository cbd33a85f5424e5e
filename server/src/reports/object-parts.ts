/** Alerts, observables, tasks and techniques of a case as tables, or one below the other. */
import type { ReadObject } from '../query/stage.ts';
import { type Building, pageSize } from './building.ts';
import { citation } from './citation-marks.ts';
import { cleanLine, cleanText, shortened } from './clean-text.ts';
import type { Part } from './document.ts';
import { columnHeading } from './headings.ts';
import type { Column, ObjectsWidget, Selection } from './plan.ts';
import { statusText } from './status-text.ts';
import { datumText, longestValue, valueText } from './values.ts';
import { type LastRuns, lastRuns, verdictText } from './verdict-text.ts';
import { belowCeiling } from './withheld.ts';
import { said } from './words.ts';

/** Most objects of one widget. */
const mostObjects = 5_000;

const relations = {
  alert: 'alerts',
  observable: 'observables',
  task: 'tasks',
  procedure: 'procedures',
  comment: 'comments',
  page: 'pages',
} as const;

/** A kind of objects that a case leads to. */
export type HeldKind = keyof typeof relations;

/**
 * Reads the objects of a widget and hands each to `add`, which says whether there is room for more. Gives a note when not all
 * of them are shown, or there are none.
 */
export async function eachObject(
  { plan, source, words, maxElements, budget }: Building,
  entity: HeldKind,
  selection: Selection,
  add: (page: readonly ReadObject[]) => Promise<boolean> | boolean,
): Promise<readonly Part[]> {
  const limits = [selection.limit, maxElements, mostObjects].filter((limit) => limit !== undefined);
  const most = Math.min(...limits);
  const wanted = {
    entity,
    path: [relations[entity]],
    filter: belowCeiling(entity, selection.filter, plan.highestTlp),
    sort: selection.sort,
  };
  let shown = 0;
  let total = 0;
  while (shown < most && !budget.isSpent()) {
    const found = await source.objects(wanted, shown, Math.min(shown + pageSize, most));
    if (shown === 0) total = found.total;
    shown += found.objects.length;
    if (!(await add(found.objects)) || found.objects.length < pageSize) break;
  }
  if (total === 0) return [{ kind: 'note', text: words.nothing }];
  return shown < total ? [{ kind: 'note', text: said(words.shown, { shown, total }) }] : [];
}

/** The parts of a widget of objects. */
export function objectsParts(building: Building, widget: ObjectsWidget): Promise<readonly Part[]> {
  return widget.layout === 'table' ? tableOf(building, widget) : listOf(building, widget);
}

function headingsOf({ plan }: Building, columns: readonly Column[]): string[] {
  return columns.map(({ word }) => columnHeading(word, plan.language));
}

async function tableOf(building: Building, widget: ObjectsWidget): Promise<readonly Part[]> {
  const rows: string[][] = [];
  const notes = await eachObject(building, widget.of, widget, async (page) => {
    const runs = await runsFor(building, widget, page);
    return page.every((object) => {
      const row = widget.columns.map((column) => cellText(building, { ...widget, runs }, object, column));
      const fits = building.budget.take(...row);
      if (fits) rows.push(row);
      return fits;
    });
  });
  if (rows.length === 0) return notes;
  return [{ kind: 'table', head: headingsOf(building, widget.columns), rows }, ...notes];
}

/** How cells of a widget are written: as it says, and with the runs that analyses rest on. */
type CellStyle = Pick<ObjectsWidget, 'protectData'> & { readonly runs: LastRuns };

/** Runs are read only where analyses are shown. */
async function runsFor(
  building: Building,
  { columns }: ObjectsWidget,
  page: readonly ReadObject[],
): Promise<LastRuns> {
  return columns.some(({ path }) => path === 'reports') ? lastRuns(building, page) : new Map();
}

function cellText(
  { plan }: Building,
  { protectData, runs }: CellStyle,
  object: ReadObject,
  { path }: Column,
): string {
  if (path === 'reports') return verdictText(object, runs);
  if (object.entity === 'observable' && path === 'data') return datumText(object, protectData);
  const word = statusText(object, path, plan.language);
  if (word !== undefined) return cleanLine(word);
  if (object.entity === 'procedure' && path === 'patternId')
    return cleanLine(`${valueText(object, path, plan)} ${String(object.values.patternName ?? '')}`);
  return valueText(object, path, plan);
}

/** Fields whose text is Markdown, and stands below the other values of its object. */
const markdownFields: ReadonlySet<string> = new Set(['description', 'message', 'summary']);

async function listOf(building: Building, widget: ObjectsWidget): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const notes = await eachObject(building, widget.of, widget, async (page) => {
    const logs = widget.logColumns === undefined ? undefined : await logsOf(building, page);
    const runs = await runsFor(building, widget, page);
    return page.every((object) => {
      const own = objectParts(building, { ...widget, runs }, object);
      const fits = own !== undefined;
      if (fits) parts.push(...own, ...logParts(building, widget, logs?.get(String(object.values.id)) ?? []));
      return fits;
    });
  });
  return [...parts, ...notes];
}

/** One object with its values; undefined when there is no more room. */
function objectParts(
  building: Building,
  widget: ObjectsWidget & CellStyle,
  object: ReadObject,
): readonly Part[] | undefined {
  const { plan, budget } = building;
  const title = titleOf(widget, object);
  const short = widget.columns.filter(({ path }) => path !== 'title' && !isMarkdown(object, path));
  const rows = short
    .map((column) => [columnHeading(column.word, plan.language), cellText(building, widget, object, column)])
    .filter(([, text]) => text !== '');
  const long = widget.columns
    .filter(({ path }) => isMarkdown(object, path))
    .map(({ path }) => shortened(cleanText(String(object.values[path] ?? '')), longestValue))
    .filter((text) => text !== '');
  if (!budget.take(title, ...rows.flat(), ...long)) return undefined;
  return [
    { kind: 'heading', level: 3, text: title },
    ...(rows.length === 0 ? [] : [{ kind: 'table', head: [], rows } as const]),
    ...long.map((text) => ({ kind: 'markdown', text, below: 3 }) as const),
  ];
}

function isMarkdown({ entity }: ReadObject, path: string): boolean {
  return markdownFields.has(path) && !(entity === 'observable' && path !== 'message');
}

function titleOf(widget: ObjectsWidget, object: ReadObject): string {
  const { values } = object;
  if (widget.of === 'observable') return shortened(cleanLine(datumText(object, widget.protectData)), 300);
  if (widget.of === 'procedure')
    return cleanLine(`${String(values.patternId ?? '')} ${String(values.patternName ?? '')}`);
  return cleanLine(String(values.title ?? ''));
}

/** Logs of the tasks of a page, by the task; one read for all of them, oldest first. */
async function logsOf(
  { source, budget }: Building,
  tasks: readonly ReadObject[],
): Promise<ReadonlyMap<string, readonly ReadObject[]>> {
  const byTask = new Map<string, ReadObject[]>();
  const ids = tasks.map(({ values }) => String(values.id));
  let room = budget.left();
  for (let from = 0; from < mostObjects && room > 0 && ids.length > 0; from += pageSize) {
    const found = await source.objects(
      {
        entity: 'log',
        path: ['tasks', 'logs'],
        filter: { op: 'in', path: 'taskId', values: ids, at: '' },
        sort: [{ path: 'date', descending: false }],
      },
      from,
      from + pageSize,
    );
    for (const log of found.objects) {
      const task = String(log.values.taskId);
      byTask.set(task, [...(byTask.get(task) ?? []), log]);
      room -= String(log.values.message).length;
    }
    if (found.objects.length < pageSize) break;
  }
  return byTask;
}

function logParts(building: Building, widget: ObjectsWidget, logs: readonly ReadObject[]): readonly Part[] {
  if (logs.length === 0) return [];
  const parts: Part[] = [{ kind: 'heading', level: 4, text: building.words.logs }];
  for (const log of logs) {
    const columns = widget.logColumns ?? [];
    const values = columns
      .filter(({ path }) => path !== 'message')
      .map((column) => cellText(building, { ...widget, runs: new Map() }, log, column))
      .filter((text) => text !== '');
    const line = [...values, citation('log', String(log.values.id))].join(' · ');
    const wantsText = columns.some(({ path }) => path === 'message');
    const text = wantsText ? shortened(cleanText(String(log.values.message ?? '')), longestValue) : '';
    if (!building.budget.take(line, text)) break;
    parts.push({ kind: 'note', text: line });
    if (text !== '') parts.push({ kind: 'markdown', text, below: 3 });
  }
  return parts;
}
