/** The timeline of a case as a table. */
import { defang } from '@skep/sdk/indicators';
import { idFromWire } from '../model/identifier.ts';
import { isRawObject } from '../model/input.ts';
import type { Filter } from '../query/filter/filter.ts';
import { type Building, pageSize } from './building.ts';
import { citation } from './citation-marks.ts';
import { cleanText, shortened } from './clean-text.ts';
import type { Part } from './document.ts';
import { eventHeading } from './headings.ts';
import { plainText } from './markdown-blocks.ts';
import { type TimelineEvent, timelineEvents, type Widget } from './plan.ts';
import type { TimelineEntry } from './source.ts';
import { momentText } from './values.ts';
import { type Marked, marked } from './withheld.ts';

type TimelineWidget = Extract<Widget, { readonly kind: 'timeline' }>;

/** Longest text of one event, in characters. */
const longestText = 2_000;
/** Most objects above the highest TLP that are told apart: a timeline has no more events. */
const mostWithheld = 10_000;

/** The parts of a timeline. */
export async function timelineParts(building: Building, widget: TimelineWidget): Promise<readonly Part[]> {
  const { source, words, budget, plan } = building;
  const withheld = await withheldIds(building);
  const rows: string[][] = [];
  for (const entry of await source.timeline()) {
    const event = timelineEvents.find((one) => one === entry.entity);
    if (event === undefined || !widget.events.has(event) || withheld.has(entry.entityId)) continue;
    const row = [
      rangeOf(entry, (moment) => momentText(moment, plan)),
      eventHeading(event, entry.kind, plan.language),
      [textOf(entry, event, widget), ...sourcesOf(entry, event)].join(' '),
    ];
    if (!budget.take(...row)) break;
    rows.push(row);
  }
  if (rows.length === 0) return [{ kind: 'note', text: words.nothing }];
  return [{ kind: 'table', head: [words.when, words.object, words.what], rows }];
}

function rangeOf({ date, endDate }: TimelineEntry, written: (moment: number) => string): string {
  return endDate === undefined ? written(date) : `${written(date)} – ${written(endDate)}`;
}

/** What an event says; data of observables are always written so that nothing makes a link of them. */
function textOf({ details }: TimelineEntry, event: TimelineEvent, { descriptions }: TimelineWidget): string {
  const told = (name: string): string => (details[name] === undefined ? '' : String(details[name]));
  const texts: Readonly<Record<TimelineEvent, readonly string[]>> = {
    Case: [told('title')],
    Alert: [told('title'), told('source')],
    Task: [told('title')],
    Log: [plainText(told('message'))],
    Observable: [told('dataType'), defang(told('data'), told('dataType')), told('fileName')],
    Procedure: [told('patternId'), told('patternName')],
    Custom: [told('title'), descriptions ? plainText(told('description')) : ''],
  };
  const separator = event === 'Custom' ? '\n' : ' · ';
  return shortened(cleanText(texts[event].filter((text) => text !== '').join(separator)), longestText);
}

/** What an event rests on. */
function sourcesOf({ entityId, details }: TimelineEntry, event: TimelineEvent): readonly string[] {
  const id = idFromWire(entityId) ?? '';
  if (event === 'Log') return [citation('log', id)];
  if (event === 'Observable') return [citation('obs', id)];
  const evidence = event === 'Custom' && Array.isArray(details.evidence) ? details.evidence : [];
  return evidence.filter(isRawObject).flatMap(({ _id, _type }) => {
    const found = idFromWire(String(_id));
    return found === undefined ? [] : [citation(_type === 'Observable' ? 'obs' : 'file', found)];
  });
}

/** Wire ids of objects that stay out of the report. */
async function withheldIds({ plan, source }: Building): Promise<ReadonlySet<string>> {
  if (plan.highestTlp === undefined) return new Set();
  const above: Filter = { op: 'greater', path: 'tlp', value: plan.highestTlp, at: 'highestTlp' };
  const ids = new Set<string>();
  for (const entity of ['alert', 'observable'] as const satisfies readonly Marked[]) {
    const wanted = { entity, path: [marked[entity]], filter: above, sort: [] };
    for (let from = 0; from < mostWithheld; from += pageSize) {
      const { objects } = await source.objects(wanted, from, from + pageSize);
      for (const { values } of objects) ids.add(`~${String(values.id)}`);
      if (objects.length < pageSize) break;
    }
  }
  return ids;
}
