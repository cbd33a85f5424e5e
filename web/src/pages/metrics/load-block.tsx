/** Open work by person: alerts, cases and tasks that each holds. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters, follow, list, type Step, where } from '../../data/pipeline.ts';
import { aggregation, bucketsIn, bucketsOf, countOf, numberIn } from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { type Condition, isState, isValue } from '../../parts/charts/condition.ts';
import type { Figures, ListedEntity } from '../../parts/charts/figures.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import { Person, usePeople } from '../../parts/person.tsx';
import classes from './metrics.module.css';
import { filterOf, narrowing, opened, type Scope } from './scope.ts';
import { togetherOf, useQuestion } from './use-question.ts';

/** Most people of one kind of work, and most of all that are shown. */
const mostPeople = 50;
const mostShown = 6;

const isOpen: Readonly<Record<ListedEntity, Condition>> = {
  case: isState('open', filters.in('stage', ['New', 'InProgress'])),
  alert: isState('open', filters.in('stage', ['New', 'InProgress'])),
  task: isState('open', filters.in('status', ['Waiting', 'InProgress'])),
};
const kinds = ['case', 'task', 'alert'] as const;
const starts: Readonly<Record<ListedEntity, readonly Step[]>> = {
  case: [list('case')],
  alert: [list('alert')],
  task: [list('task'), follow('inCase')],
};

function conditionsOf(kind: ListedEntity, scope: Scope): readonly Condition[] {
  return [isOpen[kind], ...(kind === 'task' ? [] : narrowing(kind, scope))];
}

/** The block. It is about the present, whatever the period is. */
export function LoadBlock({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const people = usePeople();
  const questions = {
    case: useHeld('case', scope),
    task: useHeld('task', scope),
    alert: useHeld('alert', scope),
  };
  const [cases, tasks, alerts] = kinds.map((kind) => questions[kind].data);
  const figures = useMemo((): Figures => {
    const counts = [cases, tasks, alerts].map(
      (data) => new Map(bucketsIn(data).map(([login, bucket]) => [login, numberIn(bucket, 'count') ?? 0])),
    );
    const logins = [...new Set(counts.flatMap((count) => [...count.keys()]))];
    const sumOf = (login: string): number => counts.reduce((sum, count) => sum + (count.get(login) ?? 0), 0);
    return {
      axis: t('column.person'),
      columns: kinds.map((kind) => ({ id: kind, label: t(`load.${kind}`) })),
      rows: logins
        .toSorted((one, other) => sumOf(other) - sumOf(one))
        .map((login) => ({
          id: login,
          label: people.get(login)?.name ?? login,
          cells: kinds.map((kind, place) => ({
            value: counts[place]?.get(login) ?? 0,
            opens: opened(kind, [...conditionsOf(kind, scope), isValue('assignee', login)]),
          })),
        })),
    };
  }, [cases, tasks, alerts, people, scope, t]);
  const answer = togetherOf(...kinds.map((kind) => questions[kind]));
  return (
    <Block
      title={t('load.title')}
      subtitle={t('load.subtitle')}
      span={3}
      answer={answer}
      figures={answer.isLoading ? undefined : figures}
      empty={t('load.empty')}
    >
      <People figures={figures} />
    </Block>
  );
}

function useHeld(kind: ListedEntity, scope: Scope) {
  const steps = useMemo(
    () => [
      ...starts[kind],
      where(filterOf(conditionsOf(kind, scope))),
      aggregation(bucketsOf('assignee', mostPeople, [countOf()])),
    ],
    [kind, scope],
  );
  return useQuestion(`load-${kind}`, steps);
}

const looks = { case: 'work', task: 'tasks', alert: 'alerts' } as const;

function People({ figures: { rows } }: { readonly figures: Figures }) {
  const { t } = useTranslation('metrics');
  const sum = (cells: Figures['rows'][number]['cells']): number =>
    cells.reduce((all, { value }) => all + (value ?? 0), 0);
  const most = Math.max(1, ...rows.map(({ cells }) => sum(cells)));
  return (
    <>
      <ul className={classes.rows}>
        {rows.slice(0, mostShown).map(({ id, label, cells }) => (
          <li key={id} className={`${classes.row} ${classes.loadRow}`}>
            <Person login={id} />
            <span className={classes.track}>
              {kinds.map((kind, place) => {
                const value = cells[place]?.value ?? 0;
                return value === 0 ? null : (
                  <span
                    key={kind}
                    className={classes.part}
                    data-part={looks[kind]}
                    title={`${t(`load.${kind}`)}: ${value}`}
                    style={{ width: `${(value / most) * 100}%` }}
                  />
                );
              })}
            </span>
            <span className={classes.number}>
              <RowsLink opens={cells[0]?.opens} label={`${label}, ${t('load.case')}`}>
                {cells[0]?.value ?? 0}
              </RowsLink>
            </span>
          </li>
        ))}
      </ul>
      <ul className={classes.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={`${classes.part} ${classes.key}`} data-part={looks[kind]} aria-hidden="true" />
            {t(`load.${kind}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
