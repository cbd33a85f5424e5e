/** Reads the definition of a report template into a plan, with every fault at once. */
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../../model/input.ts';
import { type EntityName, entities } from '../../../model/registry.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import { isDatePattern } from '../../../reports/date-format.ts';
import { templateFault } from '../../../reports/placeholders.ts';
import {
  languages,
  type ReportPlan,
  type Selection,
  timelineEvents,
  type Widget,
} from '../../../reports/plan.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/parse-sort.ts';
import {
  type Reading,
  readNeededText,
  readNumber,
  readSwitch,
  readText,
  readWith,
  readWords,
  refuse,
  refuseOthers,
} from './read-fields.ts';
import { columnsOf, reportFields, usualFields, type WidgetKind, widgetKinds } from './vocabulary.ts';

/** Most parts of a report; longest template of a text and longest title, in characters; most objects of one part. */
const mostWidgets = 100;
const longestTemplate = 50_000;
const longestTitle = 512;
const mostObjects = 1_000_000;
/** Longest definition as JSON, in characters. */
const longestDefinition = 500_000;

/** What a definition says. Throws `invalidFields` with all that is wrong with it. */
export function readDefinition(raw: unknown): ReportPlan {
  const faults: FieldFault[] = [];
  const plan = planOf(raw, faults);
  if (plan === undefined || faults.length > 0) throw invalidFields(faults);
  return plan;
}

/** What is wrong with a definition. */
export function definitionFaults(raw: unknown): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  planOf(raw, faults);
  return faults;
}

const definitionKeys = [
  ...['widgets', 'header', 'footer', 'dateFormat', 'dateTimeFormat', 'i18n', 'highestTlp'],
] as const;

function planOf(raw: unknown, faults: FieldFault[]): ReportPlan | undefined {
  if (!isRawObject(raw) || JSON.stringify(raw).length > longestDefinition) {
    const accepted = `object of at most ${longestDefinition} characters of JSON`;
    faults.push({ kind: 'invalid', name: 'definition', accepted, given: shorten(raw) });
    return undefined;
  }
  const reading: Reading = { raw, at: 'definition', faults };
  refuseOthers(reading, definitionKeys);
  return {
    widgets: readWidgets(reading),
    header: readLine(reading, 'header'),
    footer: readLine(reading, 'footer'),
    dateFormat: readPattern(reading, 'dateFormat', 'yyyy-MM-dd'),
    dateTimeFormat: readPattern(reading, 'dateTimeFormat', 'yyyy-MM-dd HH:mm'),
    language: readLanguage(reading),
    highestTlp: readNumber(reading, 'highestTlp', [0, 4]),
  };
}

/** A member that is an object; its faults stand under its name. */
function member({ raw, at, faults }: Reading, name: string): Reading | undefined {
  const given = raw[name];
  return isRawObject(given) ? { raw: given, at: `${at}.${name}`, faults } : undefined;
}

/** `en` as well as `en-GB` or `en_US`; the first part counts. */
function readLanguage(reading: Reading): ReportPlan['language'] {
  const inner = member(reading, 'i18n');
  if (inner === undefined) {
    refuse(reading, 'i18n', `{lang: one of ${languages.join(', ')}}`);
    return 'en';
  }
  refuseOthers(inner, ['lang']);
  const given = readText(inner, 'lang', longestTitle);
  const found = languages.find((one) => given === undefined || given.toLowerCase().split(/[-_]/)[0] === one);
  if (found === undefined) refuse(inner, 'lang', `one of ${languages.join(', ')}`, languages);
  return found ?? 'en';
}

function readPattern(reading: Reading, name: string, otherwise: string): string {
  const given = readText(reading, name, 100);
  if (given === undefined || isDatePattern(given)) return given ?? otherwise;
  refuse(reading, name, 'pattern of a date such as yyyy-MM-dd HH:mm; other letters stand in apostrophes');
  return otherwise;
}

