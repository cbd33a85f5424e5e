/** Rows of the routes of what administrators keep: lists of the platform, organisations, users and their keys. */
import { dot, hashOf } from './dot.ts';
import { goodPassword, partnerName } from './makers.ts';
import type { MatrixRow } from './row.ts';

/** Making, changing and removing entries of a list; `one` makes an entry and gives its wire id. */
function managing(
  path: string,
  one: (make: Parameters<MatrixRow['call']>[0]) => Promise<string>,
  create: (name: string) => object,
  update: object,
  elsewhere: 'answered' | 'hidden' = 'answered',
): MatrixRow[] {
  const parameter = path === '/observable/type' ? 'typeId' : 'id';
  const at = async (make: Parameters<MatrixRow['call']>[0]) => ({ at: { [parameter]: await one(make) } });
  return [
    { route: `POST ${path}`, call: (make) => ({ body: create(make.text().slice(0, 30)) }) },
    {
      route: `PATCH ${path}/{${parameter}}`,
      call: async (make) => ({ ...(await at(make)), body: update }),
      elsewhere,
    },
    { route: `DELETE ${path}/{${parameter}}`, call: at, elsewhere },
  ];
}

const status = (value: string) => ({ value, stage: 'InProgress' });

const listRows: readonly MatrixRow[] = [
  { route: 'GET /customField', call: () => ({}) },
  {
    route: 'GET /observable/type/{typeId}',
    call: () => ({ at: { typeId: 'domain' } }),
    elsewhere: 'answered',
  },
  { route: 'GET /profile/{id}', call: () => ({ at: { id: 'analyst' } }), elsewhere: 'answered' },
  { route: 'GET /permission', call: () => ({}) },
  { route: 'GET /caseTemplate/{id}', call: async (make) => ({ at: { id: await make.template() } }) },
  { route: 'GET /tag/{id}', call: async (make) => ({ at: { id: await make.tag() } }) },
  ...managing(
    '/caseTemplate',
    (make) => make.template(),
    (name) => ({ name }),
    { description: 'D' },
    'hidden',
  ),
  ...managing(
    '/customField',
    (make) => make.customField(),
    (name) => ({ name, group: 'g', description: 'D', type: 'string' }),
    { description: 'Other' },
  ),
  ...managing('/caseStatus', (make) => make.caseStatus(), status, { description: 'D' }),
  ...managing('/alertStatus', (make) => make.alertStatus(), status, { description: 'D' }),
  ...managing(
    '/observable/type',
    (make) => make.observableType(),
    (name) => ({ name }),
    {
      isCaseSensitive: false,
    },
  ),
  ...managing(
    '/profile',
    (make) => make.profile(),
    (name) => ({ name, permissions: ['manageTask'] }),
    {
      permissions: ['manageCase'],
    },
  ),
  {
    route: 'PATCH /tag/{id}',
    call: async (make) => ({ at: { id: await make.tag() }, body: { colour: '#ff0000' } }),
  },
  { route: 'DELETE /tag/{id}', call: async (make) => ({ at: { id: await make.tag() } }) },
];

