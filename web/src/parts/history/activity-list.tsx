/** What happened in a case, newest first, in bursts; narrowed to a person, a kind of object or what was done. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { filters, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { shownValue } from '../observable-value.tsx';
import { OrganisationBadge } from '../organisation-badge.tsx';
import { Avatar, useNames, usePeople } from '../person.tsx';
import { useCaseTasks } from '../task/task-data.ts';
import { Moment } from '../time.tsx';
import { type Burst, burstsOf, type Change } from './bursts.ts';
import { ChangeEntry } from './change-entry.tsx';
import { EvidenceOfChanges } from './evidence-value.tsx';
import classes from './history.module.css';

/** Changes that are read at first, and added each time. */
const pageSize = 100;

interface Narrowing {
  readonly person: string | null;
  readonly kind: string | null;
  readonly action: string | null;
}

const everything: Narrowing = { person: null, kind: null, action: null };
const kinds = ['Case', 'Task', 'Log', 'Observable', 'Alert', 'Comment', 'CustomEvent'] as const;
const actions = ['create', 'update', 'delete', 'merge'] as const;

/** The history; with `most` its newest changes only, without filters. */
export function ActivityList({ caseId, most }: { readonly caseId: string; readonly most?: number }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const [narrowing, setNarrowing] = useState(everything);
  const [shown, setShown] = useState(most ?? pageSize);
  const { data, error, refetch, isFetching } = useChanges(caseId, narrowing, shown);
  const titleOf = useTitles(caseId, data ?? []);
  return (
    <div className={classes.history}>
      {most === undefined && <Filters narrowing={narrowing} onChange={setNarrowing} />}
      {error !== null && (
        <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={6} label={word('loading')} />}
      {data?.length === 0 && <p className={classes.none}>{t('activity.none')}</p>}
      <EvidenceOfChanges caseId={caseId} changes={data ?? []}>
        {burstsOf(data ?? []).map((burst) => (
          <section key={burst.id} className={classes.burst}>
            <BurstHead burst={burst} />
            <ul className={classes.changes}>
              {burst.changes.map((change) => (
                <ChangeEntry key={change._id} change={change} titleOf={titleOf} />
              ))}
            </ul>
          </section>
        ))}
      </EvidenceOfChanges>
      {most === undefined && data !== undefined && data.length >= shown && (
        <Button size="compact-sm" loading={isFetching} onClick={() => setShown(shown + pageSize)}>
          {t('activity.more')}
        </Button>
      )}
    </div>
  );
}

function BurstHead({ burst }: { readonly burst: Burst }) {
  const { by: login, from, to, changes } = burst;
  const name = useNames()(login);
  return (
    <h3 className={classes.burstHead}>
      <Avatar login={login} name={name} />
      <bdi className="sk-ellipsis" aria-hidden="true">
        {name}
      </bdi>
      <OrganisationBadge of={changes[0] ?? {}} />
      <span className={classes.at}>
        {to - from > 60_000 && (
          <>
            <Moment at={from} /> –{' '}
          </>
        )}
        <Moment at={to} />
      </span>
    </h3>
  );
}

/** Changes of the case itself, and of what is written in its tasks. */
function useChanges(caseId: string, { person, kind, action }: Narrowing, shown: number) {
  const tasks = useCaseTasks(caseId);
  const roots = [caseId, ...(tasks.data ?? []).map(({ _id }) => _id)];
  return usePipeline<readonly Change[]>(
    'case-history',
    [
      list('audit'),
      where(
        filters.in('rootId', roots),
        ...(person === null ? [] : [filters.is('_createdBy', person)]),
        ...(kind === null ? [] : [filters.is('objectType', kind)]),
        ...(action === null ? [] : [filters.is('action', action)]),
      ),
      sort([{ _createdAt: 'desc' }]),
      page(0, shown, ['authorOrganisation']),
    ],
    {
      entities: ['case', 'task', 'log', 'observable', 'alert', 'comment', 'customEvent', 'audit'],
      about: caseId,
    },
    { enabled: !tasks.isPending },
  );
}

function useTitles(caseId: string, changes: readonly Change[]): (id: string) => string | undefined {
  const tasks = useCaseTasks(caseId);
  const ids = [
    ...new Set(
      changes.flatMap(({ objectType, objectId }) => (objectType === 'Observable' ? [objectId] : [])),
    ),
  ].sort();
  const observables = usePipeline<readonly OutputObservable[]>(
    'history-observables',
    [list('observable'), where(filters.in('_id', ids)), page(0, ids.length)],
    { entities: ['observable'], about: caseId },
    { enabled: ids.length > 0 },
  );
  const titles = new Map<string, string>();
  for (const { _id, title } of tasks.data ?? []) titles.set(_id, title);
  for (const { _id, dataType, data, attachment } of observables.data ?? [])
    titles.set(_id, data === undefined ? (attachment?.name ?? dataType) : shownValue(dataType, data));
  return (id) => titles.get(id);
}

function Filters({
  narrowing,
  onChange,
}: {
  readonly narrowing: Narrowing;
  readonly onChange: (narrowing: Narrowing) => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const people = usePeople();
  return (
    <search className={classes.filters} aria-label={t('activity.filter')}>
      <Select
        size="xs"
        clearable
        searchable
        aria-label={t('activity.person')}
        placeholder={t('activity.person')}
        value={narrowing.person}
        onChange={(person) => onChange({ ...narrowing, person })}
        data={[...people.values()].map(({ login, name }) => ({ value: login, label: name }))}
      />
      <Select
        size="xs"
        clearable
        aria-label={t('activity.kind')}
        placeholder={t('activity.kind')}
        value={narrowing.kind}
        onChange={(kind) => onChange({ ...narrowing, kind })}
        data={kinds.map((value) => ({
          value,
          label: word(`entity.${value.toLowerCase()}` as 'entity.task', { count: 2 }),
        }))}
      />
      <Select
        size="xs"
        clearable
        aria-label={t('activity.action')}
        placeholder={t('activity.action')}
        value={narrowing.action}
        onChange={(action) => onChange({ ...narrowing, action })}
        data={actions.map((value) => ({ value, label: t(`activity.${value}`) }))}
      />
    </search>
  );
}