/** A template of a line at the top or bottom of pages: `{template}`. */
function readLine(reading: Reading, name: string): string | undefined {
  if (reading.raw[name] === undefined || reading.raw[name] === null) return undefined;
  const inner = member(reading, name);
  if (inner === undefined) return refuse(reading, name, '{template}');
  refuseOthers(inner, ['template']);
  return readTemplate(inner);
}

function readTemplate(reading: Reading): string | undefined {
  const given = readNeededText(reading, 'template', longestTemplate);
  const fault = given === undefined ? undefined : templateFault(given);
  return fault === undefined ? given : refuse(reading, 'template', fault);
}

function readWidgets(reading: Reading): readonly Widget[] {
  const given = reading.raw.widgets;
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given) || given.length > mostWidgets) {
    refuse(reading, 'widgets', `list of at most ${mostWidgets} widgets`);
    return [];
  }
  return given.flatMap((raw: unknown, index) => {
    const at = `${reading.at}.widgets[${index}]`;
    const choices = [...widgetKinds.keys()];
    const named = isRawObject(raw) ? raw : {};
    const kind = widgetKinds.get(String(named._kind));
    const inner: Reading = { raw: named, at, faults: reading.faults };
    if (kind === undefined) {
      refuse(inner, '_kind', `one of ${choices.join(', ')}`, choices);
      return [];
    }
    refuseOthers(inner, ['_kind', 'title', ...kind.keys]);
    return readWidget(inner, kind) ?? [];
  });
}

function readWidget(reading: Reading, { shows, layout }: WidgetKind): Widget | undefined {
  const title = readText(reading, 'title', longestTitle);
  switch (shows) {
    case 'text': {
      const template = readTemplate(reading);
      return template === undefined ? undefined : { kind: 'text', title, template };
    }
    case 'image': {
      const image = readNeededText(reading, 'attachmentId', longestTitle);
      return image === undefined ? undefined : { kind: 'image', title, image };
    }
    case 'customFields':
      return { kind: 'customFields', title, layout };
    case 'timeline': {
      const named = readWords(reading, 'events', timelineEvents) ?? timelineEvents;
      const events = new Set(timelineEvents.filter((event) => named.includes(event)));
      return {
        kind: 'timeline',
        title,
        events,
        descriptions: readSwitch(reading, 'withCustomEventsDescription'),
      };
    }
    case 'comments':
      return { kind: 'comments', title, ...readSelection(reading, 'comment') };
    case 'pages':
      return { kind: 'pages', title, ...readSelection(reading, 'page') };
    default:
      return {
        kind: 'objects',
        of: shows,
        layout,
        title,
        columns: readColumns(reading, shows, layout === 'table' ? 'columns' : 'fields'),
        protectData: shows === 'observable' ? readSwitch(reading, 'protectData') : true,
        logColumns: shows === 'task' && layout === 'list' ? readLogColumns(reading) : undefined,
        ...readSelection(reading, shows),
      };
  }
}

function readColumns(reading: Reading, kind: keyof typeof reportFields, name: string) {
  return columnsOf(kind, readWords(reading, name, reportFields[kind]) ?? usualFields[kind]);
}

function readLogColumns(reading: Reading) {
  const columns = readColumns(reading, 'log', 'logColumns');
  return readSwitch(reading, 'withTaskLogs', true) ? columns : undefined;
}

const everything: Filter = { op: 'all' };

function readSelection(reading: Reading, name: EntityName): Selection {
  const entity = entities[name];
  return {
    filter: readWith(reading, 'filter', (raw, at) => parseFilter(entity, raw, at), everything),
    sort: readWith(reading, 'sort', (raw, at) => parseSort(entity, raw, at), []),
    limit: readNumber(reading, 'maxElements', [1, mostObjects]),
  };
}

/** A definition for examples. */
export const exampleDefinition: RawObject = {
  i18n: { lang: 'en' },
  widgets: [
    { _kind: 'Text', template: '# {{case.title}}\n\n{{case.summary}}' },
    { _kind: 'ObservableTable', title: 'Indicators', columns: ['dataType', 'data'], protectData: true },
  ],
};
