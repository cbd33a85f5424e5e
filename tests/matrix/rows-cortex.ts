/** Rows of the routes of the Cortex dialect. */
import { routes } from '../../server/src/api/cortex/routes/index.ts';
import { itemIdOf } from '../../server/src/api/http/data-types.ts';
import { goodPassword } from './makers.ts';
import type { MatrixRow } from './row.ts';

const base = '/cortex/api';

/** Administrators of the platform have no neurons and no runs of their own. */
const nothingOwn = { platformAdmin: 'empty' } as const;
const strangersSeeNone = { platformAdmin: 'empty', stranger: 'empty' } as const;

type Make = Parameters<MatrixRow['call']>[0];

const atWorker = async (make: Make) => ({ at: { workerId: await make.neuron() } });
const atResponder = async (make: Make) => ({ at: { workerId: await make.responder() } });
const atRun = async (make: Make) => ({ at: { runId: await make.directRun() } });

const workerRows: readonly MatrixRow[] = (['analyzer', 'responder'] as const).flatMap((kind): MatrixRow[] => {
  const at = kind === 'analyzer' ? atWorker : atResponder;
  // What another row enables for administrators of the platform is an analyzer.
  const listed = kind === 'analyzer' ? {} : { except: nothingOwn };
  const dataType = kind === 'analyzer' ? 'ip' : 'thehive:case';
  return [
    { route: `GET ${base}/${kind}`, call: () => ({}), ...listed },
    { route: `POST ${base}/${kind}/_search`, call: () => ({ body: {} }), ...listed },
    { route: `GET ${base}/organization/${kind}`, call: () => ({}), ...listed },
    { route: `GET ${base}/organization/${kind}/_search`, call: () => ({}), ...listed },
    {
      route: `GET ${base}/${kind}/type/{dataType}`,
      call: () => ({ at: { dataType } }),
      elsewhere: 'answered',
      except: nothingOwn,
    },
    { route: `GET ${base}/${kind}/{workerId}`, call: at },
    {
      route: `POST ${base}/${kind}/{workerId}/run`,
      call: async (make) => ({ ...(await at(make)), body: { dataType, data: 'a.example' } }),
    },
    {
      route: `PATCH ${base}/${kind}/{workerId}`,
      call: async (make) => ({ ...(await at(make)), body: { rate: 5 } }),
    },
    { route: `DELETE ${base}/${kind}/{workerId}`, call: at },
    {
      route: `POST ${base}/organization/${kind}/{definitionId}`,
      call: (make) => ({
        at: { definitionId: kind === 'analyzer' ? 'UrlAnatomy_1_0' : 'Webhook_1_0' },
        body: { name: make.text(), configuration: kind === 'analyzer' ? {} : { url: 'https://a.example/' } },
      }),
      elsewhere: 'answered',
    },
    { route: `GET ${base}/${kind}definition`, call: () => ({}) },
    { route: `POST ${base}/${kind}definition/scan`, call: () => ({ body: {} }) },
    { route: `GET ${base}/${kind}config`, call: () => ({}) },
    {
      route: `GET ${base}/${kind}config/{name}`,
      call: () => ({ at: { name: 'global' } }),
      elsewhere: 'answered',
    },
    {
      route: `PATCH ${base}/${kind}config/{name}`,
      call: () => ({ at: { name: 'global' }, body: { config: {} } }),
      elsewhere: 'answered',
    },
  ];
});

const jobRows: readonly MatrixRow[] = [
  { route: `GET ${base}/job`, call: atRun, except: strangersSeeNone },
  {
    route: `POST ${base}/job/_search`,
    call: async (make) => ({ ...(await atRun(make)), body: {} }),
    except: strangersSeeNone,
  },
  {
    route: `POST ${base}/job/status`,
    call: async (make) => ({ body: { jobIds: [await make.directRun()] } }),
  },
  { route: `GET ${base}/job/{runId}`, call: atRun },
  { route: `GET ${base}/job/{runId}/report`, call: atRun },
  {
    route: `GET ${base}/job/{runId}/waitreport`,
    call: async (make) => ({ ...(await atRun(make)), query: '?atMost=1ms' }),
  },
  {
    route: `GET ${base}/job/{runId}/artifacts`,
    call: async (make) => ({ at: { runId: await make.endedDirectRun() } }),
  },
  { route: `DELETE ${base}/job/{runId}`, call: atRun },
  {
    route: `GET ${base}/datastore/{hash}`,
    call: async (make) => ({ at: { hash: await make.directFile() } }),
  },
  {
    route: `GET ${base}/datastorezip/{hash}`,
    call: async (make) => ({ at: { hash: await make.directFile() } }),
  },
  { route: 'GET /cortex/modules', call: () => ({}) },
  {
    route: 'POST /cortex/query',
    about: 'of a module that nobody has',
    call: () => ({ body: { module: 'nosuchmodule', md5: 'x' } }),
    elsewhere: 'hidden',
    except: { analyst: 'hidden', orgAdmin: 'hidden' },
  },
];

const ownOrganization = (make: Make) => ({ at: { organizationId: make.maker.organisation.name } });
const newOrganization = async (make: Make) => ({ at: { organizationId: await make.organisationName() } });

const organizationRows: readonly MatrixRow[] = [
  { route: `GET ${base}/organization`, call: () => ({}) },
  { route: `POST ${base}/organization/_search`, call: () => ({ body: {} }) },
  { route: `POST ${base}/organization/_stats`, call: () => ({ body: { stats: [{ _agg: 'count' }] } }) },
  {
    route: `GET ${base}/organization/{organizationId}`,
    call: ownOrganization,
    except: { platformAdmin: 'answered' },
  },
  {
    route: `POST ${base}/organization`,
    call: (make) => ({ body: { name: make.text().slice(0, 30), description: 'D' } }),
  },
  {
    route: `PATCH ${base}/organization/{organizationId}`,
    call: async (make) => ({ ...(await newOrganization(make)), body: { description: 'E' } }),
    elsewhere: 'answered',
  },
  { route: `DELETE ${base}/organization/{organizationId}`, call: newOrganization, elsewhere: 'answered' },
];

