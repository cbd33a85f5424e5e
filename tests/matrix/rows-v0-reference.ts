/** Rows of the routes of v0 for people, organisations and lists of administrators. */
import { createKnowledgePage } from '../../server/src/commands/knowledge/page-commands.ts';
import { setUserSetting } from '../../server/src/commands/own/user-settings.ts';
import type { Permission } from '../../server/src/model/permission.ts';
import { someAlert, someTemplate } from '../support/triage.ts';
import type { Person } from '../support/wire.ts';
import { goodPassword, partnerName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const base = '/api/v0';

type Make = Parameters<MatrixRow['call']>[0];

const everywhere = { platformAdmin: 'answered' } as const;
const byManagers = { reader: 'refused', analyst: 'refused', platformAdmin: 'answered' } as const;
const atUser = async (make: Make) => ({ at: { userId: (await make.user()).login } });

const userRows: readonly MatrixRow[] = [
  { route: `GET ${base}/user/current`, call: () => ({}) },
  { route: `GET ${base}/user`, call: () => ({}) },
  { route: `POST ${base}/user/_search`, call: () => ({ body: {} }) },
  { route: `GET ${base}/user/{userId}`, call: atUser, except: everywhere },
  {
    route: `POST ${base}/user`,
    call: (make) => ({ body: { login: make.login(), name: 'N', roles: ['admin'] } }),
    own: true,
  },
  {
    route: `PATCH ${base}/user/{userId}`,
    call: async (make) => ({ ...(await atUser(make)), body: { name: 'Other' } }),
    except: byManagers,
  },
  { route: `DELETE ${base}/user/{userId}`, call: atUser, except: everywhere },
  {
    route: `DELETE ${base}/user/{userId}/force`,
    call: async (make) => ({
      ...(await atUser(make)),
      query: `?organisation=${make.maker.organisation.name}`,
    }),
    except: everywhere,
  },
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

const sessionRows: readonly MatrixRow[] = [
  {
    route: `POST ${base}/login`,
    async call(make) {
      const { login } = await make.userWithPassword();
      return { body: { user: login, password: goodPassword } };
    },
    elsewhere: 'answered',
  },
  ...['GET /logout', 'POST /logout', 'GET /status', 'GET /health'].map((route): MatrixRow => {
    const [method, path] = route.split(' ');
    return { route: `${method} ${base}${path}`, call: () => ({}), elsewhere: 'answered' };
  }),
];

/** Making, reading, changing and removing objects of one kind; `one` makes an object and gives its wire id. */
function managing(
  path: string,
  parameter: string,
  one: (make: Make) => Promise<string>,
  create: (name: string) => object,
  elsewhere: 'answered' | 'hidden' = 'answered',
): MatrixRow[] {
  const at = async (make: Make) => ({ at: { [parameter]: await one(make) } });
  return [
    { route: `POST ${base}${path}`, call: (make) => ({ body: create(make.text().slice(0, 30)) }) },
    { route: `GET ${base}${path}/{${parameter}}`, call: at, elsewhere },
    {
      route: `PATCH ${base}${path}/{${parameter}}`,
      call: async (make) => ({ ...(await at(make)), body: { description: 'Other' } }),
      elsewhere,
    },
    { route: `DELETE ${base}${path}/{${parameter}}`, call: at, elsewhere },
  ];
}

const definition = (name: string) => ({ name, reference: name, description: 'D', type: 'string' });
const fieldId = (make: Make) => make.customField();

const customFieldRows: readonly MatrixRow[] = [
  { route: `GET ${base}/customField`, call: () => ({}) },
  { route: `POST ${base}/customFields/_search`, call: () => ({ body: {} }) },
  ...managing('/customField', 'fieldId', fieldId, definition),
  {
    route: `GET ${base}/customFields/{fieldId}/use`,
    call: async (make) => ({ at: { fieldId: await fieldId(make) } }),
    elsewhere: 'answered',
  },
  { route: `GET ${base}/list`, call: () => ({}) },
  {
    route: `GET ${base}/list/{list}`,
    call: () => ({ at: { list: 'list_artifactDataType' } }),
    elsewhere: 'answered',
  },
  {
    route: `POST ${base}/list/{list}`,
    call: (make) => ({
      at: { list: 'custom_fields' },
      body: { value: definition(make.text().slice(0, 30)) },
    }),
    elsewhere: 'answered',
  },
  {
    route: `POST ${base}/list/{list}/_exists`,
    call: () => ({ at: { list: 'custom_fields' }, body: { key: 'reference', value: 'x' } }),
    elsewhere: 'answered',
  },
  {
    route: `PATCH ${base}/list/{itemId}`,
    call: async (make) => ({
      at: { itemId: await fieldId(make) },
      body: { value: { description: 'Other' } },
    }),
    elsewhere: 'answered',
  },
  {
    route: `DELETE ${base}/list/{itemId}`,
    call: async (make) => ({ at: { itemId: await fieldId(make) } }),
    elsewhere: 'answered',
  },
];

/** Lists of what each caller has something in: `one` makes it for somebody, whatever they may do. */
const lists = (
  routes: readonly string[],
  one: (make: Make, owner: Person) => Promise<unknown>,
): MatrixRow[] =>
  routes.map((route) => ({
    route,
    async call(make, caller) {
      await one(make, caller);
      return route.startsWith('GET') ? {} : { body: {} };
    },
    own: true,
  }));

/** Somebody in the same organisation who may do one thing more. */
const also = (person: Person, permission: Permission): Person => ({
  ...person,
  permissions: new Set([...person.permissions, permission]),
});

const templateRows: readonly MatrixRow[] = [
  ...lists([`GET ${base}/case/template`, `POST ${base}/case/template/_search`], (make, owner) =>
    someTemplate(make.world, also(owner, 'manageCaseTemplate'), { name: make.text().slice(0, 30) }),
  ),
  ...managing(
    '/case/template',
    'caseTemplateId',
    (make) => make.template(),
    (name) => ({ name }),
    'hidden',
  ),
];

const ownOrganisation = (make: Make) => ({ at: { orgId: make.maker.organisation.name } });
const linking = async (make: Make) => ({
  at: { orgId: await make.organisation(), otherOrgId: partnerName },
});

const organisationRows: readonly MatrixRow[] = [
  { route: `GET ${base}/organisation`, call: () => ({}) },
  { route: `POST ${base}/organisation/_search`, call: () => ({ body: {} }) },
  {
    route: `POST ${base}/organisation`,
    call: (make) => ({ body: { name: make.text().slice(0, 30), description: 'D' } }),
  },
  { route: `GET ${base}/organisation/{orgId}`, call: ownOrganisation, except: everywhere },
  {
    route: `PATCH ${base}/organisation/{orgId}`,
    call: (make) => ({ ...ownOrganisation(make), body: { description: 'Other' } }),
    except: everywhere,
  },
  { route: `GET ${base}/organisation/{orgId}/links`, call: ownOrganisation, except: everywhere },
  {
    route: `PUT ${base}/organisation/{orgId}/links`,
    call: async (make) => ({
      at: { orgId: await make.organisation() },
      body: { organisations: [partnerName] },
    }),
    elsewhere: 'answered',
  },
  { route: `PUT ${base}/organisation/{orgId}/link/{otherOrgId}`, call: linking, elsewhere: 'answered' },
  { route: `DELETE ${base}/organisation/{orgId}/link/{otherOrgId}`, call: linking, elsewhere: 'answered' },
];

const listRows: readonly MatrixRow[] = [
  ...['profile', 'observable/type'].flatMap((path): MatrixRow[] => [
    { route: `GET ${base}/${path}`, call: () => ({}) },
    { route: `POST ${base}/${path}/_search`, call: () => ({ body: {} }) },
  ]),
  ...managing(
    '/profile',
    'profileId',
    (make) => make.profile(),
    (name) => ({ name, permissions: ['manageTask'] }),
  ),
  ...managing(
    '/observable/type',
    'typeId',
    (make) => make.observableType(),
    (name) => ({ name }),
  ).filter(({ route }) => !route.startsWith('PATCH')),
  { route: `GET ${base}/permission`, call: () => ({}) },
  ...lists([`GET ${base}/tag`, `POST ${base}/tag/_search`], (make, owner) =>
    someAlert(make.world, also(owner, 'manageAlert/create'), { tags: [make.text()] }),
  ),
  { route: `GET ${base}/tag/{tagId}`, call: async (make) => ({ at: { tagId: await make.tag() } }) },
];

const counts: readonly MatrixRow[] = [
  ...['user', 'organisation', 'profile', 'tag', 'page', 'dashboard'],
  ...['observable/type', 'customFields', 'case/template'],
].map((path) => ({
  route: `POST ${base}/${path}/_stats`,
  call: () => ({ body: { stats: [{ _agg: 'count' }] } }),
}));

const page = { title: 'Work', content: 'Of the week', category: 'a' };

const writtenRows: readonly MatrixRow[] = [
  ...lists([`POST ${base}/page/_search`], ({ world }, owner) =>
    world.run(also(owner, 'manageKnowledgeBase'), createKnowledgePage, page),
  ),
  { route: `POST ${base}/page`, call: () => ({ body: page }) },
  ...(['GET', 'PATCH', 'DELETE'] as const).map((method) => ({
    route: `${method} ${base}/page/{pageId}`,
    call: async (make: Make) => ({
      at: { pageId: await make.knowledgePage() },
      ...(method === 'PATCH' ? { body: { title: 'Other' } } : {}),
    }),
  })),
  ...lists([`GET ${base}/dashboard`, `POST ${base}/dashboard/_search`], (make, owner) =>
    make.dashboard(owner),
  ),
  {
    route: `POST ${base}/dashboard`,
    call: () => ({ body: { title: 'Work', description: 'D', definition: '{"items":[]}' } }),
  },
  ...(['GET', 'PATCH', 'DELETE'] as const).map((method) => ({
    route: `${method} ${base}/dashboard/{dashboardId}`,
    call: async (make: Make) => ({
      at: { dashboardId: await make.dashboard(make.maker) },
      ...(method === 'PATCH' ? { body: { title: 'Other' } } : {}),
    }),
  })),
];

const toPartner = { organisations: [partnerName] };

const partRows: readonly MatrixRow[] = (
  [
    ['task', 'taskId', 'case/task'],
    ['observable', 'observableId', 'case/artifact'],
  ] as const
).flatMap(([on, name, place]): MatrixRow[] => [
  {
    route: `GET ${base}/case/{caseId}/${on}/{${name}}/shares`,
    async call(make) {
      const made = await make.sharedCase();
      return { at: { caseId: made.caseId, [name]: made[name] } };
    },
  },
  {
    route: `POST ${base}/${place}/{${name}}/shares`,
    call: async (make) => ({ at: { [name]: (await make.halfSharedCase())[name] }, body: toPartner }),
  },
  {
    route: `DELETE ${base}/${on}/{${name}}/shares`,
    call: async (make) => ({ at: { [name]: (await make.sharedCase())[name] }, body: toPartner }),
  },
]);

const shareRows: readonly MatrixRow[] = [
  ...partRows,
  {
    route: `GET ${base}/case/{caseId}/shares`,
    call: async (make) => ({ at: { caseId: (await make.sharedCase()).caseId } }),
  },
  {
    route: `POST ${base}/case/{caseId}/shares`,
    call: async (make) => ({
      at: { caseId: await make.case() },
      body: { shares: [{ organisationName: partnerName, profile: 'analyst', tasks: 'all' }] },
    }),
  },
  {
    route: `DELETE ${base}/case/{caseId}/shares`,
    call: async (make) => ({ at: { caseId: (await make.sharedCase()).caseId }, body: toPartner }),
  },
  {
    route: `DELETE ${base}/case/shares`,
    call: async (make) => ({ body: { ids: [(await make.sharedCase()).shareId] } }),
    elsewhere: 'hidden',
  },
  {
    route: `DELETE ${base}/case/share/{shareId}`,
    call: async (make) => ({ at: { shareId: (await make.sharedCase()).shareId } }),
  },
  {
    route: `PATCH ${base}/case/share/{shareId}`,
    call: async (make) => ({
      at: { shareId: (await make.sharedCase()).shareId },
      body: { profile: 'read-only' },
    }),
  },
];

const ownRows: readonly MatrixRow[] = [
  {
    route: `GET ${base}/config/user`,
    own: true,
    async call(make, caller) {
      await make.world.run(caller, setUserSetting, { path: make.text(), value: 1 });
      return {};
    },
  },
  {
    route: `GET ${base}/config/user/{path}`,
    call: () => ({ at: { path: 'a.b' } }),
    elsewhere: 'answered',
  },
  {
    route: `PUT ${base}/config/user/{path}`,
    call: () => ({ at: { path: 'a.b' }, body: { value: 1 } }),
    elsewhere: 'answered',
  },
  { route: `GET ${base}/describe/_all`, call: () => ({}) },
  { route: `GET ${base}/describe/{model}`, call: () => ({ at: { model: 'case' } }), elsewhere: 'answered' },
  { route: `POST ${base}/stream`, call: () => ({}) },
  { route: `GET ${base}/stream/status`, call: () => ({}) },
  {
    route: `GET ${base}/stream/{streamId}`,
    call: async (make, caller) => ({ at: { streamId: await make.ownStream(caller) } }),
    own: true,
    elsewhere: 'answered',
  },
];

/** The rows. */
export const v0ReferenceRows: readonly MatrixRow[] = [
  ...userRows,
  ...sessionRows,
  ...customFieldRows,
  ...templateRows,
  ...organisationRows,
  ...listRows,
  ...counts,
  ...writtenRows,
  ...shareRows,
  ...ownRows,
];
