/** Rows of the routes of v0. */
import { placesOf } from '../../server/src/api/v0/route.ts';
import { routes } from '../../server/src/api/v0/routes/index.ts';
import type { Permission } from '../../server/src/model/permission.ts';
import { someAlert } from '../support/triage.ts';
import type { Person } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import type { World } from '../support/world.ts';
import { zipOfTexts } from '../support/zip.ts';
import { analyzerName, responderName } from './makers.ts';
import type { MatrixRow } from './row.ts';
import { v0ReferenceRows } from './rows-v0-reference.ts';

const base = '/api/v0';
const noneOwn = { platformAdmin: 'empty', stranger: 'empty' } as const;

/** A row of a route below one alert. */
const onAlert = (route: string, body?: unknown): MatrixRow => ({
  route,
  call: async (make) => ({ at: { alertId: await make.alert() }, body }),
});

/** A row of a route below one case. */
const onCase = (route: string, body?: unknown): MatrixRow => ({
  route,
  call: async (make) => ({ at: { caseId: await make.case() }, body }),
});

/** Makes something that is listed. */
type Making = (world: World, maker: Person) => Promise<string>;

/** Lists of what the caller sees: who may make such things has one, readers see those of others; administrators of the platform see none. */
const lists = (routes: readonly string[], permission: Permission, making: Making): MatrixRow[] =>
  routes.map((route) => ({
    route,
    async call({ world, maker }, caller) {
      await making(world, caller.permissions.has(permission) ? caller : maker);
      return route.startsWith('GET') ? {} : { body: {} };
    },
    own: true,
    except: { platformAdmin: 'empty' },
  }));

/** Counting answers everybody: there may be nothing to count. */
const counts = (paths: readonly string[]): MatrixRow[] =>
  paths.map((path) => ({
    route: `POST ${base}${path}`,
    call: () => ({ body: { stats: [{ _agg: 'count' }] } }),
  }));

const caseRows: readonly MatrixRow[] = [
  ...lists([`GET ${base}/case`, `POST ${base}/case/_search`], 'manageCase/create', someCase),
  { route: `POST ${base}/case`, call: () => ({ body: { title: 'Phishing', description: 'A wave' } }) },
  onCase(`GET ${base}/case/{caseId}`),
  {
    route: `GET ${base}/case/{caseId}/links`,
    call: async (make) => ({ at: { caseId: (await make.similar()).caseId } }),
  },
  onCase(`PATCH ${base}/case/{caseId}`, { severity: 3 }),
  {
    route: `PATCH ${base}/case/_bulk`,
    call: async (make) => ({ body: { ids: [await make.case()], severity: 3 } }),
    elsewhere: 'hidden',
  },
  onCase(`DELETE ${base}/case/{caseId}`),
  onCase(`DELETE ${base}/case/{caseId}/force`),
  {
    route: `POST ${base}/case/{caseId}/_merge/{otherId}`,
    call: async (make) => ({ at: { caseId: await make.case(), otherId: await make.case() } }),
  },
];

const taskRows: readonly MatrixRow[] = [
  ...(['GET /case/task', 'POST /case/task/_search'] as const).map((route): MatrixRow => {
    const [method, path] = route.split(' ');
    return {
      route: `${method} ${base}${path}`,
      async call(make) {
        const taskId = await make.task();
        return method === 'GET' ? {} : { body: { query: { _id: taskId } } };
      },
      except: noneOwn,
    };
  }),
  {
    route: `POST ${base}/case/{caseId}/task/_search`,
    call: async (make) => ({ at: { caseId: (await make.workedCase()).caseId }, body: {} }),
  },
  onCase(`POST ${base}/case/{caseId}/task`, { title: 'Look into it' }),
  { route: `GET ${base}/case/task/{taskId}`, call: async (make) => ({ at: { taskId: await make.task() } }) },
  {
    route: `PATCH ${base}/case/task/_bulk`,
    call: async (make) => ({ body: { ids: [await make.task()], flag: true } }),
    elsewhere: 'hidden',
  },
  {
    route: `PATCH ${base}/case/task/{taskId}`,
    call: async (make) => ({ at: { taskId: await make.task() }, body: { flag: true } }),
  },
];

const logRows: readonly MatrixRow[] = [
  {
    route: `POST ${base}/case/task/log/_search`,
    call: async (make) => ({ body: { query: { _id: await make.log() } } }),
    except: noneOwn,
  },
  ...['GET', 'POST'].map(
    (method): MatrixRow => ({
      route: `${method} ${base}/case/task/{taskId}/log${method === 'POST' ? '/_search' : ''}`,
      call: async (make) => ({ at: { taskId: (await make.workedCase()).taskId } }),
    }),
  ),
  {
    route: `POST ${base}/case/task/{taskId}/log`,
    call: async (make) => ({ at: { taskId: await make.task() }, body: { message: 'Done' } }),
  },
  { route: `GET ${base}/case/task/log/{logId}`, call: async (make) => ({ at: { logId: await make.log() } }) },
  {
    route: `PATCH ${base}/case/task/log/{logId}`,
    call: async (make) => ({ at: { logId: await make.log() }, body: { message: 'Done twice' } }),
  },
  {
    route: `DELETE ${base}/case/task/log/{logId}`,
    call: async (make) => ({ at: { logId: await make.log() } }),
  },
];

