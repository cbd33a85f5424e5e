/** Rows of the routes of alerts and cases. */
import { fieldName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const alert = (sourceRef: string) => ({
  type: 'siem',
  source: 'matrix',
  sourceRef,
  title: 'Beacon',
  description: 'Seen',
});

const mail = (id: string): string =>
  [
    'From: a@evil.example',
    'To: b@main.test',
    'Subject: Invoice',
    `Message-ID: <${id}@evil.example>`,
    '',
    'Pay.',
    '',
  ].join('\r\n');

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

/** Rows of alerts. */
export const alertRows: readonly MatrixRow[] = [
  { route: 'POST /alert', call: (make) => ({ body: alert(make.text()) }) },
  {
    route: 'POST /alert/_bulk',
    call: (make) => ({ body: [alert(make.text()), alert(make.text()), { title: 'Incomplete' }] }),
  },
  onAlert('GET /alert/{alertId}'),
  {
    route: 'GET /alert/{alertId}',
    about: 'by its key',
    call: async (make) => {
      const sourceRef = make.text();
      await make.alert({ type: 'siem', source: 'matrix', sourceRef });
      return { at: { alertId: `siem;matrix;${sourceRef}` } };
    },
  },
  {
    route: 'PATCH /alert/_bulk',
    call: async (make) => ({ body: { ids: [await make.alert(), await make.alert()], severity: 3 } }),
    elsewhere: 'hidden',
  },
  onAlert('PATCH /alert/{alertId}', { severity: 3 }),
  onAlert('DELETE /alert/{alertId}'),
  {
    route: 'POST /alert/delete/_bulk',
    call: async (make) => ({ body: { ids: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
  {
    route: 'POST /alert/{alertId}/restore',
    call: async (make) => ({ at: { alertId: await make.deletedAlert() } }),
  },
  onAlert('POST /alert/{alertId}/case'),
  onAlert('POST /alert/{alertId}/case/preview'),
  {
    route: 'GET /alert/{alertId}/merge/{caseId}/preview',
    call: async (make) => ({ at: { alertId: await make.alert(), caseId: await make.case() } }),
  },
  onAlert('POST /alert/{alertId}/follow'),
  onAlert('POST /alert/{alertId}/unfollow'),
  ...(['merge', 'import'] as const).map(
    (how): MatrixRow => ({
      route: `POST /alert/{alertId}/${how}/{caseId}`,
      call: async (make) => ({ at: { alertId: await make.alert(), caseId: await make.case() } }),
    }),
  ),
  {
    route: 'POST /alert/merge/_bulk',
    call: async (make) => ({ body: { caseId: await make.case(), alertIds: [await make.alert()] } }),
    elsewhere: 'hidden',
  },
  {
    route: 'POST /alert/mail',
    call: (make) => ({
      form: [{ name: 'mail', fileName: 'mail.eml', type: 'message/rfc822', content: mail(make.text()) }],
    }),
  },
  {
    route: 'GET /alert/{alertId}/similar/{alertOrCaseId}/observables',
    call: async (make) => {
      const { caseId, alertId } = await make.similar();
      return { at: { alertId, alertOrCaseId: caseId } };
    },
  },
];

/** Rows of cases. */
export const caseRows: readonly MatrixRow[] = [
  { route: 'POST /case', call: () => ({ body: { title: 'T', description: 'D' } }) },
  onCase('GET /case/{caseId}'),
  {
    route: 'GET /case/{caseId}',
    about: 'by its number',
    call: async (make) => ({ at: { caseId: await make.caseNumber() } }),
  },
  {
    route: 'PATCH /case/_bulk',
    call: async (make) => ({ body: { ids: [await make.case(), await make.case()], severity: 3 } }),
    elsewhere: 'hidden',
  },
  onCase('GET /case/{caseId}/steps'),
  onCase('PATCH /case/{caseId}', { severity: 3 }),
  onCase('DELETE /case/{caseId}'),
  {
    route: 'POST /case/{caseId}/restore',
    call: async (make) => ({ at: { caseId: await make.deletedCase() } }),
  },
  {
    route: 'POST /case/_merge/{ids}',
    call: async (make) => ({ at: { ids: `${await make.case()},${await make.case()}` } }),
  },
  {
    route: 'POST /case/_bulk/caseTemplate',
    call: async (make) => ({ body: { ids: [await make.case()], caseTemplate: await make.template() } }),
    elsewhere: 'hidden',
  },
  {
    route: 'DELETE /case/customField/{valueId}',
    call: async (make) => ({ at: { valueId: await make.fieldValue() } }),
  },
  {
    route: 'DELETE /case/{caseId}/alert/{alertId}',
    call: async (make) => ({ at: await make.mergedAlert() }),
  },
  {
    route: 'POST /case/{caseId}/alert/{alertId}/unmerge',
    call: async (make) => ({ at: await make.mergedAlert() }),
  },
  {
    route: 'GET /case/{caseId}/alert/{alertId}/unmerge/preview',
    call: async (make) => ({ at: await make.mergedAlert() }),
  },
  {
    route: 'GET /case/{caseId}/similar/{alertOrCaseId}/observables',
    call: async (make) => {
      const { caseId, alertId } = await make.similar();
      return { at: { caseId, alertOrCaseId: alertId } };
    },
  },
  {
    route: 'GET /case/{caseId}/links',
    call: async (make) => ({ at: { caseId: (await make.similar()).caseId } }),
  },
  {
    route: 'PATCH /case/{caseId}',
    about: 'a value of a custom field',
    call: async (make) => ({
      at: { caseId: await make.case() },
      body: { customFields: { [fieldName]: 'x' } },
    }),
  },
];
