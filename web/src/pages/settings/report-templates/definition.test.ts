/** Definitions of report templates, to the editor and back. */
import { describe, expect, it } from 'vitest';
import type { OutputCaseReportTemplate } from '../../../../../contract/v1-types.ts';
import {
  bodyOf,
  definitionOf,
  fieldsFor,
  newWidget,
  refusalAt,
  type Vocabulary,
  valuesOf,
  withOption,
} from './definition.ts';

const vocabulary: Vocabulary = {
  widgets: ['Text', 'ObservableTable', 'Comments'],
  widgetOptions: { Text: ['template'], ObservableTable: ['columns', 'protectData'], Comments: ['filter'] },
  alertFields: ['a'],
  observableFields: ['o'],
  taskFields: ['t'],
  ttpFields: ['p'],
  logFields: ['l'],
  timelineEvents: ['Case'],
};

const template = (definition: unknown): OutputCaseReportTemplate => ({
  _type: 'CaseReportTemplate',
  _id: '~1',
  _createdAt: 1,
  _createdBy: 'ann',
  _version: 1,
  title: 'Incident',
  group: 'default',
  description: '',
  definition,
  version: 1,
});

describe('a definition', () => {
  it('comes back from the editor as it was, with options that the editor does not know', () => {
    const definition = {
      i18n: { lang: 'fr' },
      header: { template: 'H' },
      dateFormat: 'dd/MM/yyyy',
      highestTlp: 2,
      widgets: [
        { _kind: 'Text', template: 'x' },
        { _kind: 'Later', odd: [1] },
      ],
    };
    expect(definitionOf(valuesOf(template(definition), 'en'))).toEqual(definition);
  });

  it('is empty where nothing can be read', () => {
    expect(definitionOf(valuesOf(template('nonsense'), 'en'))).toEqual({ i18n: { lang: 'en' }, widgets: [] });
  });

  it('starts in the language of the reader', () => {
    const { definition, title } = bodyOf(valuesOf(undefined, 'zh'));
    expect(definition).toMatchObject({ i18n: { lang: 'zh' } });
    expect(title).toBe('');
  });
});

describe('a widget', () => {
  it('is new with what has to be said', () => {
    expect(newWidget('ObservableTable', vocabulary)).toEqual({ _kind: 'ObservableTable', protectData: true });
    expect(newWidget('Comments', vocabulary)).toEqual({ _kind: 'Comments' });
  });

  it('loses an option that is taken out, and never its kind', () => {
    const widget = withOption({ _kind: 'Text', title: 'T', template: 'x' }, 'title', undefined);
    expect(widget).toEqual({ _kind: 'Text', template: 'x' });
    expect(withOption(widget, 'template', 'y')).toEqual({ _kind: 'Text', template: 'y' });
  });

  it('shows what was refused inside of an option beside the option', () => {
    const refused = { 'definition.widgets[1].filter._unknown': 'no', 'definition.widgets[10].sort': 'never' };
    expect(refusalAt(refused, 'definition.widgets[1].filter')).toBe('no');
    expect(refusalAt(refused, 'definition.widgets[1].sort')).toBeUndefined();
    expect(refusalAt(refused, 'definition.widgets[1]')).toBe('no');
  });

  it('names the fields of what it shows', () => {
    expect(fieldsFor('ObservableTable', 'columns', vocabulary)).toEqual(['o']);
    expect(fieldsFor('TaskList', 'fields', vocabulary)).toEqual(['t']);
    expect(fieldsFor('TaskList', 'logColumns', vocabulary)).toEqual(['l']);
    expect(fieldsFor('Timeline', 'events', vocabulary)).toEqual(['Case']);
    expect(fieldsFor('TTPTable', 'columns', vocabulary)).toEqual(['p']);
  });
});
