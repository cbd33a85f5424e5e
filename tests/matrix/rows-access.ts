/** Rows of the routes of links between cases, of who may see a case, of its owner, and of archives. */
import type { Person } from '../support/wire.ts';
import { archivePassword, type Makers, partnerName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const between = (change: string): MatrixRow => ({
  route: `POST /case/{caseId}/link/case/${change}`,
  call: async (make) => ({
    at: { caseId: await make.case() },
    body: { type: 'Related', caseId: await make.case() },
  }),
});

const toPage = (change: string): MatrixRow => ({
  route: `POST /case/{caseId}/link/external/${change}`,
  call: async (make) => ({
    at: { caseId: await make.case() },
    body: { type: 'Ticket', url: 'https://tickets.example/7' },
  }),
});

/** Access that whoever calls may give: the maker of the case and the caller are named. */
const keptTo = (make: Makers, caller: Person) => ({
  access: { _kind: 'UserAccessKind', users: [...new Set([make.maker.login, caller.login])] },
});

/** The rows. */
export const accessRows: readonly MatrixRow[] = [
  {
    route: 'GET /case/link/types',
    call: async (make) => {
      await make.linkedCase();
      return {};
    },
    except: { stranger: 'empty', platformAdmin: 'empty' },
  },
  between('add'),
  between('remove'),
  toPage('add'),
  toPage('remove'),
  {
    route: 'POST /case/{caseId}/access',
    call: async (make) => ({
      at: { caseId: await make.case() },
      body: { access: { _kind: 'OrganisationAccessKind' } },
    }),
  },
  {
    route: 'POST /case/{caseId}/access',
    about: 'to named people',
    call: async (make, caller) => ({ at: { caseId: await make.case() }, body: keptTo(make, caller) }),
    own: true,
  },
  {
    route: 'POST /case/_bulk/access',
    call: async (make, caller) => ({ body: { ids: [await make.case()], ...keptTo(make, caller) } }),
    elsewhere: 'hidden',
    own: true,
  },
  {
    route: 'POST /case/{caseId}/owner',
    call: async (make) => ({ at: { caseId: await make.case() }, body: { organisation: partnerName } }),
  },
  {
    route: 'GET /case/{caseId}/export',
    call: async (make) => ({ at: { caseId: await make.case() }, query: '?password=secret' }),
  },
  {
    route: 'POST /case/import',
    call: async (make) => ({
      form: [
        { name: '_json', content: JSON.stringify({ password: archivePassword }) },
        {
          name: 'file',
          fileName: 'case.skep',
          type: 'application/octet-stream',
          content: await make.archive(),
        },
      ],
    }),
  },
];
