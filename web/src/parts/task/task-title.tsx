/** The title of a task as a link to it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import classes from './task.module.css';
import type { TaskDetail } from './task-data.ts';

/** The link, with the mark of what the case cannot be closed without. */
export function TaskTitle({
  task,
  caseNumber,
}: {
  readonly task: Pick<TaskDetail, '_id' | 'title' | 'mandatory'>;
  readonly caseNumber: string;
}) {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  return (
    <>
      <Link
        to="/o/$organisation/cases/$number/$section/$itemId"
        params={{ organisation, number: caseNumber, section: 'tasks', itemId: task._id }}
        search={{}}
        className={classes.link}
      >
        <bdi>{task.title}</bdi>
      </Link>
      {task.mandatory && <span className={classes.chip}>{t('field.mandatory')}</span>}
    </>
  );
}
