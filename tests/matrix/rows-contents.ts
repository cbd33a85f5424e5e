/** Rows of the routes of what cases and alerts hold: observables, tasks, logs, comments, files and shares. */
import { partnerName } from './makers.ts';
import type { MatrixRow } from './row.ts';

const file = { name: 'attachments', fileName: 'a.txt', type: 'text/plain', content: 'content' } as const;

/** Rows of a route that exists below cases and below alerts. */
const onBoth = (
  path: (on: 'case' | 'alert') => string,
  call: Omit<Awaited<ReturnType<MatrixRow['call']>>, 'at'>,
): MatrixRow[] =>
  (['case', 'alert'] as const).map((on) => ({
    route: path(on),
    call: async (make) => ({ at: { [`${on}Id`]: await make[on]() }, ...call }),
  }));

const datum = { dataType: 'ip', data: '192.0.2.9' };

const observableRows: readonly MatrixRow[] = [
  ...onBoth((on) => `POST /${on}/{${on}Id}/observable`, { body: datum }),
  ...onBoth((on) => `POST /${on}/{${on}Id}/observable/_lines`, { body: { lines: 'evil[.]example' } }),
  {
    route: 'POST /case/{caseId}/observable/_merge',
    call: async (make) => ({ at: { caseId: await make.case() } }),
  },
  {
    route: 'GET /observable/{observableId}',
    call: async (make) => ({ at: { observableId: await make.observable() } }),
  },
  {
    route: 'PATCH /observable/_bulk',
    call: async (make) => ({ body: { ids: [await make.observable()], ioc: true } }),
    elsewhere: 'hidden',
  },
  {
    route: 'PATCH /observable/{observableId}',
    call: async (make) => ({ at: { observableId: await make.observable() }, body: { ioc: true } }),
  },
  {
    route: 'DELETE /observable/{observableId}',
    call: async (make) => ({ at: { observableId: await make.observable() } }),
  },
];

const taskRows: readonly MatrixRow[] = [
  {
    route: 'POST /case/{caseId}/task',
    call: async (make) => ({ at: { caseId: await make.case() }, body: { title: 'Look' } }),
  },
  { route: 'GET /task/{taskId}', call: async (make) => ({ at: { taskId: await make.task() } }) },
  {
    route: 'PATCH /task/_bulk',
    call: async (make) => ({ body: { ids: [await make.task()], flag: true } }),
    elsewhere: 'hidden',
  },
  {
    route: 'PATCH /task/{taskId}',
    call: async (make) => ({ at: { taskId: await make.task() }, body: { flag: true } }),
  },
  { route: 'DELETE /task/{taskId}', call: async (make) => ({ at: { taskId: await make.task() } }) },
  {
    route: 'GET /task/{taskId}/actionRequired',
    call: async (make) => ({ at: { taskId: await make.task() } }),
  },
  ...(['actionRequired', 'actionDone'] as const).map(
    (verb): MatrixRow => ({
      route: `PUT /task/{taskId}/${verb}/{orgId}`,
      call: async (make) => ({ at: { taskId: await make.task(), orgId: make.maker.organisation.name } }),
    }),
  ),
  {
    route: 'POST /task/{taskId}/log',
    call: async (make) => ({ at: { taskId: await make.task() }, body: { message: 'Seen' } }),
  },
  {
    route: 'PATCH /log/{logId}',
    call: async (make) => ({ at: { logId: await make.log() }, body: { message: 'Other' } }),
  },
  { route: 'DELETE /log/{logId}', call: async (make) => ({ at: { logId: await make.log() } }) },
];

const commentRows: readonly MatrixRow[] = [
  ...onBoth((on) => `POST /${on}/{${on}Id}/comment`, { body: { message: 'So' } }),
  {
    route: 'PATCH /comment/{commentId}',
    call: async (make) => ({ at: { commentId: await make.comment() }, body: { message: 'Other' } }),
  },
  {
    route: 'DELETE /comment/{commentId}',
    call: async (make) => ({ at: { commentId: await make.comment() } }),
  },
];

