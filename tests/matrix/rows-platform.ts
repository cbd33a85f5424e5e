/** Rows of the routes that belong to no case or alert: signing in, queries, statuses, lists of the platform, what people keep. */
import { notePresence } from '../../server/src/commands/own/presence.ts';
import { saveDraft } from '../../server/src/commands/own/workspace-commands.ts';
import { goodPassword } from './makers.ts';
import type { MatrixCall, MatrixRow } from './row.ts';

const plain = (route: string): MatrixRow => ({ route, call: () => ({}), elsewhere: 'answered' });

const listOptions = { itemsPerPage: 30, listAsGroup: false, autoRefresh: true, statsIsOpen: false };
const view = { name: 'Mine', entity: 'Alert', filter: {}, listOptions, isShared: false };
const draftBody = { body: { content: { title: 'T' } } };

/** A mention of the caller; those who do not see the case are not mentioned in it, and see that of a colleague as little. */
function onOwnMention(more: () => MatrixCall): Pick<MatrixRow, 'call' | 'own' | 'about'> {
  return {
    about: 'of the caller',
    call: async (make, caller) => {
      const colleague = caller.organisation.id === make.maker.organisation.id && caller !== make.maker;
      const mentioned = colleague ? caller : await make.user();
      return { at: { mentionId: await make.mention(mentioned) }, ...more() };
    },
    own: true,
  };
}

/** The rows. */
export const platformRows: readonly MatrixRow[] = [
  plain('GET /health'),
  plain('GET /metrics'),
  plain('GET /api/docs'),
  plain('GET /api/docs/openapi.json'),
  plain('GET /api/docs/style.css'),
  {
    route: 'POST /login',
    call: async (make) => {
      const { login } = await make.userWithPassword();
      return { body: { user: login, password: goodPassword } };
    },
  },
  plain('GET /logout'),
  plain('POST /logout'),
  {
    route: 'GET /session',
    call: async (make, caller) => {
      await make.session(caller);
      return {};
    },
    own: true,
  },
  plain('DELETE /session'),
  {
    route: 'DELETE /session/{sessionId}',
    call: async (make, caller) => ({ at: { sessionId: await make.session(caller) } }),
    own: true,
    elsewhere: 'answered',
  },
  {
    route: 'DELETE /session/{sessionId}',
    about: 'of somebody else',
    call: async (make) => ({ at: { sessionId: await make.session(await make.user()) } }),
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden' },
  },
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
  plain('GET /status/public'),
  plain('GET /license/current'),
  {
    route: 'POST /query',
    call: async (make) => ({ body: { query: [{ _name: 'getCase', idOrName: await make.case() }] } }),
    elsewhere: 'empty',
  },
  {
    route: 'POST /query/export',
    call: () => ({ body: { query: [{ _name: 'listCase' }], columns: ['_id', 'title'] } }),
    elsewhere: 'answered',
  },
  plain('GET /describe/_all'),
  { route: 'GET /describe/{model}', call: () => ({ at: { model: 'alert' } }), elsewhere: 'answered' },
  {
    route: 'GET /flow',
    call: async (make) => ({ query: `?rootId=${await make.case()}` }),
    elsewhere: 'empty',
  },
  plain('GET /live'),
  plain('POST /stream'),
  {
    route: 'GET /stream/{streamId}',
    about: 'the own one, after a change',
    call: async (make, caller) => ({ at: { streamId: await make.ownStream(caller) } }),
    own: true,
    elsewhere: 'answered',
  },
  {
    route: 'GET /stream/{streamId}',
    about: 'somebody else’s',
    call: async (make) => ({ at: { streamId: await make.ownStream(make.maker) } }),
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden' },
  },
  plain('GET /admin/stats'),
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
  { route: 'GET /mention/{mentionId}', ...onOwnMention(() => ({})) },
  { route: 'PATCH /mention/{mentionId}', ...onOwnMention(() => ({ body: { read: true } })) },
  {
    route: 'GET /mention/{mentionId}',
    about: 'of somebody else',
    call: async (make) => ({ at: { mentionId: await make.mention(await make.user()) } }),
    except: { reader: 'hidden', analyst: 'hidden', orgAdmin: 'hidden', platformAdmin: 'hidden' },
  },
  plain('POST /mention/read'),
  {
    route: 'GET /presence',
    call: async (make) => {
      const object = await make.case();
      await make.world.run(make.maker, notePresence, { place: { object }, doing: 'here' });
      return { query: `?object=${object}` };
    },
    elsewhere: 'empty',
  },
  {
    route: 'PUT /presence',
    call: async (make) => ({ body: { place: { object: await make.case() }, doing: 'reading' } }),
    elsewhere: 'hidden',
  },
  plain('DELETE /presence'),
  plain('GET /user/current/preferences'),
  {
    route: 'PATCH /user/current/preferences',
    call: () => ({ body: { theme: 'dark' } }),
    elsewhere: 'answered',
  },
  ...['GET', 'PUT'].map(
    (method): MatrixRow => ({
      route: `${method} /visit/{place}`,
      call: () => ({ at: { place: 'alerts' } }),
      elsewhere: 'answered',
    }),
  ),
  { route: 'DELETE /draft/{place}', call: () => ({ at: { place: 'nowhere' } }), elsewhere: 'answered' },
];
