/** Routes of stored files: attaching them to cases, alerts and logs, taking them away, and fetching them. */
import type { Command } from '../../../commands/frame/command.ts';
import { notFound } from '../../../model/errors.ts';
import type { RawObject } from '../../../model/input.ts';
import { type DownloadOptions, type OfferedFile, sendFile } from '../../http/download.ts';
import { fileNamed, observedFile } from '../../http/named-file.ts';
import { commands } from '../commands.ts';
import { idDigits } from '../names.ts';
import { readObjects, readOne, readSeveral, show } from '../read.ts';
import { type Answer, actorOf, bodyOf, parameter, type Route, type RouteCall, switchedOn } from '../route.ts';
import { type Answering, bodyWith, commandRoute, nothing } from '../route-kinds.ts';
import { archivePassword } from './platform.ts';

const made: Answering<readonly string[]> = {
  status: 201,
  shape: { members: { attachments: 'list of attachments' } },
  render: async (call, ids) => ({
    attachments: (await readSeveral(call, 'attachment', ids)).map((object) => show(actorOf(call), object)),
  }),
};

type Adding = Command<{ reference: string; canRename: boolean }, readonly string[]>;

function uploading(holder: 'case' | 'alert' | 'log', command: Adding): Route {
  const name = `${holder}Id`;
  const input = (call: RouteCall): RawObject => ({
    id: parameter(call, name),
    canRename: String(bodyOf(call).canRename).toLowerCase() === 'true',
  });
  return commandRoute(
    {
      method: 'POST',
      path: `/${holder}/{${name}}/attachments`,
      summary: `Attach files to ${holder === 'alert' ? 'an' : 'a'} ${holder}`,
      body: { also: { canRename: 'true: a name that is taken gets a number' }, files: ['attachments'] },
    },
    command,
    input,
    holder === 'log' ? nothing : made,
  );
}

function removing(
  holder: 'case' | 'alert' | 'log',
  command: Command<{ reference: string; attachment: string }, void>,
): Route {
  const name = `${holder}Id`;
  return commandRoute(
    {
      method: 'DELETE',
      path: `/${holder}/{${name}}/${holder === 'log' ? 'attachments' : 'attachment'}/{attachmentId}`,
      summary: `Take a file from ${holder === 'alert' ? 'an' : 'a'} ${holder}`,
    },
    command,
    (call) => ({ id: parameter(call, name), attachment: parameter(call, 'attachmentId') }),
    nothing,
  );
}

/** Adds files that lie in no case, alert or log. */
function uploadingFree(path: string, summary: string, command: Command<undefined, readonly string[]>): Route {
  return commandRoute(
    {
      method: 'POST',
      path,
      summary,
      body: {
        also: { canRename: 'accepted; files of the organisation may have the same name' },
        files: ['attachments'],
      },
    },
    command,
    () => ({}),
    made,
  );
}

async function fileOfObservable(call: RouteCall): Promise<OfferedFile> {
  const observable = await readOne(call, 'observable', parameter(call, 'observableId'));
  const file = observedFile(observable);
  const wanted = parameter(call, 'attachmentId');
  if (wanted !== file.id && idDigits(wanted) !== observable.values.id) throw notFound('Attachment');
  return file;
}

type Finding = (call: RouteCall) => Promise<OfferedFile>;

async function send(call: RouteCall, file: OfferedFile, options: DownloadOptions): Promise<Answer> {
  await sendFile(call.request, call.reply, call.services.commands.files, file, options);
  return 'answered';
}

/** Showing a file in place, and storing it. */
function fetching(path: string, find: Finding): Route[] {
  const shared = {
    method: 'GET',
    permission: 'authenticated',
    status: 200,
    answer: { sentence: 'The bytes of the file', contentType: '*/*' },
  } as const;
  return [
    {
      ...shared,
      path,
      summary: 'A file, shown in place where that is safe',
      handle: async (call) => send(call, await find(call), { inline: true }),
    },
    {
      ...shared,
      path: `${path}/download`,
      summary: 'A file, to be stored',
      query: [{ name: 'asZip', sentence: `Packed into an archive with the password ${archivePassword}` }],
      handle: async (call) => {
        const zipped = switchedOn(call, 'asZip');
        return send(
          call,
          await find(call),
          zipped ? { inline: false, zipPassword: archivePassword } : { inline: false },
        );
      },
    },
  ];
}

const anyFile: Finding = (call) =>
  fileNamed((pipeline) => readObjects(call, pipeline), parameter(call, 'attachmentId'));

/** Any file that the caller sees, asked for below an object that the caller sees. */
function fileBelow(holder: 'case' | 'alert' | 'log'): Finding {
  return async (call) => {
    await readOne(call, holder, parameter(call, `${holder}Id`));
    return anyFile(call);
  };
}

/** The routes. */
export const attachmentRoutes: readonly Route[] = [
  uploading('case', commands.addCaseAttachments),
  uploading('alert', commands.addAlertAttachments),
  uploading('log', commands.addLogAttachments),
  removing('case', commands.removeCaseAttachment),
  commandRoute(
    {
      method: 'PATCH',
      path: '/case/{caseId}/attachment/{attachmentId}',
      summary: 'Say whether a file of a case is shown to reporters',
      body: { entity: 'attachment', mode: 'update' },
    },
    commands.markCaseAttachment,
    bodyWith((call) => ({ id: parameter(call, 'caseId'), attachment: parameter(call, 'attachmentId') })),
    nothing,
  ),
  removing('alert', commands.removeAlertAttachment),
  removing('log', commands.removeLogAttachment),
  uploadingFree(
    '/attachment',
    'Add files to the organisation, e.g. pictures of pages',
    commands.addOrganisationFiles,
  ),
  uploadingFree(
    '/user/current/attachments',
    'Put down files that are used in a text afterwards; the organisation sees them',
    commands.addOwnFiles,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/attachment/{attachmentId}',
      summary: 'Remove a file of the organisation that lies in no case, alert or log',
    },
    commands.removeOrganisationFile,
    (call) => ({ id: parameter(call, 'attachmentId') }),
    nothing,
  ),
  ...fetching('/attachment/{attachmentId}', anyFile),
  ...fetching('/case/{caseId}/attachment/{attachmentId}', fileBelow('case')),
  ...fetching('/alert/{alertId}/attachment/{attachmentId}', fileBelow('alert')),
  ...fetching('/log/{logId}/attachment/{attachmentId}', fileBelow('log')),
  ...fetching('/observable/{observableId}/attachment/{attachmentId}', fileOfObservable),
];