const attachmentRows: readonly MatrixRow[] = [
  ...onBoth((on) => `POST /${on}/{${on}Id}/attachments`, { form: [file] }),
  {
    route: 'POST /log/{logId}/attachments',
    call: async (make) => ({ at: { logId: await make.log() }, form: [file] }),
  },
  ...(['case', 'alert', 'log'] as const).flatMap((on): MatrixRow[] => {
    const call: MatrixRow['call'] = async (make) => {
      const { holder, attachment } = await make.fileOn[on]();
      return { at: { [`${on}Id`]: holder, attachmentId: attachment } };
    };
    const path = `/${on}/{${on}Id}/attachment/{attachmentId}`;
    return [
      { route: `GET ${path}`, call },
      { route: `GET ${path}/download`, call },
      { route: `DELETE ${on === 'log' ? path.replace('/attachment/', '/attachments/') : path}`, call },
    ];
  }),
  ...['', '/download'].flatMap((end): MatrixRow[] => [
    {
      route: `GET /attachment/{attachmentId}${end}`,
      about: 'by id',
      call: async (make) => ({ at: { attachmentId: (await make.fileOn.case()).attachment } }),
    },
    {
      route: `GET /attachment/{attachmentId}${end}`,
      about: 'by content',
      call: async (make) => ({ at: { attachmentId: (await make.fileObservable()).attachment } }),
    },
    {
      route: `GET /observable/{observableId}/attachment/{attachmentId}${end}`,
      call: async (make) => {
        const { holder, attachment } = await make.fileObservable();
        return { at: { observableId: holder, attachmentId: attachment } };
      },
    },
  ]),
];

const markRow: MatrixRow = {
  route: 'PATCH /case/{caseId}/attachment/{attachmentId}',
  call: async (make) => {
    const { holder, attachment } = await make.fileOn.case();
    return { at: { caseId: holder, attachmentId: attachment }, body: { external: true } };
  },
};

/** Any file can be looked at as a mail; what is none has nothing to show. */
const mailRows: readonly MatrixRow[] = (['case', 'alert'] as const).map((on) => ({
  route: `GET /${on}/{${on}Id}/mail/{attachmentId}`,
  call: async (make) => {
    const { holder, attachment } = await make.fileOn[on]();
    return { at: { [`${on}Id`]: holder, attachmentId: attachment } };
  },
}));

const body = { organisations: [partnerName] };
const shares = { shares: [{ organisation: partnerName, profile: 'analyst' }] };

const shareRows: readonly MatrixRow[] = [
  { route: 'GET /sharingProfile', call: () => ({}) },
  ...(['case', 'task', 'observable'] as const).map(
    (on): MatrixRow => ({
      route: `GET /${on}/{${on}Id}/shares`,
      call: async (make) => ({ at: { [`${on}Id`]: (await make.sharedCase())[`${on}Id`] } }),
      elsewhere: 'empty',
    }),
  ),
  {
    route: 'POST /case/{caseId}/shares',
    call: async (make) => ({ at: { caseId: await make.case() }, body: shares }),
  },
  {
    route: 'PUT /case/{caseId}/shares',
    call: async (make) => ({ at: { caseId: await make.case() }, body: shares }),
  },
  {
    route: 'DELETE /case/{caseId}/shares',
    call: async (make) => ({ at: { caseId: (await make.sharedCase()).caseId }, body }),
  },
  ...(['task', 'observable'] as const).flatMap((on): MatrixRow[] => [
    {
      route: `POST /${on}/{${on}Id}/shares`,
      call: async (make) => ({ at: { [`${on}Id`]: (await make.halfSharedCase())[`${on}Id`] }, body }),
    },
    {
      route: `DELETE /${on}/{${on}Id}/shares`,
      call: async (make) => ({ at: { [`${on}Id`]: (await make.sharedCase())[`${on}Id`] }, body }),
    },
  ]),
  {
    route: 'PATCH /case/share/{shareId}',
    call: async (make) => ({
      at: { shareId: (await make.sharedCase()).shareId },
      body: { profile: 'read-only' },
    }),
  },
  {
    route: 'DELETE /case/share/{shareId}',
    call: async (make) => ({ at: { shareId: (await make.sharedCase()).shareId } }),
  },
  {
    route: 'DELETE /case/shares',
    call: async (make) => ({ body: { ids: [(await make.sharedCase()).shareId] } }),
    elsewhere: 'hidden',
  },
];

/** The rows. */
export const contentRows: readonly MatrixRow[] = [
  ...observableRows,
  ...taskRows,
  ...commentRows,
  ...attachmentRows,
  ...mailRows,
  markRow,
  ...shareRows,
];
