/** Remembers under which id a Cortex server carries out a run, so that it is asked for once whatever happens here. */

import type { Command } from '../frame/command.ts';
import { textOf } from '../frame/row.ts';
import { requireSystem } from './cortex-server-commands.ts';
import { readWorkKind, type WorkKind } from './job-queue.ts';

interface RemoteRunInput {
  readonly kind: WorkKind;
  readonly id: string;
  readonly serverRunId: string;
}

/** An id that is known stays, and so does a run that has ended. */
export const noteRemoteRun: Command<RemoteRunInput, void> = {
  name: 'noteRemoteRun',
  permission: 'authenticated',
  read: ({ kind, id, serverRunId }) => ({
    kind: readWorkKind(kind),
    id: String(id),
    serverRunId: String(serverRunId),
  }),
  async run(context, { kind, id, serverRunId }) {
    requireSystem(context);
    const row = await context.find(kind, `~${id}`);
    if (textOf(row, 'status') !== 'InProgress' || textOf(row, 'serverRunId') !== undefined) return;
    const columns = { server_run_at: new Date(context.write.now) };
    context.write.update(row, { serverRunId }, { audited: false, columns });
  },
};
