/** Rows of the routes of analyzers and responders. */
import { analyzerName, responderName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const base = '/connector/cortex';

/** Administrators of the platform have no neurons of their own. */
const noNeurons = { platformAdmin: 'empty' } as const;

/** Which there are: each organisation sees its own. */
const listRows: readonly MatrixRow[] = [
  { route: `GET ${base}/analyzer`, call: () => ({}), except: noNeurons },
  {
    route: `GET ${base}/analyzer/type/{dataType}`,
    call: () => ({ at: { dataType: 'ip' } }),
    elsewhere: 'answered',
    except: noNeurons,
  },
  {
    route: `GET ${base}/analyzer/{analyzerId}`,
    call: async (make) => ({ at: { analyzerId: await make.neuron() } }),
  },
  {
    route: `GET ${base}/responder/{entityType}/{entityId}`,
    call: async (make) => ({ at: { entityType: 'case', entityId: await make.case() } }),
  },
  {
    route: `GET ${base}/responders/{entityType}`,
    call: () => ({ at: { entityType: 'case' } }),
    elsewhere: 'answered',
  },
];

const job = (artifactId: string) => ({ analyzerId: analyzerName, cortexId: 'local', artifactId });
const action = (objectId: string) => ({ responderId: responderName, objectType: 'case', objectId });

const runRows: readonly MatrixRow[] = [
  {
    route: `POST ${base}/job`,
    call: async (make) => ({ body: job(await make.observable()) }),
    elsewhere: 'hidden',
  },
  {
    route: `POST ${base}/job/_bulk`,
    call: async (make) => ({ body: { jobs: [job(await make.observable())] } }),
    elsewhere: 'hidden',
  },
  { route: `GET ${base}/job/{jobId}`, call: async (make) => ({ at: { jobId: await make.job() } }) },
  { route: `POST ${base}/job/{id}/cancel`, call: async (make) => ({ at: { id: await make.job() } }) },
  {
    route: `POST ${base}/job/{jobId}/import`,
    call: async (make) => ({ at: { jobId: await make.finishedJob() } }),
  },
  {
    route: `POST ${base}/action`,
    call: async (make) => ({ body: action(await make.case()) }),
    elsewhere: 'hidden',
  },
  {
    route: `POST ${base}/actions`,
    call: async (make) => ({ body: [action(await make.case())] }),
    elsewhere: 'hidden',
  },
  {
    route: `GET ${base}/action/{entityType}/{entityId}`,
    call: async (make) => ({ at: { entityType: 'case', entityId: (await make.action()).caseId } }),
  },
  {
    route: `POST ${base}/action/{id}/cancel`,
    call: async (make) => ({ at: { id: (await make.action()).id } }),
  },
];

const outputRows: readonly MatrixRow[] = [
  { route: `GET ${base}/job/{jobId}/log`, call: async (make) => ({ at: { jobId: await make.job() } }) },
  {
    route: `GET ${base}/action/{actionId}/log`,
    call: async (make) => ({ at: { actionId: (await make.action()).id } }),
  },
];

const neuronRows: readonly MatrixRow[] = [
  {
    route: 'POST /neuron/test',
    call: () => ({
      body: { definitionId: 'UrlAnatomy_1_0', dataType: 'url', data: 'http://evil.example/a' },
    }),
    elsewhere: 'answered',
  },
  { route: 'GET /neuron', call: () => ({}) },
  { route: 'GET /neuron/enabled', call: () => ({}), except: noNeurons },
  {
    route: 'POST /neuron',
    call: (make) => ({ body: { definitionId: 'UrlAnatomy_1_0', name: make.text() } }),
  },
  {
    route: 'GET /neuron/{neuronId}/settings',
    call: async (make) => ({ at: { neuronId: await make.neuron() } }),
  },
  {
    route: 'GET /neuron/{neuronId}/environment',
    call: async (make) => ({ at: { neuronId: await make.neuron() } }),
  },
  {
    route: 'POST /neuron/{neuronId}/environment',
    call: async (make) => ({ at: { neuronId: await make.neuron() } }),
  },
  {
    route: 'PATCH /neuron/{id}',
    call: async (make) => ({ at: { id: await make.neuron() }, body: { maxTlp: 2 } }),
  },
  { route: 'DELETE /neuron/{id}', call: async (make) => ({ at: { id: await make.neuron() } }) },
  {
    route: 'PUT /neuron/base/{name}',
    call: () => ({ at: { name: 'UrlAnatomy' }, body: { configuration: {} } }),
    elsewhere: 'answered',
  },
];

/** A rule names analyzers of its organisation, and administrators of the platform have none. */
const rule = { analyzers: [analyzerName] };
const noAnalyzers = { platformAdmin: 'hidden' } as const;

const automationRows: readonly MatrixRow[] = [
  {
    route: 'POST /automationRule',
    call: (make) => ({ body: { ...rule, name: make.text() } }),
    except: noAnalyzers,
  },
  { route: 'POST /automationRule/_preview', call: () => ({ body: rule }), except: noAnalyzers },
  {
    route: 'PATCH /automationRule/{automationRuleId}',
    call: async (make) => ({
      at: { automationRuleId: await make.automationRule() },
      body: { description: 'Other' },
    }),
  },
  {
    route: 'DELETE /automationRule/{automationRuleId}',
    call: async (make) => ({ at: { automationRuleId: await make.automationRule() } }),
  },
];

/** Where nothing listens: who may attach it is looked at here, not what comes of it. */
const server = { address: 'http://127.0.0.1:1', apiKey: 'a key' };

const serverRows: readonly MatrixRow[] = [
  { route: 'POST /cortexServer', call: (make) => ({ body: { ...server, name: make.text() } }) },
  {
    route: 'PATCH /cortexServer/{cortexServerId}',
    call: async (make) => ({
      at: { cortexServerId: await make.cortexServer() },
      body: { active: false },
    }),
  },
  {
    route: 'POST /cortexServer/{cortexServerId}/_check',
    call: async (make) => ({ at: { cortexServerId: await make.cortexServer() } }),
  },
  {
    route: 'DELETE /cortexServer/{cortexServerId}',
    call: async (make) => ({ at: { cortexServerId: await make.cortexServer() } }),
  },
];

/** Each organisation has webhooks of its own, that of the platform as well. */
const webhookRows: readonly MatrixRow[] = [
  {
    route: 'GET /webhook',
    call: async (make) => {
      await make.webhook();
      return {};
    },
    elsewhere: 'empty',
  },
  {
    route: 'POST /webhook',
    call: (make) => ({ body: { name: make.text(), url: 'https://automation.example/in' } }),
  },
  {
    route: 'PATCH /webhook/{webhookId}',
    call: async (make) => ({ at: { webhookId: await make.webhook() }, body: { active: false } }),
  },
  {
    route: 'DELETE /webhook/{webhookId}',
    call: async (make) => ({ at: { webhookId: await make.webhook() } }),
  },
  {
    route: 'POST /webhook/{webhookId}/_test',
    call: async (make) => ({ at: { webhookId: await make.webhook({ url: 'http://127.0.0.9/' }) } }),
  },
  {
    route: 'GET /webhook/{webhookId}/delivery',
    call: async (make) => ({ at: { webhookId: await make.webhook() } }),
  },
  {
    route: 'POST /webhook/{webhookId}/_replay',
    call: async (make) => ({ at: { webhookId: await make.webhook() }, body: {} }),
  },
];

/** The rows. */
export const engineRows: readonly MatrixRow[] = [
  ...listRows,
  ...runRows,
  ...outputRows,
  ...neuronRows,
  ...automationRows,
  ...serverRows,
  ...webhookRows,
];