const organisationRows: readonly MatrixRow[] = [
  {
    route: 'POST /organisation',
    call: (make) => ({ body: { name: make.text().slice(0, 30), description: 'D' } }),
  },
  {
    route: 'GET /organisation/{orgId}',
    call: (make) => ({ at: { orgId: `~${make.maker.organisation.id}` } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'GET /organisation/{orgId}/avatar/{fileHash}',
    call: async (make) => ({ at: await make.organisationPicture() }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'GET /organisation/{orgId}',
    about: 'by name',
    call: (make) => ({ at: { orgId: make.maker.organisation.name } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'PATCH /organisation/{orgId}',
    call: (make) => ({ at: { orgId: make.maker.organisation.name }, body: { description: 'Other' } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'GET /organisation/{orgId}/links',
    call: (make) => ({ at: { orgId: make.maker.organisation.name } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'PUT /organisation/{orgId}/links',
    call: async (make) => ({
      at: { orgId: await make.organisation() },
      body: { links: [{ toOrganisation: partnerName, linkType: 'default', otherLinkType: 'default' }] },
    }),
    elsewhere: 'answered',
  },
  {
    route: 'PUT /organisation/{orgId}/link/{otherOrgId}',
    call: async (make) => ({ at: { orgId: await make.organisation(), otherOrgId: partnerName } }),
    elsewhere: 'answered',
  },
  {
    route: 'DELETE /organisation/{orgId}/link/{otherOrgId}',
    call: async (make) => ({ at: { orgId: await make.organisation(), otherOrgId: partnerName } }),
    elsewhere: 'answered',
  },
];

/** Routes on an account: of the caller, and of another one of the first organisation. */
type AccountCall = (
  make: Parameters<MatrixRow['call']>[0],
) => Pick<Awaited<ReturnType<MatrixRow['call']>>, 'body' | 'query'>;

function onOther(route: string, more: AccountCall = () => ({}), row: Partial<MatrixRow> = {}): MatrixRow {
  return {
    route,
    about: 'of somebody else',
    call: async (make) => ({ at: { userId: `~${(await make.user()).userId}` }, ...more(make) }),
    except: { reader: 'refused', analyst: 'refused', platformAdmin: 'answered' },
    ...row,
  };
}

function onSelf(route: string, more: AccountCall = () => ({})): MatrixRow {
  return {
    route,
    about: 'of the caller',
    call: (make, caller) => ({ at: { userId: caller.login }, ...more(make) }),
    own: true,
    elsewhere: 'answered',
  };
}

const password = () => ({ body: { password: `another ${goodPassword}` } });
const name = () => ({ body: { name: 'Somebody' } });

const userRows: readonly MatrixRow[] = [
  { route: 'GET /user/current', call: () => ({}) },
  onOther('GET /user/{userId}', undefined, { except: { platformAdmin: 'answered' } }),
  {
    route: 'GET /user/{userId}',
    about: 'by login',
    call: async (make) => ({ at: { userId: (await make.user()).login } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'GET /user/{userId}/avatar/{file}',
    call: async (make) => ({ at: { userId: (await make.userWithPicture()).login, file: hashOf(dot) } }),
    except: { platformAdmin: 'answered' },
  },
  {
    route: 'POST /user',
    call: (make) => {
      const login = make.login();
      const organisation = make.maker.organisation.name;
      return { body: { login, name: login, profile: 'analyst', organisation } };
    },
    except: { stranger: 'hidden' },
  },
  onOther('PATCH /user/{userId}', name),
  onSelf('PATCH /user/{userId}', name),
  onOther('DELETE /user/{userId}'),
  onOther('DELETE /user/{userId}/force', (make) => ({
    query: `?organisation=${make.maker.organisation.name}`,
  })),
  onOther('PUT /user/{userId}/organisations', (make) => ({
    body: {
      organisations: [{ organisation: make.maker.organisation.name, profile: 'read-only', default: true }],
    },
  })),
  onOther('POST /user/{userId}/login/set', (make) => ({ body: { login: make.login() } })),
  onOther('POST /user/{userId}/password/set', password),
  onOther('DELETE /user/{userId}/session'),
  onSelf('DELETE /user/{userId}/session'),
  {
    route: 'POST /user/{userId}/password/change',
    about: 'of the caller',
    call: async (make, caller) => {
      await make.password(caller);
      return { at: { userId: caller.login }, body: { currentPassword: goodPassword, ...password().body } };
    },
    own: true,
    elsewhere: 'answered',
  },
  onOther(
    'POST /user/{userId}/password/change',
    () => ({ body: { currentPassword: goodPassword, ...password().body } }),
    { except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden' } },
  ),
];

const keyRows: readonly MatrixRow[] = [
  onSelf('GET /user/{userId}/key'),
  onOther('GET /user/{userId}/key', undefined, {
    except: { reader: 'refused', analyst: 'refused', orgAdmin: 'hidden' },
  }),
  onOther('POST /user/{userId}/key/renew'),
  onOther('DELETE /user/{userId}/key'),
  onOther('GET /user/{userId}/keys'),
  onSelf('GET /user/{userId}/keys'),
  onOther('POST /user/{userId}/keys', (make) => ({ body: { name: make.text() } })),
  onSelf('POST /user/{userId}/keys', (make) => ({ body: { name: make.text() } })),
  {
    ...onOther('DELETE /user/{userId}/keys/{keyId}'),
    call: async (make) => {
      const person = await make.user();
      return { at: { userId: person.login, keyId: await make.namedKey(person) } };
    },
  },
  {
    ...onSelf('DELETE /user/{userId}/keys/{keyId}'),
    call: async (make, caller) => ({ at: { userId: caller.login, keyId: await make.namedKey(caller) } }),
  },
];

/** The rows. */
export const peopleRows: readonly MatrixRow[] = [...listRows, ...organisationRows, ...userRows, ...keyRows];
