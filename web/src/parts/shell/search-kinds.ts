/** What can be looked for with words: how each kind is asked for, and where a result stands and leads. */
import type { LinkProps } from '@tanstack/react-router';
import type {
  OutputAlert,
  OutputCase,
  OutputComment,
  OutputLog,
  OutputObservable,
  OutputTask,
} from '../../../../contract/v1-types.ts';
import { type Filter, filters, list, page, type Step, where } from '../../data/pipeline.ts';
import type { Stage } from '../badges.tsx';

/** Kinds of results, in the order in which they are shown. */
export const searchKinds = ['alert', 'case', 'observable', 'task', 'log', 'comment'] as const;
/** A kind of results. */
export type SearchKind = (typeof searchKinds)[number];

/** Where a result stands. */
export interface Place {
  readonly kind: 'case' | 'alert' | 'task';
  readonly text: string;
}

/** A result, whatever its kind. */
export interface Found {
  readonly kind: SearchKind;
  readonly id: string;
  readonly title: string;
  /** Type of an observable: its value is the title. */
  readonly dataType?: string;
  readonly number?: number;
  /** Texts in which the words may stand. */
  readonly texts: readonly (string | undefined)[];
  readonly path: readonly Place[];
  /** Missing when what it belongs to is not shared with the reader. */
  readonly link: LinkProps | undefined;
  readonly at: number;
  readonly severity?: number;
  readonly status?: { readonly kind: 'alert' | 'case'; readonly stage: Stage; readonly name: string };
}

/** Whether a text names a kind. */
export function isSearchKind(text: string | undefined): text is SearchKind {
  return searchKinds.some((kind) => kind === text);
}

const extraData: Readonly<Record<SearchKind, readonly string[]>> = {
  alert: [],
  case: [],
  observable: ['links'],
  task: ['case'],
  log: ['task', 'case'],
  comment: ['links'],
};

/** Most values that are looked for at once. */
const mostValues = 50;

/** The values of a text that is nothing but values, as it is pasted from a list; none for words. */
export function valuesIn(words: string): readonly string[] {
  const parts = words.split(/\s+/).filter((part) => part !== '');
  const all = parts.length > 1 && parts.every((part) => /[.:@/]|^[0-9a-f]{32,}$/i.test(part));
  return all ? parts.slice(0, mostValues) : [];
}

function holdingOf(kind: SearchKind, words: string): Filter {
  const values = valuesIn(words);
  if (values.length === 0) return filters.like('keyword', words);
  if (kind === 'observable') return filters.in('data', values);
  return filters.any(...values.map((value) => filters.like('keyword', value)));
}

/** Objects of a kind that hold all the words, the last of which may be a beginning; of several values they hold one. */
export function withWords(kind: SearchKind, words: string): readonly Step[] {
  const holding = holdingOf(kind, words);
  // Tasks of templates are found with their template.
  return [list(kind), kind === 'task' ? where(holding, filters.has('caseId')) : where(holding)];
}

/** One page of results, newest first. */
export function searchSteps(kind: SearchKind, words: string, from: number, to: number): readonly Step[] {
  return [...withWords(kind, words), page(from, to, extraData[kind])];
}

/** What is read of the case or alert that something belongs to. */
type CaseOfIt = Pick<OutputCase, 'number' | 'title'>;
type AlertOfIt = Pick<OutputAlert, '_id' | 'title'>;

interface Links {
  readonly links?: { readonly case?: CaseOfIt | null; readonly alert?: AlertOfIt | null };
}

/** Objects of the kinds with the extra data asked for above. */
export interface SearchObjects {
  readonly alert: OutputAlert;
  readonly case: OutputCase;
  readonly observable: OutputObservable & { readonly extraData?: Links };
  readonly task: OutputTask & { readonly extraData?: { readonly case?: CaseOfIt | null } };
  readonly log: OutputLog & {
    readonly extraData?: { readonly case?: OutputCase; readonly task?: OutputTask };
  };
  readonly comment: OutputComment & { readonly extraData?: Links };
}

type Readers = {
  readonly [Kind in SearchKind]: (organisation: string, object: SearchObjects[Kind]) => Found;
};

