/** Runs of responders: what ran on what, in which state, what it said and what it changed. */
import { defangText } from '@skep/sdk/indicators';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputAction } from '../../../../contract/v1-types.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { Person } from '../person.tsx';
import { Ago, Duration } from '../time.tsx';
import { type ActionSource, actionMessage, operationsOf, useActionsOf } from './action-data.ts';
import classes from './action-list.module.css';
import { CancelRun } from './cancel-run.tsx';
import { isOpen, neuronTitle } from './engine-data.ts';
import { RunState, reasonOf } from './run-state.tsx';

/** The list over one or several sources; nothing is said for a source that has none while another has some. */
export function ActionList({ sources }: { readonly sources: readonly [ActionSource, ...ActionSource[]] }) {
  const [first, second, third] = sources;
  return (
    <div className={classes.lists}>
      <SourceActions source={first} isOnly={sources.length === 1} />
      {second !== undefined && <SourceActions source={second} isOnly={false} />}
      {third !== undefined && <SourceActions source={third} isOnly={false} />}
    </div>
  );
}

function SourceActions({ source, isOnly }: { readonly source: ActionSource; readonly isOnly: boolean }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = useActionsOf(source);
  const kind = t(`action.on.${source.through ?? source.entity}` as 'action.on.case');
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={3} label={word('loading')} />;
  return (
    <section aria-label={kind}>
      {!isOnly && <h2 className={classes.kind}>{kind}</h2>}
      {data.length === 0 ? (
        <p className={classes.quiet}>{t('action.none')}</p>
      ) : (
        <ul className={classes.list}>
          {data.map((action) => (
            <ActionCard key={action._id} action={action} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One run. */
export function ActionCard({ action }: { readonly action: OutputAction }) {
  const { t } = useTranslation('observables');
  const operations = operationsOf(action);
  const message = action.status === 'Failure' ? (reasonOf(action) ?? '') : actionMessage(action);
  return (
    <li className={classes.card} data-status={action.status}>
      <p className={classes.head}>
        <IconBolt size={16} stroke={1.6} aria-hidden="true" />
        <strong>
          <bdi>{neuronTitle(action.responderName)}</bdi>
        </strong>
        <RunState status={action.status} outcome={action.outcome} />
        {isOpen(action) && <CancelRun kind="action" id={action._id} />}
      </p>
      {message !== '' && (
        <p className={classes.message} data-status={action.status}>
          <bdi>{defangText(message)}</bdi>
        </p>
      )}
      <p className={classes.facts}>
        <Person login={action._createdBy} />
        <Ago at={action.endDate ?? action.startDate} />
        {action.timeRunning !== undefined && action.timeRunning >= 1_000 && (
          <Duration milliseconds={action.timeRunning} />
        )}
      </p>
      {operations.map(({ type, done, message: told }) => (
        <p key={`${type} ${told}`} className={classes.operation} data-failed={!done || undefined}>
          {done ? t('action.operation') : t('action.operationFailed')} <bdi>{type}</bdi>{' '}
          <strong>
            <bdi>{told}</bdi>
          </strong>
        </p>
      ))}
    </li>
  );
}
