/** The responders of a task: running one, and what came of those that ran. */
import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { ActionList } from '../engine/action-list.tsx';
import { RunResponderDialog } from '../engine/responder-dialog.tsx';
import { useCaseRight } from './case-work.ts';
import classes from './task.module.css';
import type { TaskDetail } from './task-data.ts';

/** The block. */
export function TaskResponders({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const mayRun = useCaseRight(caseId, 'manageAction');
  const [opened, setOpened] = useState(false);
  const label = t('responders.run');
  useActions(
    mayRun
      ? [
          {
            id: 'task-respond',
            label,
            group: t('room.keys'),
            keys: 'f',
            perform: () => setOpened(true),
          },
        ]
      : [],
  );
  return (
    <section className={classes.panelBlock} aria-label={t('responders.title')}>
      <div className={classes.panelHead}>
        <h3 className={classes.panelTitle}>{t('responders.title')}</h3>
        {mayRun && (
          <Button
            size="compact-sm"
            leftSection={<IconBolt size={14} stroke={1.6} aria-hidden="true" />}
            rightSection={<Keys keys="f" />}
            onClick={() => setOpened(true)}
          >
            {label}
          </Button>
        )}
      </div>
      <ActionList sources={[{ entity: 'task', id: task._id }]} />
      <RunResponderDialog
        entityType="case_task"
        entityId={task._id}
        label={task.title}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </section>
  );
}
