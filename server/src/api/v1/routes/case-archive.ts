/** Routes that pack a case into an archive and make one from it. */

import { createReadStream } from 'node:fs';
import { exportCase } from '../../../commands/archive/export-case.ts';
import type { ImportedCase } from '../../../commands/archive/import-case.ts';
import { idToWire } from '../../../model/identifier.ts';
import { dispositionOf } from '../../http/file-name.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { getStage } from '../query/operations.ts';
import { readOne, readSeveral, show } from '../read.ts';
import { type Answer, actorOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandRoute } from '../route-kinds.ts';

async function sendArchive(call: RouteCall): Promise<Answer> {
  const { reply, services } = call;
  const found = getStage('case', parameter(call, 'caseId'), 'id');
  const archive = await exportCase(
    services.commands,
    actorOf(call),
    found,
    queryText(call, 'password') ?? '',
  );
  const stream = createReadStream(archive.path);
  // Whether it was sent whole or not, nothing of it stays.
  stream.once('close', () => void archive.release());
  reply
    .type('application/octet-stream')
    .header('Cache-Control', 'no-store')
    .header('Content-Length', String(archive.size))
    .header('Content-Disposition', dispositionOf('attachment', `case-${archive.number}.skep`));
  await reply.send(stream);
  return 'answered';
}

async function imported(
  call: RouteCall,
  { id, observables, procedures, errors }: ImportedCase,
): Promise<unknown> {
  const actor = actorOf(call);
  const several = async (entity: 'observable' | 'procedure', ids: readonly string[]) =>
    (await readSeveral(call, entity, ids)).map((object) => show(actor, object));
  return {
    case: show(actor, await readOne(call, 'case', idToWire(id))),
    observables: await several('observable', observables),
    procedures: await several('procedure', procedures),
    errors,
  };
}

/** The routes. */
export const caseArchiveRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/{caseId}/export',
    permission: 'authenticated',
    summary: 'A case with everything in it as an encrypted archive',
    status: 200,
    query: [{ name: 'password', sentence: 'Password of the archive', required: true }],
    answer: { sentence: 'The archive', contentType: 'application/octet-stream' },
    handle: sendArchive,
  },
  commandRoute(
    {
      method: 'POST',
      path: '/case/import',
      summary: 'Make a case from an archive',
      body: {
        also: {
          password: 'password of the archive',
          sharingParameters: 'shares to make; those of the archive when missing',
          taskRule: 'manual or autoShare',
          observableRule: 'manual or autoShare',
        },
        files: ['file'],
      },
    },
    commands.importCase,
    bodyWith(() => ({})),
    {
      status: 200,
      shape: {
        members: { ...named('case', 'observables', 'procedures'), errors: 'list of {kind, name, reason}' },
      },
      render: imported,
    },
  ),
];
