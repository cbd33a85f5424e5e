/** Routes of files that runs were given or have found, for whoever sees such a run. */
import { notFound } from '../../../model/errors.ts';
import { isRawObject } from '../../../model/input.ts';
import { runQuery } from '../../../query/index.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type OfferedFile, sendFile } from '../../http/download.ts';
import { textIn } from '../input.ts';
import { renderArtifacts } from '../render.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';

/** Password of archives, as everybody who handles samples knows it. */
const archivePassword = 'malware';

/** The file of a hash as the newest run names it. Throws `notFound` where no run that the caller sees does. */
async function fileOf(call: RouteCall): Promise<OfferedFile> {
  const id = parameter(call, 'hash').toLowerCase();
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    { op: 'list', entity: 'directRun' },
    { op: 'filter', filter: { op: 'equals', path: 'fileIds', value: id, at: 'hash' } },
    { op: 'page', from: 0, to: 1, extraData: ['report'] },
  ]);
  const found = result.kind === 'objects' ? result.objects[0] : undefined;
  if (found === undefined) throw notFound('Attachment');
  const { name = id, contentType = 'application/octet-stream' } = namedIn(found, id);
  return { id, name: textIn(call.input, 'name') ?? String(name), contentType: String(contentType) };
}

function namedIn(found: ReadObject, id: string): { readonly name?: unknown; readonly contentType?: unknown } {
  const { attachmentId, attachmentName, attachmentContentType } = found.values;
  if (attachmentId === id) return { name: attachmentName, contentType: attachmentContentType };
  const files = renderArtifacts(found).flatMap(({ attachment }) =>
    isRawObject(attachment) ? [attachment] : [],
  );
  return files.find((file) => file.id === id) ?? {};
}

async function send(call: RouteCall, zipped: boolean): Promise<Answer> {
  const file = await fileOf(call);
  const options = zipped ? { inline: false, zipPassword: archivePassword } : { inline: false };
  await sendFile(call.request, call.reply, call.services.commands.files, file, options);
  return 'answered';
}

const shared = {
  method: 'GET',
  permission: 'authenticated',
  status: 200,
  input: { name: 'name to store it under' },
} as const;

/** The routes. */
export const datastoreRoutes: readonly Route[] = [
  {
    ...shared,
    path: '/api/datastore/{hash}',
    summary: 'A file of a run, by its SHA-256',
    answer: 'The file',
    handle: (call) => send(call, false),
  },
  {
    ...shared,
    path: '/api/datastorezip/{hash}',
    summary: 'A file of a run in an encrypted archive, whose password is malware',
    answer: 'The archive',
    handle: (call) => send(call, true),
  },
];
