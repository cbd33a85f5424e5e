/** Rows of the routes that belong to no case or alert: signing in, queries, statuses, lists of the platform, what people keep. */
import { saveDraft } from '../../server/src/commands/workspace-commands.ts';
import { goodPassword } from './makers.ts';
import type { MatrixRow } from './row.ts';

const plain = (route: string): MatrixRow => ({ route, call: () => ({}), elsewhere: 'answered' });

const view = { name: 'Mine', entity: 'Alert', filter: {}, listOptions: {}, isShared: false };
const draftBody = { body: { content: { title: 'T' } } };

/** The rows. */
export const platformRows: readonly MatrixRow[] = [
  plain('GET /health'),
  plain('GET /metrics'),
  plain('GET /api/docs'),
  {
    route: 'POST /login',
    call: async (make) => {
      const { login } = await make.userWithPassword();
      return { body: { user: login, password: goodPassword } };
    },
  },
  plain('GET /logout'),
  plain('POST /logout'),
  plain('GET /auth/local/passwordPolicy'),
  {
    // The link makes one administrator: everybody after the first caller comes too late.
    route: 'POST /setup',
    call: async (make) => ({
      body: { token: await make.setupToken(), login: make.login(), name: 'First', password: goodPassword },
    }),
    except: {
      reader: 'unknown',
      stranger: 'unknown',
      platformAdmin: 'unknown',
      analyst: 'unknown',
      orgAdmin: 'unknown',
    },
  },
  plain('GET /status'),
  plain('GET /api/status'),
  plain('GET /status/public'),
  plain('GET /license/current'),
  {
    route: 'POST /query',
    call: async (make) => ({ body: { query: [{ _name: 'getCase', idOrName: await make.case() }] } }),
    elsewhere: 'empty',
  },
  plain('GET /describe/_all'),
  { route: 'GET /describe/{model}', call: () => ({ at: { model: 'alert' } }), elsewhere: 'answered' },
  {
    route: 'GET /flow',
    call: async (make) => ({ query: `?rootId=${await make.case()}` }),
    elsewhere: 'empty',
  },
  plain('GET /live'),
  { route: 'POST /views', call: () => ({ body: view }) },
  {
    route: 'GET /views/{viewId}',
    about: 'a shared one',
    call: async (make) => ({ at: { viewId: await make.view(make.maker, true) } }),
  },
  {
    route: 'GET /views/{viewId}',
    about: 'somebody else’s',
    call: async (make) => ({ at: { viewId: await make.view(make.maker, false) } }),
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden' },
  },
  {
    route: 'PATCH /views/{viewId}',
    about: 'the own one',
    call: async (make, caller) => ({
      at: { viewId: await make.view(caller, true) },
      body: { name: 'Other' },
    }),
    own: true,
    elsewhere: 'answered',
  },
  {
    route: 'PATCH /views/{viewId}',
    about: 'a shared one',
    call: async (make) => ({ at: { viewId: await make.view(make.maker, true) }, body: { name: 'Other' } }),
    except: { reader: 'refused', analyst: 'refused', orgAdmin: 'refused' },
  },
  {
    route: 'DELETE /views/{viewId}',
    about: 'the own one',
    call: async (make, caller) => ({ at: { viewId: await make.view(caller, false) } }),
    own: true,
    elsewhere: 'answered',
  },
  {
    route: 'DELETE /views/{viewId}',
    about: 'a shared one',
    call: async (make) => ({ at: { viewId: await make.view(make.maker, true) } }),
    except: { reader: 'refused', analyst: 'refused', orgAdmin: 'refused' },
  },
  {
    route: 'GET /draft',
    call: async (make, caller) => {
      await make.world.run(caller, saveDraft, { place: make.text(), content: {} });
      return {};
    },
    own: true,
  },
  {
    route: 'PUT /draft/{place}',
    call: (make) => ({ at: { place: make.text() }, ...draftBody }),
    elsewhere: 'answered',
  },
  { route: 'DELETE /draft/{place}', call: () => ({ at: { place: 'nowhere' } }), elsewhere: 'answered' },
];
