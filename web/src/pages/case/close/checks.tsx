/** What has to be settled before a case is closed, each with the act that settles it. */
import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { Answer } from '../../../parts/alert/answer.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useFieldDefinitions } from '../../../parts/case/case-data.ts';
import { keyOfField } from '../../../parts/case/field-values.ts';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { FieldInput } from '../../../parts/editing/field-input.tsx';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import type { TaskDetail } from '../../../parts/task/task-data.ts';
import classes from './close.module.css';
import { endedWithCase, neededTasks } from './closing.ts';
import { useRunningJobs } from './running-jobs.ts';

type Mark = 'missing' | 'fine' | 'note';

const icons = { missing: IconAlertTriangle, fine: IconCircleCheck, note: IconInfoCircle } as const;

/** The block. */
export function Checks({
  tasks,
  fields,
  missing,
}: {
  readonly tasks: UseQueryResult<readonly TaskDetail[]>;
  readonly fields: readonly string[];
  readonly missing: number;
}) {
  const { t } = useTranslation('cases');
  return (
    <section className={classes.section} aria-labelledby="close-checks">
      <h3 id="close-checks" className={classes.heading}>
        {t('close.checks')}
        {missing > 0 && (
          <span className={classes.missing}>{t('close.missingCount', { count: missing })}</span>
        )}
      </h3>
      <Answer of={tasks}>
        {(all) => (
          <ul className={classes.checks}>
            {neededTasks(all).map((task) => (
              <TaskCheck key={task._id} task={task} needed />
            ))}
            {fields.map((name) => (
              <FieldCheck key={name} name={name} />
            ))}
            {endedWithCase(all).map((task) => (
              <TaskCheck key={task._id} task={task} needed={false} />
            ))}
            {neededTasks(all).length === 0 && endedWithCase(all).length === 0 && (
              <Check mark="fine">{t('close.noTasks')}</Check>
            )}
            {fields.length === 0 && <Check mark="fine">{t('close.noFields')}</Check>}
            <JobsCheck />
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Check({
  mark,
  end,
  children,
}: {
  readonly mark: Mark;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}) {
  const Icon = icons[mark];
  return (
    <li className={classes.check} data-mark={mark}>
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.checkText}>{children}</span>
      {end !== undefined && <span className={classes.checkEnd}>{end}</span>}
    </li>
  );
}

function TaskCheck({ task, needed }: { readonly task: TaskDetail; readonly needed: boolean }) {
  const { t } = useTranslation('cases');
  const { may } = useCase();
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, busy, refusal } = useAttempt();
  const [note, setNote] = useState('');
  // The server completes a mandatory task only once something was written in it.
  const needsNote = needed && task.extraData?.logCount === 0;
  const set = (values: Readonly<Record<string, unknown>>, message = ''): void =>
    void attempt(async () => {
      if (message !== '') await api.post(`/task/${task._id}/log`, { message });
      await api.patch(`/task/${task._id}`, values);
      await refresh(['task', 'log', 'case', 'audit']);
    });
  return (
    <Check
      mark={needed ? 'missing' : 'note'}
      end={
        may('manageTask') && (
          <>
            {needsNote && (
              <TextInput
                size="xs"
                className={classes.note ?? ''}
                aria-label={t('close.note', { title: task.title })}
                placeholder={t('close.noteHint')}
                value={note}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
              />
            )}
            <Button
              size="compact-sm"
              disabled={busy}
              // A mandatory task that is cancelled is not mandatory any more: otherwise it would hold the case open.
              onClick={() => set({ status: 'Cancel', ...(needed ? { mandatory: false } : {}) })}
            >
              {t('close.cancelTask')}
            </Button>
            <Button
              size="compact-sm"
              disabled={busy || (needsNote && note.trim() === '')}
              onClick={() => set({ status: 'Completed' }, note.trim())}
            >
              {t('close.completeTask')}
            </Button>
          </>
        )
      }
    >
      {needed
        ? t('close.taskNeeded')
        : t(`close.taskEnds.${task.status === 'InProgress' ? 'InProgress' : 'Waiting'}`)}{' '}
      <bdi className={classes.strong}>{task.title}</bdi>
      <Refusal of={refusal} />
    </Check>
  );
}

function FieldCheck({ name }: { readonly name: string }) {
  const { t } = useTranslation('cases');
  const definition = useFieldDefinitions().get(name);
  const { change, refusals } = useCaseChange();
  const shown = definition?.displayName ?? name;
  const key = keyOfField(name);
  return (
    <Check
      mark="missing"
      end={
        definition !== undefined && (
          <span className={classes.checkInput}>
            <FieldInput
              definition={definition}
              value={null}
              label={shown}
              size="xs"
              error={refusals[key]}
              onChange={(value) => void change({ [key]: [value] }, t('done.field', { name: shown }))}
            />
          </span>
        )
      }
    >
      {t('close.fieldEmpty')} <bdi className={classes.strong}>{shown}</bdi>
    </Check>
  );
}

function JobsCheck() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const running = useRunningJobs(detail._id);
  if (running === undefined) return null;
  return running === 0 ? (
    <Check mark="fine">{t('close.noJobs')}</Check>
  ) : (
    <Check mark="note">{t('close.jobs', { count: running })}</Check>
  );
}
