/** Rows of the routes of procedures, techniques, taxonomies and templates of reports. */
import { randomUUID } from 'node:crypto';
import { someBundle, someCatalog, someTaxonomy } from '../support/attack.ts';
import { zipOfTexts } from '../support/zip.ts';
import { analyzerName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const seen = { patternId: 'T1059', occurDate: 1 } as const;
const form = (name: string, fileName: string, content: string | Buffer) => ({
  name,
  fileName,
  type: 'application/octet-stream',
  content,
});

const onProcedures: readonly MatrixRow[] = [
  {
    route: 'POST /case/{caseId}/procedure',
    call: async (make) => ({ at: { caseId: await make.case() }, body: seen }),
  },
  {
    route: 'POST /case/{caseId}/procedures',
    call: async (make) => ({ at: { caseId: await make.case() }, body: { procedures: [seen] } }),
  },
  {
    route: 'POST /alert/{alertId}/procedure',
    call: async (make) => ({ at: { alertId: await make.alert() }, body: seen }),
  },
  {
    route: 'POST /alert/{alertId}/procedures',
    call: async (make) => ({ at: { alertId: await make.alert() }, body: { procedures: [seen] } }),
  },
  {
    route: 'PATCH /procedure/{procedureId}',
    call: async (make) => ({ at: { procedureId: await make.procedure() }, body: { description: 'Other' } }),
  },
  {
    route: 'DELETE /procedure/{procedureId}',
    call: async (make) => ({ at: { procedureId: await make.procedure() } }),
  },
  {
    route: 'POST /procedure/delete/_bulk',
    call: async (make) => ({ body: { ids: [await make.procedure()] } }),
    elsewhere: 'hidden',
  },
  {
    route: 'GET /pattern/case/{caseId}',
    call: async (make) => ({ at: { caseId: await make.attackedCase() } }),
  },
  {
    route: 'GET /case/{caseId}/attackLayer',
    call: async (make) => ({ at: { caseId: await make.case() } }),
  },
  { route: 'GET /pattern/attackLayer', call: () => ({ query: '?from=0&to=10' }) },
];

const onPatterns: readonly MatrixRow[] = [
  { route: 'POST /catalog', call: () => ({ body: { name: randomUUID() } }) },
  {
    route: 'PATCH /catalog/{catalogId}',
    call: async (make) => ({ at: { catalogId: await make.catalog() }, body: { variant: 'other' } }),
    elsewhere: 'answered',
  },
  {
    route: 'DELETE /catalog/{catalogId}',
    call: async (make) => ({ at: { catalogId: await make.catalog() } }),
    elsewhere: 'answered',
  },
  {
    route: 'POST /pattern/import/attack',
    call: () => ({
      form: [
        { name: '_json', content: JSON.stringify({ catalog: someCatalog }) },
        form('file', 'bundle.json', JSON.stringify(someBundle)),
      ],
    }),
  },
  {
    route: 'GET /pattern/{patternId}',
    call: () => ({ at: { patternId: 'T1059.006' } }),
    elsewhere: 'answered',
  },
  {
    route: 'DELETE /pattern/{patternId}',
    call: async (make) => ({ at: { patternId: await make.technique() } }),
    elsewhere: 'answered',
  },
];

const onTaxonomies: readonly MatrixRow[] = [
  { route: 'POST /taxonomy', call: () => ({ body: { ...someTaxonomy, namespace: `ns-${randomUUID()}` } }) },
  {
    route: 'POST /taxonomy/import-zip',
    call: async () => ({
      form: [
        form(
          'file',
          'taxonomies.zip',
          await zipOfTexts({ 'colours/machinetag.json': JSON.stringify(someTaxonomy) }),
        ),
      ],
    }),
  },
  {
    route: 'PUT /taxonomy/{taxonomyId}/activate',
    call: async (make) => ({ at: { taxonomyId: await make.taxonomy() } }),
    elsewhere: 'answered',
  },
  {
    route: 'PUT /taxonomy/{taxonomyId}/deactivate',
    call: async (make) => ({ at: { taxonomyId: await make.offeredTaxonomy() } }),
    elsewhere: 'answered',
  },
  {
    route: 'GET /taxonomy/{taxonomyId}',
    about: 'an offered one',
    call: async (make) => ({ at: { taxonomyId: await make.offeredTaxonomy() } }),
    elsewhere: 'answered',
  },
  {
    route: 'GET /taxonomy/{taxonomyId}',
    about: 'one that is not offered',
    call: async (make) => ({ at: { taxonomyId: await make.taxonomy() } }),
    elsewhere: 'hidden',
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden', platformAdmin: 'answered' },
  },
  {
    route: 'DELETE /taxonomy/{taxonomyId}',
    call: async (make) => ({ at: { taxonomyId: await make.taxonomy() } }),
    elsewhere: 'answered',
  },
];

const templates = '/connector/cortex/analyzer/template';

const onTemplates: readonly MatrixRow[] = [
  {
    route: `GET ${templates}/content/{analyzerName}`,
    call: () => ({ at: { analyzerName } }),
    elsewhere: 'answered',
  },
  {
    route: `POST ${templates}/_import`,
    call: async () => ({
      form: [form('templates', 'templates.zip', await zipOfTexts({ 'One_1_0/long.html': '<p>Report</p>' }))],
    }),
  },
  {
    route: `POST ${templates}`,
    call: () => ({ body: { analyzerId: randomUUID(), content: '<p>Report</p>' } }),
  },
  {
    route: `PATCH ${templates}/{analyzerTemplateId}`,
    call: async (make) => ({
      at: { analyzerTemplateId: await make.analyzerTemplate() },
      body: { content: '<p>Other</p>' },
    }),
    elsewhere: 'answered',
  },
  {
    route: `DELETE ${templates}/{analyzerTemplateId}`,
    call: async (make) => ({ at: { analyzerTemplateId: await make.analyzerTemplate() } }),
    elsewhere: 'answered',
  },
];

/** The rows. */
export const knowledgeRows: readonly MatrixRow[] = [
  ...onProcedures,
  ...onPatterns,
  ...onTaxonomies,
  ...onTemplates,
];
