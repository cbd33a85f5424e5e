/** The form of a case template: what it holds, how it is read from and sent to the server, and its form as a file. */
import type {
  CustomFieldValue,
  OutputCaseTemplate,
  OutputPageTemplate,
} from '../../../../../contract/v1-types.ts';

/** A model task. */
export interface ModelTask {
  readonly title: string;
  readonly group: string;
  readonly description: string;
  readonly mandatory: boolean;
  readonly flag: boolean;
  readonly assignee: string | null;
  readonly dueDate: number | null;
}

/** A custom field that cases start with; its value may be left open. */
export interface ModelField {
  readonly name: string;
  readonly value: CustomFieldValue['value'];
}

/** The values of the form. */
export interface TemplateValues {
  readonly name: string;
  readonly displayName: string;
  readonly titlePrefix: string;
  readonly description: string;
  readonly severity: number | null;
  readonly tlp: number | null;
  readonly pap: number | null;
  readonly tags: readonly string[];
  readonly flag: boolean;
  readonly summary: string;
  readonly tasks: readonly ModelTask[];
  readonly customFields: readonly ModelField[];
  /** Ids of the templates of pages that its cases have pages from. */
  readonly pages: readonly string[];
}

/** A template as it is stored, with the templates of pages that it names. */
export interface StoredTemplate extends Omit<OutputCaseTemplate, 'extraData'> {
  readonly extraData?: { readonly pageTemplateHeaders?: readonly Pick<OutputPageTemplate, '_id'>[] };
}

/** A task before anything is written. */
export const emptyTask: ModelTask = {
  title: '',
  group: '',
  description: '',
  mandatory: false,
  flag: false,
  assignee: null,
  dueDate: null,
};

/** Group of tasks that were given none. */
const noGroup = 'default';

/** The values of a stored template, or those a new one starts with. */
export function valuesOf(template: StoredTemplate | undefined): TemplateValues {
  const byOrder = (one: { readonly order: number }, other: { readonly order: number }): number =>
    one.order - other.order;
  return {
    name: template?.name ?? '',
    displayName: template?.displayName ?? '',
    titlePrefix: template?.titlePrefix ?? '',
    description: template?.description ?? '',
    severity: template?.severity ?? null,
    tlp: template?.tlp ?? null,
    pap: template?.pap ?? null,
    tags: template?.tags ?? [],
    flag: template?.flag ?? false,
    summary: template?.summary ?? '',
    tasks: [...(template?.tasks ?? [])].sort(byOrder).map((task) => ({
      title: task.title,
      group: task.group === noGroup ? '' : task.group,
      description: task.description ?? '',
      mandatory: task.mandatory,
      flag: task.flag,
      assignee: task.assignee ?? null,
      dueDate: task.dueDate ?? null,
    })),
    customFields: [...(template?.customFields ?? [])]
      .sort(byOrder)
      .map(({ name, value }) => ({ name, value })),
    pages: (template?.extraData?.pageTemplateHeaders ?? []).map(({ _id }) => _id),
  };
}

/** Texts that the server takes away when they are empty. */
const clearable = ['titlePrefix', 'description', 'summary'] as const;

/** The body of a request: all values for a new template, else those that were changed. */
export function bodyOf(values: Partial<TemplateValues>, isNew: boolean): Readonly<Record<string, unknown>> {
  const { tasks, customFields, pages, ...plain } = values;
  const body: Record<string, unknown> = { ...plain };
  for (const name of clearable) if (body[name] === '') body[name] = null;
  if (tasks !== undefined) body.tasks = tasks.map(taskBody);
  if (customFields !== undefined)
    body.customFields = customFields.map(({ name, value }, order) => ({ name, value, order }));
  if (pages !== undefined) body.pageTemplateIds = pages;
  if (!isNew) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== ''));
}

function taskBody(task: ModelTask, order: number): Readonly<Record<string, unknown>> {
  const { title, group, description, mandatory, flag, assignee, dueDate } = task;
  return {
    title,
    group: group.trim() === '' ? noGroup : group,
    mandatory,
    flag,
    order,
    ...(description === '' ? {} : { description }),
    ...(assignee === null ? {} : { assignee }),
    ...(dueDate === null ? {} : { dueDate }),
  };
}

/** A name that no template has yet: `phishing-2`. */
export function freeName(name: string, taken: readonly string[]): string {
  const base = name.replace(/-\d+$/, '');
  const numbers = Array.from({ length: taken.length + 1 }, (_, place) => `${base}-${place + 2}`);
  return numbers.find((candidate) => !taken.includes(candidate)) ?? name;
}