const atUser = async (make: Make) => ({ at: { userId: (await make.user()).login } });
const everywhere = { platformAdmin: 'answered' } as const;
const byManagers = { reader: 'refused', analyst: 'refused', platformAdmin: 'answered' } as const;

const userRows: readonly MatrixRow[] = [
  ...['/user', '/organization/user'].flatMap((path): MatrixRow[] => [
    { route: `GET ${base}${path}`, call: () => ({}) },
    { route: `POST ${base}${path}/_search`, call: () => ({ body: {} }) },
  ]),
  {
    route: `GET ${base}/organization/{organizationId}/user`,
    call: ownOrganization,
    except: { platformAdmin: 'answered', stranger: 'empty' },
  },
  {
    route: `POST ${base}/organization/{organizationId}/user/_search`,
    call: (make) => ({ ...ownOrganization(make), body: {} }),
    except: { platformAdmin: 'answered', stranger: 'empty' },
  },
  { route: `GET ${base}/user/current`, call: () => ({}) },
  { route: `GET ${base}/user/{userId}`, call: atUser, except: everywhere },
  {
    route: `POST ${base}/user`,
    call: (make, caller) => ({
      body: {
        login: make.login(),
        name: 'N',
        ...(caller.organisation.name === 'admin' ? { roles: ['superadmin'] } : {}),
      },
    }),
    own: true,
  },
  {
    route: `PATCH ${base}/user/{userId}`,
    call: async (make) => ({ ...(await atUser(make)), body: { name: 'Other' } }),
    except: byManagers,
  },
  { route: `DELETE ${base}/user/{userId}`, call: atUser, except: everywhere },
  {
    route: `POST ${base}/user/{userId}/password/set`,
    call: async (make) => ({ ...(await atUser(make)), body: { password: goodPassword } }),
    except: everywhere,
  },
  {
    route: `POST ${base}/user/{userId}/password/change`,
    about: 'of their own',
    async call(make, caller) {
      await make.password(caller);
      const body = { currentPassword: goodPassword, password: `${goodPassword} 2` };
      return { at: { userId: caller.login }, body };
    },
    own: true,
    elsewhere: 'answered',
  },
  {
    route: `GET ${base}/user/{userId}/key`,
    about: 'of their own',
    call: (_, caller) => ({ at: { userId: caller.login } }),
    own: true,
    elsewhere: 'answered',
  },
  { route: `POST ${base}/user/{userId}/key/renew`, call: atUser, except: byManagers },
  { route: `DELETE ${base}/user/{userId}/key`, call: atUser, except: byManagers },
];

const statusRows: readonly MatrixRow[] = [
  { route: `GET ${base}/docs/openapi.json`, call: () => ({}), elsewhere: 'answered' },
  { route: `GET ${base}/status`, call: () => ({}), elsewhere: 'answered' },
  // The neurons of this world have definitions that no catalogue holds.
  { route: `GET ${base}/alert`, call: () => ({}), except: nothingOwn },
  {
    route: `POST ${base}/login`,
    async call(make) {
      const { login } = await make.userWithPassword();
      return { body: { user: login, password: goodPassword } };
    },
    elsewhere: 'answered',
  },
  { route: `GET ${base}/logout`, call: () => ({}), elsewhere: 'answered' },
];

const typeList = 'list_artifactDataType';
const atItem = async (make: Make) => {
  const name = make.text().slice(0, 20);
  await make.observableTypeNamed(name);
  return { at: { itemId: itemIdOf(name) }, body: { value: name } };
};

const sharedRows: readonly MatrixRow[] = [
  { route: `POST ${base}/stream`, call: () => ({}) },
  { route: `GET ${base}/stream/status`, call: () => ({}) },
  {
    route: `GET ${base}/stream/{streamId}`,
    about: 'the own one, after a change',
    call: async (make, caller) => ({ at: { streamId: await make.ownStream(caller) } }),
    own: true,
    elsewhere: 'answered',
  },
  {
    route: `GET ${base}/stream/{streamId}`,
    about: 'somebody else’s',
    call: async (make) => ({ at: { streamId: await make.ownStream(make.maker) } }),
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden' },
  },
  { route: `GET ${base}/list`, call: () => ({}) },
  { route: `GET ${base}/list/{list}`, call: () => ({ at: { list: typeList } }), elsewhere: 'answered' },
  {
    route: `POST ${base}/list/{list}/_exists`,
    call: () => ({ at: { list: typeList }, body: { value: 'ip' } }),
    elsewhere: 'answered',
  },
  {
    route: `POST ${base}/list/{list}`,
    call: (make) => ({ at: { list: typeList }, body: { value: make.text().slice(0, 20) } }),
    elsewhere: 'answered',
  },
  { route: `PATCH ${base}/list/{itemId}`, call: atItem, elsewhere: 'answered' },
  { route: `DELETE ${base}/list/{itemId}`, call: atItem, elsewhere: 'answered' },
];

/** The rows. */
export const cortexRows: readonly MatrixRow[] = [
  ...statusRows,
  ...workerRows,
  ...jobRows,
  ...organizationRows,
  ...userRows,
  ...sharedRows,
];

/** The routes, by their whole paths. */
export const cortexRoutes = routes.map((route) => ({ ...route, path: `/cortex${route.path}` }));
