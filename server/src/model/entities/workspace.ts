/** What belongs to people's work with the product: audit records, mentions, saved views and drafts. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

export const audit = entity('audit', {
  wireType: 'Audit',
  sentence: 'One recorded change',
  table: 'audit',
  root: 'child',
  visibility: 'shared',
  fields: {
    id: stamps.id,
    createdAt: stamps.createdAt,
    createdBy: stamps.createdBy,
    action: field.enumeration.single('What was done', { values: ['create', 'update', 'delete', 'merge'] }),
    requestId: field.string.single('Same for all records of one request', { aggregable: false }),
    rootId: field.id.single('Object that is the context of the change', { column: 'context_id' }),
    contextType: field.string.single('Type of the context', { output: false }),
    objectType: field.string.single('Type of what was changed'),
    objectId: field.id.single('Id of what was changed'),
    mainAction: field.boolean.single('True for the one record that names the request', { fallback: false }),
    details: field.json.single('New values of the changed fields', { fallback: {}, search: 'exact' }),
    previous: field.json.single('Values before the change', { fallback: {} }),
  },
});

export const mention = entity('mention', {
  wireType: 'Mention',
  sentence: 'A place in a text where the caller is mentioned; the text itself is read with its object',
  table: 'mention',
  root: 'child',
  visibility: 'addressed',
  softDelete: true,
  fields: {
    id: stamps.id,
    createdAt: stamps.createdAt,
    createdBy: stamps.createdBy,
    userId: field.id.single('Who is mentioned', { output: false }),
    objectType: field.enumeration.single('Type of the object whose text has it', {
      values: ['Comment', 'Log', 'Task', 'Case'],
    }),
    objectId: field.id.single('Id of that object'),
    rootType: field.enumeration.single('Whether the object belongs to a case or an alert', {
      values: ['Case', 'Alert'],
    }),
    rootId: field.id.single('Id of the case or alert'),
    readAt: field.date.option('When it was marked as read; missing until then'),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'root_id' },
    alert: { kind: 'parent', to: 'alert', column: 'root_id' },
    task: { kind: 'parent', to: 'task', column: 'object_id' },
    log: { kind: 'parent', to: 'log', column: 'object_id' },
    comment: { kind: 'parent', to: 'comment', column: 'object_id' },
  },
});

export const view = entity('view', {
  wireType: 'View',
  sentence: 'A saved list: filter, columns and order',
  table: 'view',
  root: 'none',
  visibility: 'private',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name', { create: 'required', update: 'allowed', minimum: 1, maximum: 128 }),
    entity: field.string.single('List it belongs to', { create: 'required', minimum: 1, maximum: 64 }),
    filter: field.json.single('Filter of the list', { create: 'required', update: 'allowed' }),
    listOptions: field.json.single('Page size, grouping, refresh and statistics', {
      create: 'required',
      update: 'allowed',
    }),
    sortList: field.json.single('Fields to sort by, with - for descending', {
      create: 'optional',
      update: 'allowed',
      fallback: [],
    }),
    showColumns: field.json.single('Columns shown', { create: 'optional', update: 'allowed', fallback: [] }),
    isShared: field.boolean.single('Seen by the whole organisation', {
      create: 'required',
      update: 'allowed',
    }),
  },
});

export const draft = entity('draft', {
  wireType: 'Draft',
  sentence: 'Text that somebody has begun to write',
  table: 'draft',
  root: 'none',
  visibility: 'personal',
  fields: {
    ...stamps,
    ...version,
    place: field.string.single('Where it was begun, unique for its author', {
      create: 'required',
      minimum: 1,
      maximum: 256,
    }),
    content: field.json.single('What was written', { create: 'required', update: 'allowed' }),
  },
});
