/** The definition of a report template as the editor holds it, and as the server has it. What the editor does not know is kept. */
import type { OutputCaseReportTemplate } from '../../../../../contract/v1-types.ts';

/** What editors ask the server for: kinds of widgets, what each takes, and what the options may name. */
export interface Vocabulary {
  readonly widgets: readonly string[];
  readonly widgetOptions: Readonly<Record<string, readonly string[]>>;
  readonly alertFields: readonly string[];
  readonly observableFields: readonly string[];
  readonly taskFields: readonly string[];
  readonly ttpFields: readonly string[];
  readonly logFields: readonly string[];
  readonly timelineEvents: readonly string[];
}

/** One part of a report: its kind, its title and its options. */
export type Widget = Readonly<Record<string, unknown>> & { readonly _kind: string };

/** The values of the editor. */
export interface ReportTemplateValues {
  readonly title: string;
  readonly group: string;
  readonly description: string;
  readonly language: string;
  readonly header: string;
  readonly footer: string;
  readonly dateFormat: string;
  readonly dateTimeFormat: string;
  readonly highestTlp: number | null;
  readonly widgets: readonly Widget[];
}

/** What a new template starts with. */
const starting: ReportTemplateValues = {
  title: '',
  group: '',
  description: '',
  language: 'en',
  header: '#{{case.number}} {{case.title}}',
  footer: '',
  dateFormat: '',
  dateTimeFormat: '',
  highestTlp: null,
  widgets: [
    { _kind: 'Text', template: '# {{case.title}}\n\n{{case.summary}}\n\n{{case.description}}' },
    { _kind: 'ObservableTable', protectData: true },
    { _kind: 'Timeline', withCustomEventsDescription: true },
    { _kind: 'TaskList' },
  ],
};

/** The values of a template, or those that a new one starts with, in the language given. */
export function valuesOf(
  template: OutputCaseReportTemplate | undefined,
  language: string,
): ReportTemplateValues {
  if (template === undefined) return { ...starting, language };
  const definition = isRecord(template.definition) ? template.definition : {};
  const { i18n, header, footer, highestTlp } = definition;
  return {
    title: template.title,
    group: template.group,
    description: template.description,
    language: isRecord(i18n) ? text(i18n.lang) : 'en',
    header: isRecord(header) ? text(header.template) : '',
    footer: isRecord(footer) ? text(footer.template) : '',
    dateFormat: text(definition.dateFormat),
    dateTimeFormat: text(definition.dateTimeFormat),
    highestTlp: typeof highestTlp === 'number' ? highestTlp : null,
    widgets: Array.isArray(definition.widgets) ? definition.widgets.filter(isWidget) : [],
  };
}

/** The definition that the values say. What is empty is left out. */
export function definitionOf(values: ReportTemplateValues): Readonly<Record<string, unknown>> {
  const { language, header, footer, dateFormat, dateTimeFormat, highestTlp, widgets } = values;
  return {
    i18n: { lang: language },
    ...(header.trim() === '' ? {} : { header: { template: header } }),
    ...(footer.trim() === '' ? {} : { footer: { template: footer } }),
    ...(dateFormat.trim() === '' ? {} : { dateFormat: dateFormat.trim() }),
    ...(dateTimeFormat.trim() === '' ? {} : { dateTimeFormat: dateTimeFormat.trim() }),
    ...(highestTlp === null ? {} : { highestTlp }),
    widgets,
  };
}

/** What the server is sent. */
export function bodyOf(values: ReportTemplateValues): Readonly<Record<string, unknown>> {
  const { title, group, description } = values;
  return { title: title.trim(), group: group.trim(), description, definition: definitionOf(values) };
}

/** Options that have to be said one way or the other, with what new widgets say. */
const needed: Readonly<Record<string, unknown>> = {
  template: '{{case.title}}',
  attachmentId: '',
  protectData: true,
  withCustomEventsDescription: true,
};

/** A new widget of a kind. */
export function newWidget(kind: string, vocabulary: Vocabulary): Widget {
  const options = vocabulary.widgetOptions[kind] ?? [];
  return {
    _kind: kind,
    ...Object.fromEntries(options.filter((name) => name in needed).map((name) => [name, needed[name]])),
  };
}

/** A widget with an option changed; undefined takes it out, so that the usual value counts. */
export function withOption(widget: Widget, name: string, value: unknown): Widget {
  const { [name]: _former, ...rest } = widget;
  return { ...rest, _kind: widget._kind, ...(value === undefined ? {} : { [name]: value }) };
}

/** What was refused of a value or of a part of it, by where it stands. */
export function refusalAt(refused: Readonly<Record<string, string>>, at: string): string | undefined {
  const name = Object.keys(refused).find(
    (one) => one === at || one.startsWith(`${at}.`) || one.startsWith(`${at}[`),
  );
  return name === undefined ? undefined : refused[name];
}

/** Fields that an option of a widget may name. */
export function fieldsFor(kind: string, option: string, vocabulary: Vocabulary): readonly string[] {
  if (option === 'logColumns') return vocabulary.logFields;
  if (option === 'events') return vocabulary.timelineEvents;
  if (kind.startsWith('Alert')) return vocabulary.alertFields;
  if (kind.startsWith('Observable')) return vocabulary.observableFields;
  return kind.startsWith('Task') ? vocabulary.taskFields : vocabulary.ttpFields;
}

function isWidget(value: unknown): value is Widget {
  return isRecord(value) && typeof value._kind === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
