/** What merging an alert into a case, or undoing that, would do: the command itself is rehearsed and its effect looked at. */
import type { RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import {
  type CommandCall,
  type CommandContext,
  type CommandDependencies,
  rehearseCommand,
} from '../frame/command.ts';
import { asReadObject, type Row, storedValue, textsOf } from '../frame/row.ts';
import { customFieldValuesOf } from '../value/change-custom-fields.ts';
import { digestOf } from './alert-observables.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { type Unmerged, unmergeAlert } from './unlink-alert.ts';

/** An observable that the case has already, with what the alert adds to it. */
export interface PresentObservable {
  readonly object: ReadObject;
  readonly tags: readonly string[];
  /** Other fields that change, with their values before and after. */
  readonly values: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

/** Values of a custom field that the alert (mine) and the case (theirs) say differently. */
export interface FieldConflict {
  readonly field: string;
  readonly mine: readonly unknown[];
  readonly theirs: readonly unknown[];
}

/** What a merge would do to a case. */
export interface MergePreview {
  readonly observables: {
    readonly added: readonly ReadObject[];
    readonly present: readonly PresentObservable[];
  };
  readonly tags: readonly string[];
  readonly customFields: {
    readonly added: readonly { readonly field: string; readonly value: unknown }[];
    readonly conflicts: readonly FieldConflict[];
  };
  readonly files: readonly ReadObject[];
}

/** A case at one moment. */
interface Contents {
  readonly caseRow: Row;
  readonly observables: readonly Row[];
  readonly files: readonly Row[];
  readonly fields: readonly { readonly id: string; readonly name: string; readonly value: unknown }[];
}

/** Shows what merging one alert would do. Throws what merging would throw. */
export function previewMerge(
  dependencies: CommandDependencies,
  alertId: string,
  caseId: string,
  call: CommandCall,
): Promise<MergePreview> {
  const raw: RawObject = { caseId, alertIds: [alertId], how: 'merge' };
  return rehearseCommand(dependencies, mergeAlerts, raw, call, {
    async before(context) {
      const alert = await context.find('alert', alertId, { forChange: false });
      const coming = await customFieldValuesOf(context.write, alert);
      return { contents: await contentsOf(context, alert, caseId), coming };
    },
    async after(context, _, { contents, coming }) {
      const alert = await context.find('alert', alertId, { forChange: false });
      return compare(contents, await contentsOf(context, alert, caseId), coming);
    },
  });
}

/** Shows what undoing the merge of an alert would do. Throws what undoing would throw. */
export function previewUnmerge(
  dependencies: CommandDependencies,
  alertId: string,
  caseId: string,
  call: CommandCall,
): Promise<Unmerged> {
  return rehearseCommand(dependencies, unmergeAlert, { caseId, alertId }, call, {
    before: async () => undefined,
    after: async (_, unmerged) => unmerged,
  });
}

/** The case with those of its observables that the alert has as well. */
async function contentsOf(context: CommandContext, alert: Row, caseId: string): Promise<Contents> {
  const reading = { forChange: false } as const;
  const caseRow = await context.find('case', caseId, reading);
  const hashes = (await context.related(alert, 'observables', reading)).map(digestOf);
  return {
    caseRow,
    observables: await context.related(caseRow, 'observables', { ...reading, hashes }),
    files: await context.related(caseRow, 'attachments', reading),
    fields: await customFieldValuesOf(context.write, caseRow),
  };
}

function compare(
  before: Contents,
  after: Contents,
  coming: readonly { name: string; value: unknown }[],
): MergePreview {
  const tags = new Set(textsOf(before.caseRow, 'tags'));
  const conflicts = conflictsOf(before, coming);
  const conflicting = new Set(conflicts.map(({ field }) => field));
  return {
    observables: {
      added: fresh(before.observables, after.observables).map((row) => asReadObject(row)),
      present: before.observables.map((row) => presentOf(row, after.observables)),
    },
    tags: textsOf(after.caseRow, 'tags').filter((tag) => !tags.has(tag)),
    customFields: {
      added: fresh(before.fields, after.fields)
        .filter(({ name }) => !conflicting.has(name))
        .map(({ name, value }) => ({ field: name, value })),
      conflicts,
    },
    files: fresh(before.files, after.files).map((row) => asReadObject(row)),
  };
}

function fresh<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

const joinedFields = ['ioc', 'sighted', 'sightedAt', 'tlp', 'pap'] as const;

function presentOf(row: Row, after: readonly Row[]): PresentObservable {
  const next = after.find(({ id }) => id === row.id) ?? row;
  const had = new Set(textsOf(row, 'tags'));
  const changed = joinedFields.flatMap((name) => {
    const [one, other] = [storedValue(row, name), storedValue(next, name)];
    return one === other ? [] : [[name, [one, other]] as const];
  });
  return {
    object: asReadObject(row),
    tags: textsOf(next, 'tags').filter((tag) => !had.has(tag)),
    values: Object.fromEntries(changed),
  };
}

function conflictsOf(before: Contents, coming: readonly { name: string; value: unknown }[]): FieldConflict[] {
  const valuesIn = (list: readonly { name: string; value: unknown }[], field: string): unknown[] =>
    list.flatMap(({ name, value }) => (name === field && value !== null ? [value] : []));
  return [...new Set(coming.map(({ name }) => name))].flatMap((field) => {
    const [mine, theirs] = [valuesIn(coming, field), valuesIn(before.fields, field)];
    const differ = mine.some((value) => !theirs.includes(value));
    return theirs.length > 0 && differ ? [{ field, mine, theirs }] : [];
  });
}
