/** Written knowledge: pages of cases and of the knowledge base, what pages start from, and the events that people add to a timeline. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { provenance, stamps, version } from '../stamps.ts';

const written = { create: 'required', update: 'allowed' } as const;

const pageFields = {
  title: field.string.single('Title', { ...written, minimum: 1, maximum: 512, search: 'words' }),
  content: field.text.single('Text in Markdown', written),
  category: field.string.single('Heading it stands under', { ...written, minimum: 1, maximum: 128 }),
  order: field.integer.single('Place under its heading', {
    create: 'optional',
    update: 'allowed',
    column: 'position',
    aggregable: false,
    fallback: 0,
  }),
} as const;

export const page = entity('page', {
  wireType: 'Page',
  sentence: 'A page of a case, or of the knowledge base of an organisation',
  table: 'page',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it belongs to; missing in the knowledge base', { output: false }),
    ...pageFields,
  },
  relations: { case: { kind: 'parent', to: 'case', column: 'case_id' } },
  defaultSort: [
    { field: 'category', descending: false },
    { field: 'order', descending: false },
  ],
});

export const pageTemplate = entity('pageTemplate', {
  wireType: 'PageTemplate',
  sentence: 'What a page starts from',
  table: 'page_template',
  root: 'none',
  visibility: 'organisation',
  fields: {
    ...stamps,
    ...version,
    ...pageFields,
    // Templates are few and have no word index.
    content: field.text.single('Text in Markdown', { ...written, search: 'none' }),
    title: field.string.single('Title', { ...written, minimum: 1, maximum: 512 }),
  },
  relations: { caseTemplates: { kind: 'named', to: 'caseTemplate', named: 'templatesWithPage' } },
  defaultSort: [
    { field: 'category', descending: false },
    { field: 'order', descending: false },
  ],
});

export const customEvent = entity('customEvent', {
  wireType: 'CustomEvent',
  sentence: 'Something that happened, put into the timeline of a case by a person',
  table: 'custom_event',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.single('Case it belongs to', { output: false }),
    date: field.date.single('When it happened, or began', written),
    endDate: field.date.option('When it ended', { create: 'optional', update: 'clearable' }),
    title: field.string.single('What happened', { ...written, minimum: 1, maximum: 128, search: 'words' }),
    description: field.text.option('More about it, in Markdown', {
      create: 'optional',
      update: 'clearable',
    }),
    // Shown as far as the reader sees the objects themselves.
    evidence: field.id.set('Observables and files of the case that it stands on', {
      create: 'optional',
      update: 'allowed',
      named: 'eventEvidence',
      column: 'evidence',
      aggregable: false,
      fallback: [],
    }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    observables: { kind: 'named', to: 'observable', named: 'eventEvidence' },
    attachments: { kind: 'named', to: 'attachment', named: 'eventEvidence' },
  },
  defaultSort: [{ field: 'date', descending: false }],
});
