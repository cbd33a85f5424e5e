/** The responders of a task: running one, and what came of those that ran. */
import { useTranslation } from 'react-i18next';
import { ActionList } from '../engine/action-list.tsx';
import { RunResponder } from '../engine/run-responder.tsx';
import { useCaseRight } from './case-work.ts';
import classes from './task.module.css';
import type { TaskDetail } from './task-data.ts';

/** The block. */
export function TaskResponders({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const mayRun = useCaseRight(caseId, 'manageAction');
  return (
    <section className={classes.panelBlock} aria-label={t('responders.title')}>
      <div className={classes.panelHead}>
        <h3 className={classes.panelTitle}>{t('responders.title')}</h3>
        {mayRun && (
          <RunResponder
            entityType="case_task"
            entityId={task._id}
            object={task.title}
            action={{ id: 'task-respond', label: t('responders.run'), group: t('room.keys') }}
          />
        )}
      </div>
      <ActionList sources={[{ entity: 'task', id: task._id }]} />
    </section>
  );
}
