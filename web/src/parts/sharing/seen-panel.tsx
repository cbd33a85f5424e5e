/** A case as one organisation would see it: what it has, what is withheld, and the exceptions one by one. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ObservableValue } from '../observable-value.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { TaskMark } from '../task/task-mark.tsx';
import classes from './sharing.module.css';
import { type SharedObservable, useSeenBy, useShareActs } from './sharing-data.ts';

/** Items listed of each kind until more are asked for. */
const mostListed = 20;

/** The panel. */
export function SeenPanel({
  caseId,
  organisation,
  mayChange,
}: {
  readonly caseId: string;
  readonly organisation: string;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation('tasks');
  const seen = useSeenBy(caseId, organisation);
  const acts = useShareActs(caseId);
  const { attempt, busy, refusal } = useAttempt();
  if (seen === undefined) return null;
  const toggle = (kind: 'task' | 'observable', id: string, has: boolean) => (): void =>
    void attempt(() =>
      has ? acts.withdrawPart(kind, id, organisation) : acts.sharePart(kind, id, organisation),
    );
  const items: readonly Item[] = [
    ...[...seen.tasks, ...seen.tasksWithheld].map((task) => ({
      id: task._id,
      has: seen.tasks.includes(task),
      kind: 'task' as const,
      content: (
        <span className={classes.itemName}>
          <TaskMark status={task.status} word={false} />
          <bdi className="sk-ellipsis">{task.title}</bdi>
        </span>
      ),
    })),
    ...[...seen.observables, ...seen.observablesWithheld].map((one) => ({
      id: one._id,
      has: seen.observables.includes(one),
      kind: 'observable' as const,
      content: <ObservableName one={one} />,
    })),
  ];
  return (
    <>
      <section className={classes.panelBlock} aria-label={t('sharing.seenBy', { name: organisation })}>
        <h3 className={classes.panelTitle}>{t('sharing.seenBy', { name: organisation })}</h3>
        <dl className={classes.pairs}>
          <dt>{t('sharing.sees')}</dt>
          <dd>
            {t('merge.tasks', { count: seen.tasks.length })},{' '}
            {t('merge.observables', { count: seen.observables.length })}
          </dd>
          <dt>{t('sharing.withheld')}</dt>
          <dd>
            {t('merge.tasks', { count: seen.tasksWithheld.length })},{' '}
            {t('merge.observables', { count: seen.observablesWithheld.length })}
          </dd>
        </dl>
      </section>
      <section className={classes.panelBlock} aria-label={t('sharing.items')}>
        <h3 className={classes.panelTitle}>{t('sharing.items')}</h3>
        <Refusal of={refusal} />
        <Items items={items} mayChange={mayChange && !busy} toggle={toggle} />
      </section>
      <p className={classes.note}>{t('sharing.note', { name: organisation })}</p>
    </>
  );
}

interface Item {
  readonly id: string;
  readonly kind: 'task' | 'observable';
  readonly has: boolean;
  readonly content: React.ReactNode;
}

function Items({
  items,
  mayChange,
  toggle,
}: {
  readonly items: readonly Item[];
  readonly mayChange: boolean;
  readonly toggle: (kind: Item['kind'], id: string, has: boolean) => () => void;
}) {
  const { t } = useTranslation('tasks');
  const [most, setMost] = useState(mostListed);
  return (
    <>
      <ul className={classes.items}>
        {items.slice(0, most).map(({ id, kind, has, content }) => (
          <li key={id} className={classes.item}>
            {content}
            <span className={classes.itemEnd}>
              <span className={has ? classes.sharedMark : classes.withheldMark}>
                {has ? t('sharing.isShared') : t('sharing.isWithheld')}
              </span>
              {mayChange && (
                <Button size="compact-xs" onClick={toggle(kind, id, has)}>
                  {has ? t('sharing.takeBack') : t('sharing.share')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {items.length > most && (
        <Button size="compact-sm" variant="subtle" onClick={() => setMost(items.length)}>
          {t('feed.more', { count: items.length - most })}
        </Button>
      )}
    </>
  );
}

function ObservableName({ one }: { readonly one: SharedObservable }) {
  return (
    <span className={classes.itemName}>
      <ObservableValue dataType={one.dataType} value={one.data ?? one.attachment?.name ?? ''} />
    </span>
  );
}
