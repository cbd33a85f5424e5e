/** What analyzers found of observables, each with the run that said so. */
import { isRawObject } from '../model/input.ts';
import type { ReadObject } from '../query/stage.ts';
import { type Building, pageSize } from './building.ts';
import { citation } from './citation-marks.ts';
import { cleanText, shortened } from './clean-text.ts';
import { longestValue, taxonomiesOf } from './values.ts';

/** The last run of each analyzer on each observable, as digits of its id. */
export type LastRuns = ReadonlyMap<string, string>;

const keyOf = (observableId: unknown, neuronName: unknown): string =>
  `${String(observableId)} ${String(neuronName)}`;

/** Most runs that are looked through for the observables of a page. */
const mostRuns = 10_000;

/** Reads the last runs on observables that succeeded. */
export async function lastRuns({ source }: Building, observables: readonly ReadObject[]): Promise<LastRuns> {
  const found = new Map<string, string>();
  const withReports = observables.filter(({ values }) => Object.keys(values.reports ?? {}).length > 0);
  const ids = withReports.map(({ values }) => String(values.id));
  const wanted = {
    entity: 'job',
    path: ['observables', 'jobs'],
    filter: {
      op: 'and',
      of: [
        { op: 'in', path: 'observableId', values: ids, at: '' },
        { op: 'equals', path: 'status', value: 'Success', at: '' },
      ],
    },
    sort: [{ path: 'id', descending: true }],
  } as const;
  for (let from = 0; from < mostRuns && ids.length > 0; from += pageSize) {
    const { objects } = await source.objects(wanted, from, from + pageSize);
    for (const { values } of objects) {
      const key = keyOf(values.observableId, values.neuronName);
      if (!found.has(key)) found.set(key, String(values.id));
    }
    if (objects.length < pageSize) break;
  }
  return found;
}

/** The short results of an observable, a line for each. */
export function verdictText({ values }: ReadObject, runs: LastRuns): string {
  if (!isRawObject(values.reports)) return '';
  const lines = Object.entries(values.reports).flatMap(([name, report]) => {
    const run = runs.get(keyOf(values.id, name));
    return taxonomiesOf(report).map((line) =>
      run === undefined ? line : `${line} ${citation('report', run)}`,
    );
  });
  return shortened(cleanText(lines.join('\n')), longestValue);
}
