/** Where the texts of tasks are stored and read again: the description of a task, the text of a log. */
import { useMemo } from 'react';
import type { OutputLog, OutputTask } from '../../../../contract/v1-types.ts';
import { get, page } from '../../data/pipeline.ts';
import { runPipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import type { TextStore } from '../editing/use-text-change.ts';
import { useNames } from '../person.tsx';

/** Where the description of a task is stored. */
export function useDescriptionStore(taskId: string): TextStore {
  return useTextStore<OutputTask>('task', taskId, 'description');
}

/** Where the text of a log is stored. */
export function useLogStore(logId: string): TextStore {
  return useTextStore<OutputLog>('log', logId, 'message');
}

function useTextStore<Stored extends OutputTask | OutputLog>(
  entity: 'task' | 'log',
  id: string,
  field: string & keyof Stored,
): TextStore {
  const api = useApi();
  const refresh = useRefresh();
  const nameOf = useNames();
  return useMemo<TextStore>(
    () => ({
      async save(text, _version) {
        await api.patch(`/${entity}/${id}`, { [field]: text, _version });
        await refresh([entity, 'audit']);
      },
      async read() {
        const steps = [get(entity, id), page(0, 1)];
        const [stored] = await runPipeline<readonly Stored[]>(api, `${entity}-text`, steps);
        if (stored === undefined) throw new Error('The text is gone');
        const text = stored[field];
        const login = stored._updatedBy ?? stored._createdBy;
        return {
          text: typeof text === 'string' ? text : '',
          version: stored._version,
          name: nameOf(login),
          at: stored._updatedAt,
        };
      },
    }),
    [api, refresh, nameOf, entity, id, field],
  );
}
