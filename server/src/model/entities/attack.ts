/** What is known of attackers: catalogues of techniques, the techniques themselves, and where in cases and alerts they were seen. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { provenance, stamps, version } from '../stamps.ts';

const clearable = { create: 'optional', update: 'clearable' } as const;

export const patternCatalog = entity('patternCatalog', {
  wireType: 'Catalog',
  sentence: 'A collection of techniques of attackers',
  table: 'pattern_catalog',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'name',
  fields: {
    ...stamps,
    ...version,
    name: field.string.single('Name, unique', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
    }),
    description: field.text.option('What it collects', clearable),
    variant: field.string.option('Edition of the collection', { ...clearable, minimum: 1, maximum: 128 }),
  },
  relations: { patterns: { kind: 'children', to: 'pattern', column: 'catalog_id' } },
  constraints: { pattern_catalog_name_key: 'catalogAlreadyExists' },
  defaultSort: [{ field: 'name', descending: false }],
});

export const pattern = entity('pattern', {
  wireType: 'Pattern',
  sentence: 'A technique that attackers use',
  table: 'pattern',
  root: 'none',
  tenant: false,
  visibility: 'global',
  nameField: 'patternId',
  fields: {
    ...stamps,
    ...version,
    catalogId: field.id.single('Catalogue it stands in', { output: false }),
    patternId: field.string.single('Number of the technique, e.g. T1059 or T1059.006'),
    parentPatternId: field.string.option('Number of the technique that it is a part of', { output: false }),
    name: field.string.single('What it is called', { search: 'words' }),
    description: field.text.option('What attackers do, in Markdown', { search: 'exact' }),
    detection: field.text.option('How it can be noticed, in Markdown', { search: 'exact' }),
    tactics: field.string.set('Tactics that it serves', { fallback: [] }),
    url: field.string.single('Page that describes it', { aggregable: false }),
    patternType: field.string.single('Kind of object it was in its source'),
    revoked: field.boolean.single('No longer in use, or replaced', { fallback: false }),
    dataSources: field.string.set('Where traces of it are found', { fallback: [] }),
    defenseBypassed: field.string.set('Defences that it evades', { fallback: [] }),
    permissionsRequired: field.string.set('Rights that it needs', { fallback: [] }),
    platforms: field.string.set('Systems that it works on', { fallback: [] }),
    systemRequirements: field.string.set('What else it needs', { fallback: [] }),
    remoteSupport: field.boolean.single('Works on remote systems', { fallback: false }),
    capecId: field.string.option('Number of the related attack pattern in CAPEC'),
    capecUrl: field.string.option('Page of that attack pattern', { aggregable: false }),
    patternVersion: field.string.option('Edition of its description'),
  },
  relations: {
    catalog: { kind: 'parent', to: 'patternCatalog', column: 'catalog_id' },
    parent: { kind: 'named', to: 'pattern', named: 'patternParent' },
    children: { kind: 'named', to: 'pattern', named: 'patternChildren' },
  },
  defaultSort: [{ field: 'patternId', descending: false }],
});

export const procedure = entity('procedure', {
  wireType: 'Procedure',
  sentence: 'A technique that was seen in a case or an alert',
  table: 'procedure',
  root: 'child',
  visibility: 'shared',
  softDelete: true,
  searchable: true,
  fields: {
    ...stamps,
    ...version,
    ...provenance,
    caseId: field.id.option('Case it was seen in', { output: false }),
    alertId: field.id.option('Alert it was seen in', { output: false }),
    patternId: field.string.option('Number of the technique', {
      create: 'required',
      update: 'allowed',
      minimum: 1,
      maximum: 128,
    }),
    patternName: field.string.option('What the technique is called', { search: 'words' }),
    tactic: field.string.option('Tactic that it served; can be left out where the technique has only one', {
      create: 'optional',
      update: 'allowed',
      minimum: 1,
      maximum: 32,
    }),
    description: field.text.option('What was seen, in Markdown', clearable),
    occurDate: field.date.single('When it happened', { create: 'required', update: 'allowed' }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    alert: { kind: 'parent', to: 'alert', column: 'alert_id' },
    pattern: { kind: 'named', to: 'pattern', named: 'patternOfProcedure' },
  },
  defaultSort: [{ field: 'occurDate', descending: true }],
});