const fileRows: readonly MatrixRow[] = ['datastore', 'datastorezip'].map((place) => ({
  route: `GET ${base}/${place}/{attachmentId}`,
  call: async (make) => ({ at: { attachmentId: (await make.fileOn.case()).attachment } }),
}));

/** Everybody has records of what they did, or of what was done where they are. */
const auditRows: readonly MatrixRow[] = ['GET /audit', 'POST /audit/_search', 'GET /flow'].map((route) => {
  const [method, path] = route.split(' ');
  return {
    route: `${method} ${base}${path}`,
    async call(make) {
      await make.case();
      return method === 'GET' ? {} : { body: {} };
    },
    elsewhere: 'answered',
  };
});

const datum = { dataType: 'domain', data: 'a.example' };

/** A search that finds one object, and numbers. */
const overAll = (path: string, make: 'alert' | 'observable'): readonly MatrixRow[] => [
  {
    route: `POST ${base}${path}/_search`,
    call: async (makers) => ({ body: { query: { _id: await makers[make]() } } }),
    except: { platformAdmin: 'empty', stranger: 'empty' },
  },
  {
    route: `POST ${base}${path}/_stats`,
    call: () => ({ body: { stats: [{ _agg: 'count' }] } }),
  },
];

/** What is done with one artifact, below either path. */
const artifactRows = (path: string): readonly MatrixRow[] => {
  const at = async (make: Parameters<MatrixRow['call']>[0]) => ({
    at: { observableId: await make.observable() },
  });
  return [
    { route: `GET ${base}${path}/{observableId}`, call: at },
    {
      route: `PATCH ${base}${path}/{observableId}`,
      call: async (make) => ({ ...(await at(make)), body: { ioc: true } }),
    },
    { route: `DELETE ${base}${path}/{observableId}`, call: at },
    {
      route: `PATCH ${base}${path}/_bulk`,
      call: async (make) => ({ body: { ids: [await make.observable()], ioc: true } }),
      elsewhere: 'hidden',
    },
  ];
};

const ofArtifacts: readonly MatrixRow[] = [
  ...overAll('/case/artifact', 'observable'),
  ...artifactRows('/case/artifact'),
  ...artifactRows('/alert/artifact'),
  {
    route: `GET ${base}/case/artifact/{observableId}/similar`,
    async call(make) {
      const { caseId } = await make.similar();
      return { at: { observableId: await make.observableOf(caseId) } };
    },
  },
  {
    route: `POST ${base}/case/{caseId}/artifact/_search`,
    call: async (make) => ({ at: { caseId: (await make.similar()).caseId }, body: {} }),
  },
  {
    route: `POST ${base}/case/{caseId}/artifact`,
    call: async (make) => ({ at: { caseId: await make.case() }, body: datum }),
  },
  onAlert(`POST ${base}/alert/{alertId}/artifact`, datum),
];

const cortex = '/connector/cortex';

/** Neurons: each organisation sees its own; the rows before have left some with everybody. */
const workerRows: readonly MatrixRow[] = [
  ...(['analyzer', 'responder'] as const).flatMap((kind): MatrixRow[] => [
    { route: `GET ${base}${cortex}/${kind}`, call: () => ({}) },
    {
      route: `GET ${base}${cortex}/${kind}/{${kind}Id}`,
      call: async (make) => ({
        at: { [`${kind}Id`]: await (kind === 'analyzer' ? make.neuron() : make.responder()) },
      }),
    },
  ]),
  {
    route: `GET ${base}${cortex}/analyzer/type/{dataType}`,
    call: () => ({ at: { dataType: 'ip' } }),
    elsewhere: 'answered',
    except: { platformAdmin: 'empty' },
  },
  {
    route: `POST ${base}${cortex}/responder/_search`,
    call: () => ({ body: {} }),
  },
  {
    route: `GET ${base}${cortex}/responder/{entityType}/{entityId}`,
    call: async (make) => ({ at: { entityType: 'case', entityId: await make.case() } }),
  },
];

/** Runs of a kind that somebody has asked for. */
const runRows = (kind: 'job' | 'action'): readonly MatrixRow[] => {
  const id = async (make: Parameters<MatrixRow['call']>[0]) =>
    kind === 'job' ? make.job() : (await make.action()).id;
  return [
    {
      route: `GET ${base}${cortex}/${kind}`,
      async call(make) {
        await id(make);
        return {};
      },
      except: noneOwn,
    },
    {
      route: `POST ${base}${cortex}/${kind}/_search`,
      call: async (make) => ({ body: { query: { _id: await id(make) } } }),
      except: noneOwn,
    },
    {
      route: `POST ${base}${cortex}/${kind}/_stats`,
      call: () => ({ body: { stats: [{ _agg: 'count' }] } }),
    },
    {
      route: `GET ${base}${cortex}/${kind}/{${kind}Id}`,
      call: async (make) => ({ at: { [`${kind}Id`]: await id(make) } }),
    },
  ];
};

