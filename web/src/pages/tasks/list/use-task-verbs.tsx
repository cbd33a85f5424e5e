/** What can be done to several tasks of different cases at once; each can be taken back. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useMay, useMe } from '../../../data/session.tsx';
import type { BulkVerb } from '../../../parts/list/bulk/bulk-bar.tsx';
import type { Bulk } from '../../../parts/list/bulk/use-bulk.ts';
import type { VerbSet } from '../../../parts/list/bulk/use-update-verbs.tsx';
import { Person, usePeople } from '../../../parts/person.tsx';
import type { TaskStatus } from '../../../parts/task/task-data.ts';
import { isEnded } from '../../../parts/task/task-order.ts';
import { PickDialog } from '../../../ui/pick-dialog.tsx';
import type { TaskListRow } from './definition.tsx';

type Fields = readonly ('status' | 'assignee' | 'startDate' | 'endDate')[];

/** The verbs with their dialogs. `rows` reads what they concern. */
export function useTaskVerbs(
  bulk: Bulk<TaskListRow>,
  rows: () => Promise<readonly TaskListRow[]>,
): VerbSet<TaskListRow> {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const me = useMe()?.login ?? '';
  const people = usePeople();
  const mayManage = useMay('manageTask');
  const [asking, setAsking] = useState(false);
  const set = async (
    label: string,
    values: Readonly<Record<string, unknown>>,
    fields: Fields,
  ): Promise<void> =>
    bulk.run({
      label,
      rows: await rows(),
      act: (api, some) => api.patch('/task/_bulk', { ids: some.map(({ _id }) => _id), ...values }),
      undo: (api, some) => restore(api, some, fields),
      entities: ['case'],
    });
  const status = (to: TaskStatus, label: string, keys: string, applies: (row: TaskListRow) => boolean) => ({
    id: to,
    label,
    keys,
    applies,
    perform: () => void set(label, { status: to }, ['status', 'startDate', 'endDate', 'assignee']),
  });
  const verbs: readonly BulkVerb<TaskListRow>[] = [
    {
      id: 'take',
      label: t('act.take'),
      keys: 'i',
      applies: (row) => row.assignee !== me && !isEnded(row),
      perform: () => void set(t('act.take'), { assignee: me }, ['assignee']),
    },
    {
      id: 'assign',
      label: word('field.assignee'),
      keys: 'a',
      applies: () => true,
      perform: () => setAsking(true),
    },
    status('InProgress', t('act.start'), 'b', (row) => row.status !== 'InProgress'),
    status('Completed', t('act.complete'), 'c', (row) => !isEnded(row)),
    { ...status('Cancel', t('act.cancel'), '', (row) => !isEnded(row)), keys: 'Shift+C', further: true },
  ];
  return {
    verbs: mayManage ? verbs : [],
    dialogs: (
      <PickDialog
        title={word('field.assignee')}
        searchLabel={word('action.search')}
        noneLabel={word('nobody')}
        options={[...people.values()].map(({ login, name }) => ({
          id: login,
          label: `${name} ${login}`,
          content: <Person login={login} />,
        }))}
        opened={asking}
        onClose={() => setAsking(false)}
        onPick={(login) => void set(word('field.assignee'), { assignee: login }, ['assignee'])}
      />
    ),
  };
}

async function restore(api: Api, rows: readonly TaskListRow[], fields: Fields): Promise<void> {
  for (const row of rows)
    await api.patch(
      `/task/${row._id}`,
      Object.fromEntries(fields.map((field) => [field, row[field] ?? null])),
    );
}
