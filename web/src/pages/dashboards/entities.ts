/** Kinds of objects that widgets ask about: their lists, the dates they are counted by, and the states of their filters. */
import { type Filter, filters } from '../../data/pipeline.ts';
import { type ListedEntity, listedEntities } from '../../parts/charts/figures.ts';

/** A kind of objects. */
export interface WidgetEntity {
  /** Name that descriptions and words are found by. */
  readonly name: 'alert' | 'case' | 'task' | 'observable' | 'procedure' | 'job';
  /** Operation that a question begins with. */
  readonly list: string;
  readonly dateField: string;
  readonly states: Readonly<Record<string, Filter>>;
}

const open = filters.in('stage', ['New', 'InProgress']);
const closed = filters.is('stage', 'Closed');
const automated = filters.all(closed, filters.not(filters.has('firstTouchedDate')));

/** All of them, in the order of the form. */
export const widgetEntities: readonly WidgetEntity[] = [
  {
    name: 'alert',
    list: 'listAlert',
    dateField: '_createdAt',
    states: { open, closed, imported: filters.is('stage', 'Imported'), automated },
  },
  {
    name: 'case',
    list: 'listCase',
    dateField: '_createdAt',
    states: { open, closed, flagged: filters.is('flag', true), automated },
  },
  {
    name: 'task',
    list: 'listTask',
    dateField: '_createdAt',
    states: {
      open: filters.in('status', ['Waiting', 'InProgress']),
      closed: filters.in('status', ['Completed', 'Cancel']),
      flagged: filters.is('flag', true),
    },
  },
  { name: 'observable', list: 'listObservable', dateField: '_createdAt', states: {} },
  { name: 'procedure', list: 'listProcedure', dateField: 'occurDate', states: {} },
  { name: 'job', list: 'listJob', dateField: '_createdAt', states: {} },
];

const alertEntity = widgetEntities[0];

/** The kind that a list is of; alerts for a list that is not known. */
export function entityOf(list: string): WidgetEntity {
  const found = widgetEntities.find((one) => one.list === list) ?? alertEntity;
  if (found === undefined) throw new Error('There are kinds of objects');
  return found;
}

/** The kind if it has a list to open. */
export function listedOf({ name }: WidgetEntity): ListedEntity | undefined {
  return listedEntities.find((one) => one === name);
}