const askingRows: readonly MatrixRow[] = [
  {
    route: `POST ${base}${cortex}/job`,
    call: async (make) => ({
      body: { analyzerId: analyzerName, cortexId: 'local', artifactId: await make.observable() },
    }),
    elsewhere: 'hidden',
  },
  {
    route: `POST ${base}${cortex}/action`,
    call: async (make) => ({
      body: { responderId: responderName, objectType: 'case', objectId: await make.case() },
    }),
    elsewhere: 'hidden',
  },
  {
    route: `GET ${base}${cortex}/action/{entityType}/{entityId}`,
    call: async (make) => ({ at: { entityType: 'case', entityId: (await make.action()).caseId } }),
  },
];

/** Templates are the platform's: everybody reads them. */
const templateRows = (path: string): readonly MatrixRow[] => {
  const at = async (make: Parameters<MatrixRow['call']>[0]) => ({
    at: { analyzerTemplateId: await make.analyzerTemplate() },
  });
  return [
    ...['', '/long', '/short'].map(
      (length): MatrixRow => ({
        route: `GET ${base}${path}/content/{analyzerName}${length}`,
        call: () => ({ at: { analyzerName } }),
        elsewhere: 'answered',
      }),
    ),
    { route: `POST ${base}${path}/_search`, call: () => ({ body: {} }) },
    { route: `GET ${base}${path}/{analyzerTemplateId}`, call: at, elsewhere: 'answered' },
    {
      route: `POST ${base}${path}/_import`,
      call: async () => {
        const content = await zipOfTexts({ 'Some_1_0/long.html': '<p>Report</p>' });
        return { form: [{ name: 'templates', content, fileName: 'templates.zip' }] };
      },
    },
    {
      route: `POST ${base}${path}`,
      call: (make) => ({ body: { analyzerId: make.text(), content: '<p>Report</p>' } }),
    },
    {
      route: `PATCH ${base}${path}/{analyzerTemplateId}`,
      call: async (make) => ({ ...(await at(make)), body: { content: '<p>Other</p>' } }),
      elsewhere: 'answered',
    },
    { route: `DELETE ${base}${path}/{analyzerTemplateId}`, call: at, elsewhere: 'answered' },
  ];
};

const ofCortex: readonly MatrixRow[] = [
  ...workerRows,
  ...runRows('job'),
  ...runRows('action'),
  ...askingRows,
  ...templateRows(`${cortex}/analyzer/template`),
  ...templateRows(`${cortex}/report/template`),
];

/** The rows. */
export const v0Rows: readonly MatrixRow[] = [
  ...v0ReferenceRows,
  ...caseRows,
  ...taskRows,
  ...logRows,
  ...auditRows,
  ...fileRows,
  ...counts(['/case/_stats', '/case/task/_stats', '/case/task/log/_stats', '/audit/_stats']),
  ...ofArtifacts,
  ...ofCortex,
  {
    route: `POST ${base}/query`,
    async call(make) {
      const idOrName = await make.alert();
      return { body: { query: [{ _name: 'getAlert', idOrName }] } };
    },
    except: noneOwn,
  },
  {
    route: `POST ${base}/_search`,
    call: async (make) => ({ body: { query: { _id: await make.alert() } } }),
    except: noneOwn,
  },
  {
    route: `POST ${base}/_stats`,
    call: () => ({ body: { stats: [{ model: 'alert', stats: [{ _agg: 'count' }] }] } }),
  },
  ...lists([`GET ${base}/alert`, `POST ${base}/alert/_search`], 'manageAlert/create', someAlert),
  ...counts(['/alert/_stats']),
  {
    route: `PATCH ${base}/alert/_bulk`,
    call: async (make) => ({ body: { ids: [await make.alert()], severity: 3 } }),
    elsewhere: 'hidden',
  },
  {
    route: `POST ${base}/alert`,
    call: (make) => ({
      body: { type: 'siem', source: 'matrix', sourceRef: make.text(), title: 'Beacon', description: 'Seen' },
    }),
  },
  onAlert(`GET ${base}/alert/{alertId}`),
  onAlert(`PATCH ${base}/alert/{alertId}`, { severity: 3 }),
  onAlert(`DELETE ${base}/alert/{alertId}`),
  {
    route: `POST ${base}/alert/delete/_bulk`,
    call: async (make) => ({ body: { ids: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
  ...['markAsRead', 'markAsUnread', 'follow', 'unfollow', 'createCase'].map((verb) =>
    onAlert(`POST ${base}/alert/{alertId}/${verb}`),
  ),
  {
    route: `POST ${base}/alert/{alertId}/merge/{caseId}`,
    call: async (make) => ({ at: { alertId: await make.alert(), caseId: await make.case() } }),
  },
  {
    route: `POST ${base}/alert/merge/_bulk`,
    call: async (make) => ({ body: { caseId: await make.case(), alertIds: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
];

/** The routes, by their whole paths: the one with the version names a route. */
export const v0Routes = routes.map((route) => ({
  ...route,
  path: `${base}${route.path}`,
  paths: placesOf(route).map((place) => `${place}${route.path}`),
}));
