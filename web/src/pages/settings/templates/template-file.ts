/** A case template as a file: what is written out, and what is read from files of this and of older products. */
import {
  emptyTask,
  type ModelField,
  type ModelTask,
  type TemplateValues,
  valuesOf,
} from './template-values.ts';

/** The text of the file. Pages stay out of it: they are known by ids of their organisation. */
export function writeTemplate({ pages: _, ...values }: TemplateValues): string {
  const tasks = values.tasks.map((task, order) => ({ ...task, order }));
  const customFields = values.customFields.map((field, order) => ({ ...field, order }));
  return `${JSON.stringify({ ...values, tasks, customFields }, null, 2)}\n`;
}

/** The values in a file; undefined when it holds no template. What it does not know is left out. */
export function readTemplate(text: string): TemplateValues | undefined {
  const file = parse(text);
  const read = Array.isArray(file) ? file[0] : file;
  if (!isRecord(read) || typeof read.name !== 'string') return undefined;
  const start = valuesOf(undefined);
  return {
    ...start,
    name: read.name,
    displayName: textOf(read.displayName) || read.name,
    titlePrefix: textOf(read.titlePrefix),
    description: textOf(read.description),
    severity: stepOf(read.severity, 4),
    tlp: stepOf(read.tlp, 4),
    pap: stepOf(read.pap, 3),
    tags: Array.isArray(read.tags) ? read.tags.map(String) : [],
    flag: read.flag === true,
    summary: textOf(read.summary),
    tasks: membersOf(read.tasks).sort(byOrder).map(taskOf),
    customFields: fieldsOf(read.customFields),
  };
}

function taskOf(task: Readonly<Record<string, unknown>>): ModelTask {
  const group = textOf(task.group);
  return {
    ...emptyTask,
    title: textOf(task.title),
    group: group === 'default' ? '' : group,
    description: textOf(task.description),
    mandatory: task.mandatory === true,
    flag: task.flag === true,
    assignee: typeof task.assignee === 'string' ? task.assignee : null,
  };
}

/** Fields as a list of `{name, value}`, or as an object of values by name. */
function fieldsOf(given: unknown): readonly ModelField[] {
  if (isRecord(given) && !Array.isArray(given))
    return Object.entries(given).map(([name, value]) => ({ name, value: unwrapped(value) }));
  return membersOf(given)
    .sort(byOrder)
    .flatMap(({ name, value }) => (typeof name === 'string' ? [{ name, value: value ?? null }] : []));
}

/** Older files wrap a value by its type: `{"string": "x", "order": 1}`. */
function unwrapped(given: unknown): unknown {
  if (!isRecord(given)) return given ?? null;
  return Object.entries(given).find(([key]) => key !== 'order')?.[1] ?? null;
}

function membersOf(given: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(given) ? given.filter(isRecord) : [];
}

function byOrder(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): number {
  return Number(one.order ?? 0) - Number(other.order ?? 0);
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

function stepOf(given: unknown, most: number): number | null {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= most ? given : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said to whoever chose the file: it holds no template.
    return undefined;
  }
}
