/** What a report is to hold, in words of the model: dialects read it from the definitions of their templates. */
import type { Filter } from '../query/filter/filter.ts';
import type { SortKey } from '../query/stage.ts';

/** Languages in which a report can say its own words. */
export const languages = ['en', 'fr', 'zh'] as const;

/** A language of reports. */
export type Language = (typeof languages)[number];

/** Kinds of objects that a report lists with chosen columns. */
export type ListedKind = 'alert' | 'observable' | 'task' | 'procedure';

/** What can stand in the timeline of a report. */
export const timelineEvents = ['Alert', 'Case', 'Task', 'Log', 'Observable', 'Procedure', 'Custom'] as const;

/** A kind of event in a timeline. */
export type TimelineEvent = (typeof timelineEvents)[number];

/** A value of objects: `word` names its heading, `path` the field of the model. */
export interface Column {
  readonly word: string;
  readonly path: string;
}

/** Which objects of a kind are shown, and in which order. */
export interface Selection {
  readonly filter: Filter;
  /** Empty: the usual order of the entity. */
  readonly sort: readonly SortKey[];
  /** Most objects; undefined leaves it to the limit of reports. */
  readonly limit: number | undefined;
}

/** Objects with chosen columns, as rows of a table or one below the other. */
export interface ObjectsWidget extends Selection {
  readonly kind: 'objects';
  readonly of: ListedKind;
  readonly layout: 'table' | 'list';
  readonly title: string | undefined;
  readonly columns: readonly Column[];
  /** Data of observables is written so that nothing makes a link of it. */
  readonly protectData: boolean;
  /** Columns of the logs below each task; undefined: tasks alone. */
  readonly logColumns: readonly Column[] | undefined;
}

/** One part of a report. */
export type Widget =
  | ObjectsWidget
  | { readonly kind: 'text'; readonly title: string | undefined; readonly template: string }
  | { readonly kind: 'image'; readonly title: string | undefined; readonly image: string }
  | { readonly kind: 'customFields'; readonly title: string | undefined; readonly layout: 'table' | 'list' }
  | {
      readonly kind: 'timeline';
      readonly title: string | undefined;
      readonly events: ReadonlySet<TimelineEvent>;
      readonly descriptions: boolean;
    }
  | ({ readonly kind: 'comments' | 'pages'; readonly title: string | undefined } & Selection);

/** A whole report. */
export interface ReportPlan {
  readonly widgets: readonly Widget[];
  /** Templates of the first and last lines of each page. */
  readonly header: string | undefined;
  readonly footer: string | undefined;
  /** Patterns of days and of moments. */
  readonly dateFormat: string;
  readonly dateTimeFormat: string;
  readonly language: Language;
  /** Nothing above this TLP is shown; undefined: everything. */
  readonly highestTlp: number | undefined;
}
