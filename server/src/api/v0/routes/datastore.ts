/** Routes of stored files: as they are, and packed into an archive with a password. */
import { type OfferedFile, sendFile } from '../../http/download.ts';
import { fileNamed } from '../../http/named-file.ts';
import { type Answer, parameter } from '../../http/route-table.ts';
import { readObjects } from '../read.ts';
import type { Route, RouteCall } from '../route.ts';

/** What clients of v0 open archives with. */
const archivePassword = 'malware';

/** Signs that programs on the other side may take for more than a part of a name. */
const unwanted = /[/`?*\\<>|":;]/g;

/** The file under the name that is asked for; its content's digest when none is. */
async function named(call: RouteCall): Promise<OfferedFile> {
  const file = await fileNamed((pipeline) => readObjects(call, pipeline), parameter(call, 'attachmentId'));
  const { name } = call.input;
  const wanted = typeof name === 'string' && name !== '' ? name : file.id;
  return { ...file, name: wanted.replaceAll(unwanted, '_') };
}

function fetching(path: string, summary: string, options: { readonly zipPassword?: string }): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    input: { name: 'the name that the file is given' },
    answer: 'The bytes of the file',
    async handle(call): Promise<Answer> {
      const { request, reply, services } = call;
      await sendFile(request, reply, services.commands.files, await named(call), {
        inline: false,
        ...options,
      });
      return 'answered';
    },
  };
}

/** The routes. */
export const datastoreRoutes: readonly Route[] = [
  fetching('/datastore/{attachmentId}', 'A stored file', {}),
  fetching(
    '/datastorezip/{attachmentId}',
    `A stored file in an archive; its password is ${archivePassword}`,
    {
      zipPassword: archivePassword,
    },
  ),
];
