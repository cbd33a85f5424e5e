/** Rows of the routes of pages, timelines, dashboards, settings of people and files of the organisation. */
import { setUserSetting } from '../../server/src/commands/own/user-settings.ts';
import { someDashboard, somePage } from './makers-pages.ts';
import type { MatrixRow } from './row.ts';

const file = {
  name: 'attachments',
  fileName: 'picture.png',
  type: 'image/png',
  content: 'content',
} as const;

const onPages: readonly MatrixRow[] = [
  {
    route: 'POST /case/{caseId}/page',
    call: async (make) => ({ at: { caseId: await make.case() }, body: somePage }),
  },
  {
    route: 'PATCH /case/{caseId}/page/{pageId}',
    call: async (make) => ({ at: await make.casePage(), body: { title: 'Other' } }),
  },
  {
    route: 'DELETE /case/{caseId}/page/{pageId}',
    call: async (make) => ({ at: await make.casePage() }),
  },
  { route: 'POST /page', call: () => ({ body: somePage }) },
  {
    route: 'PATCH /page/{pageId}',
    call: async (make) => ({ at: { pageId: await make.knowledgePage() }, body: { title: 'Other' } }),
  },
  {
    route: 'DELETE /page/{pageId}',
    call: async (make) => ({ at: { pageId: await make.knowledgePage() } }),
  },
  { route: 'POST /pageTemplate', call: () => ({ body: somePage }) },
  {
    route: 'PATCH /pageTemplate/{pageTemplateId}',
    call: async (make) => ({ at: { pageTemplateId: await make.pageTemplate() }, body: { title: 'Other' } }),
  },
  {
    route: 'DELETE /pageTemplate/{pageTemplateId}',
    call: async (make) => ({ at: { pageTemplateId: await make.pageTemplate() } }),
  },
  {
    route: 'PUT /caseTemplate/{id}/pageTemplate/link',
    call: async (make) => ({
      at: { id: await make.template() },
      body: { pageTemplateIds: [await make.pageTemplate()] },
    }),
  },
];

const onTimelines: readonly MatrixRow[] = [
  {
    route: 'GET /case/{caseId}/timeline',
    call: async (make) => ({ at: { caseId: await make.case() } }),
  },
  {
    route: 'POST /case/{caseId}/customEvent',
    call: async (make) => ({ at: { caseId: await make.case() }, body: { title: 'Call', date: 1 } }),
  },
  {
    route: 'PATCH /customEvent/{eventId}',
    call: async (make) => ({ at: { eventId: await make.customEvent() }, body: { title: 'Other' } }),
  },
  {
    route: 'DELETE /customEvent/{eventId}',
    call: async (make) => ({ at: { eventId: await make.customEvent() } }),
  },
];

const onDashboards: readonly MatrixRow[] = [
  { route: 'POST /dashboard', call: () => ({ body: someDashboard }) },
  {
    route: 'GET /dashboard/{dashboardId}',
    call: async (make) => ({ at: { dashboardId: await make.dashboard(make.maker) } }),
  },
  {
    route: 'PATCH /dashboard/{dashboardId}',
    call: async (make) => ({
      at: { dashboardId: await make.dashboard(make.maker) },
      body: { title: 'Other' },
    }),
  },
  {
    route: 'DELETE /dashboard/{dashboardId}',
    call: async (make) => ({ at: { dashboardId: await make.dashboard(make.maker) } }),
  },
  {
    route: 'POST /dashboard/{dashboardId}/owner',
    about: 'by its owner',
    own: true,
    call: async (make, caller) => ({
      at: { dashboardId: await make.dashboard(caller) },
      body: { user: caller.login },
    }),
    elsewhere: 'answered',
  },
  {
    route: 'POST /dashboard/{dashboardId}/owner',
    about: 'by somebody else',
    call: async (make) => ({
      at: { dashboardId: await make.dashboard(make.maker) },
      body: { user: make.maker.login },
    }),
    except: { orgAdmin: 'refused', analyst: 'refused' },
  },
];

const onSettingsAndFiles: readonly MatrixRow[] = [
  {
    route: 'GET /config/user',
    own: true,
    async call(make, caller) {
      await make.world.run(caller, setUserSetting, { path: make.text(), value: 1 });
      return {};
    },
  },
  {
    route: 'GET /config/user/{path}',
    call: () => ({ at: { path: 'table.columns' } }),
    elsewhere: 'answered',
  },
  {
    route: 'PUT /config/user/{path}',
    call: () => ({ at: { path: 'table.columns' }, body: { value: ['title'] } }),
    elsewhere: 'answered',
  },
  { route: 'POST /attachment', call: () => ({ form: [file] }) },
  { route: 'POST /user/current/attachments', call: () => ({ form: [file] }) },
  {
    route: 'DELETE /attachment/{attachmentId}',
    call: async (make) => ({ at: { attachmentId: await make.freeFile() } }),
  },
];

/** The rows. */
export const pageRows: readonly MatrixRow[] = [
  ...onPages,
  ...onTimelines,
  ...onDashboards,
  ...onSettingsAndFiles,
];