const readers: Readers = {
  alert: (organisation, alert) => ({
    kind: 'alert',
    id: alert._id,
    title: alert.title,
    texts: [alert.description, alert.sourceRef, alert.summary, alert.tags.join(' ')],
    path: [],
    link: alertLink(organisation, alert),
    at: alert._createdAt,
    severity: alert.severity,
    status: { kind: 'alert', stage: alert.stage, name: alert.status },
  }),
  case: (organisation, case_) => ({
    kind: 'case',
    id: case_._id,
    title: case_.title,
    number: case_.number,
    texts: [case_.description, case_.summary, case_.tags.join(' ')],
    path: [],
    link: caseLink(organisation, case_),
    at: case_._createdAt,
    severity: case_.severity,
    status: { kind: 'case', stage: case_.stage, name: case_.status },
  }),
  observable(organisation, observable) {
    const { case: case_, alert } = observable.extraData?.links ?? {};
    return {
      kind: 'observable',
      id: observable._id,
      title: observable.data ?? observable.attachment?.name ?? observable.dataType,
      dataType: observable.dataType,
      texts: [observable.message, observable.tags.join(' ')],
      path: placeOf(case_, alert),
      link: absent(case_)
        ? alertLink(organisation, alert)
        : caseLink(organisation, case_, 'observables', observable._id),
      at: observable._createdAt,
    };
  },
  task(organisation, task) {
    const case_ = task.extraData?.case;
    return {
      kind: 'task',
      id: task._id,
      title: task.title,
      texts: [task.description, task.group],
      path: placeOf(case_),
      link: caseLink(organisation, case_, 'tasks', task._id),
      at: task._createdAt,
    };
  },
  log(organisation, log) {
    const { case: outer, task } = log.extraData ?? {};
    const case_ = outer ?? caseWithin(task);
    return {
      kind: 'log',
      id: log._id,
      title: task?.title ?? '',
      texts: [log.message],
      path: [...placeOf(case_), ...(absent(task) ? [] : [{ kind: 'task' as const, text: task.title }])],
      link: absent(task) ? undefined : caseLink(organisation, case_, 'tasks', task._id, { log: log._id }),
      at: log.date,
    };
  },
  comment(organisation, comment) {
    const { case: case_, alert } = comment.extraData?.links ?? {};
    const search = { comment: comment._id };
    return {
      kind: 'comment',
      id: comment._id,
      title: case_?.title ?? alert?.title ?? '',
      texts: [comment.message],
      path: placeOf(case_, alert),
      link: absent(case_)
        ? alertLink(organisation, alert, search)
        : caseLink(organisation, case_, undefined, undefined, search),
      at: comment.createdAt,
    };
  },
};

/** A result of an object that the server answered. */
export function readFound<Kind extends SearchKind>(
  kind: Kind,
  organisation: string,
  object: SearchObjects[Kind],
): Found {
  return readers[kind](organisation, object);
}

/** Whether the server gave nothing: what is not shared is null. */
function absent<T>(object: T | null | undefined): object is null | undefined {
  return object === null || object === undefined;
}

function caseWithin(task: SearchObjects['task'] | null | undefined): CaseOfIt | null | undefined {
  return task?.extraData?.case;
}

function placeOf(case_: CaseOfIt | null | undefined, alert?: AlertOfIt | null): readonly Place[] {
  if (!absent(case_)) return [{ kind: 'case', text: `#${case_.number} ${case_.title}` }];
  return absent(alert) ? [] : [{ kind: 'alert', text: alert.title }];
}

function alertLink(
  organisation: string,
  alert: AlertOfIt | null | undefined,
  search: Readonly<Record<string, string>> = {},
): LinkProps | undefined {
  if (absent(alert)) return undefined;
  return { to: '/o/$organisation/alerts/$alertId', params: { organisation, alertId: alert._id }, search };
}

/** The address of a case, of a section of it or of an item there. */
export function caseLink(
  organisation: string,
  case_: { readonly number: number } | null | undefined,
  section?: string,
  itemId?: string,
  search: Readonly<Record<string, string>> = {},
): LinkProps | undefined {
  if (absent(case_)) return undefined;
  const params = { organisation, number: String(case_.number) };
  if (section === undefined) return { to: '/o/$organisation/cases/$number', params, search };
  if (itemId === undefined)
    return { to: '/o/$organisation/cases/$number/$section', params: { ...params, section }, search };
  return {
    to: '/o/$organisation/cases/$number/$section/$itemId',
    params: { ...params, section, itemId },
    search,
  };
}
