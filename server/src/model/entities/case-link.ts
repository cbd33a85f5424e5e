/** Links between cases, and from cases to pages elsewhere. */
import { entity } from '../entity.ts';
import { field } from '../field.ts';
import { stamps, version } from '../stamps.ts';

export const caseLink = entity('caseLink', {
  wireType: 'CaseLink',
  sentence: 'A link from a case to another one, or to an address outside',
  table: 'case_link',
  root: 'child',
  visibility: 'paired',
  softDelete: true,
  fields: {
    ...stamps,
    ...version,
    caseId: field.id.single('Case it starts from', { output: false }),
    type: field.string.single('What the link means', { column: 'link_type', minimum: 1, maximum: 64 }),
    linkedCaseId: field.id.option('Case it leads to'),
    url: field.string.option('Address it leads to', { aggregable: false }),
  },
  relations: {
    case: { kind: 'parent', to: 'case', column: 'case_id' },
    // The other case lies in a tree of its own.
    linkedCase: { kind: 'named', to: 'case', named: 'linkedCase' },
  },
});
