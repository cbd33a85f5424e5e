/** What is known of a group of alerts, beside the list: what all of them share, and in what they differ. */
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../../../data/pipeline.ts';
import { runPipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { groupsKey, stepsOf } from '../../../parts/list/list-question.ts';
import type { List } from '../../../parts/list/use-list.ts';
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { Person } from '../../../parts/person.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import type { AlertRow } from './alert-row.ts';
import classes from './group-preview.module.css';
import { type Spread, spreadOf } from './group-spread.ts';
import { parted } from './groups.ts';

/** Fields that are compared. */
const compared = [
  'severity',
  'status',
  'assignee',
  'type',
  'source',
  'tlp',
  'pap',
  'tags',
  'observableValue',
] as const;
type Compared = (typeof compared)[number];

/** Most values of a field that are shown. */
const mostValues = 8;
/** Most values of a field that are asked for; shared ones are the most frequent. */
const mostAsked = 50;

/** The preview; `id` is that of the group. */
export function GroupPreview({ list, id }: { readonly list: List<AlertRow>; readonly id: string }) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  const { groups } = list;
  const filter = groups?.filterOf(id);
  const answer = useSpreads(list, id, filter, groups?.countOf(id) ?? 0);
  useLeaving(list, groups?.isLoading === false && filter === undefined);
  if (groups === undefined || filter === undefined) return <LoadingRows rows={6} label={word('loading')} />;
  return (
    <article className={classes.preview}>
      <h2 className={classes.title}>
        <bdi>{groups.nameOf(id)}</bdi>
      </h2>
      <p className={classes.count}>{t('groups.alerts', { count: groups.countOf(id) })}</p>
      {answer.error !== null ? (
        <Failure reason={reason(answer.error)} again={answer.retry} againLabel={word('action.retry')} />
      ) : answer.spreads === undefined ? (
        <LoadingRows rows={6} label={word('loading')} />
      ) : (
        <Compared list={list} spreads={answer.spreads} />
      )}
    </article>
  );
}

/** Closes the preview of a group that has gone: all its alerts left the list. */
function useLeaving({ state: { change } }: List<AlertRow>, isGone: boolean): void {
  useEffect(() => {
    if (isGone) change({ preview: undefined });
  }, [isGone, change]);
}

interface FieldSpread extends Spread {
  readonly field: Compared;
}

function useSpreads(list: List<AlertRow>, id: string, filter: Filter | undefined, all: number) {
  const api = useApi();
  const { definition, compiled } = list;
  return useQueries({
    queries: compared.map((field) => ({
      queryKey: [...groupsKey(api.organisation, definition.entity), 'spread', compiled.filters, id, field],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        runPipeline<unknown>(
          api,
          'group-spread',
          [
            ...stepsOf(definition, [...compiled.filters, ...(filter === undefined ? [] : [filter])]),
            {
              _name: 'aggregation',
              _agg: 'field',
              _field: field,
              _order: ['-count'],
              _size: mostAsked,
              _select: [{ _agg: 'count' }],
            },
          ],
          signal,
        ),
      enabled: filter !== undefined,
      meta: { entities: [definition.entity] },
    })),
    combine: (answers) => ({
      error: answers.find(({ error }) => error !== null)?.error ?? null,
      retry: () => {
        for (const { refetch } of answers) void refetch();
      },
      spreads: answers.some(({ data }) => data === undefined)
        ? undefined
        : answers.flatMap(({ data }, place): FieldSpread[] => {
            const field = compared[place];
            return field === undefined ? [] : [{ field, ...spreadOf(data, all) }];
          }),
    }),
  });
}

function Compared({
  list,
  spreads,
}: {
  readonly list: List<AlertRow>;
  readonly spreads: readonly FieldSpread[];
}) {
  const { t } = useTranslation('lists');
  return (
    <>
      <Facts
        list={list}
        title={t('groups.shared')}
        facts={spreads.map(({ field, shared }) => ({
          field,
          values: shared.map((value) => ({ value })),
        }))}
      />
      <Facts
        list={list}
        title={t('groups.differing')}
        facts={spreads.map(({ field, differing }) => ({ field, values: differing }))}
      />
    </>
  );
}

interface Fact {
  readonly field: Compared;
  readonly values: readonly { readonly value: string; readonly count?: number }[];
}

function Facts({
  list,
  title,
  facts,
}: {
  readonly list: List<AlertRow>;
  readonly title: string;
  readonly facts: readonly Fact[];
}) {
  const { t } = useTranslation('lists');
  const filled = facts.filter(({ values }) => values.length > 0);
  if (filled.length === 0) return null;
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <dl className={classes.facts}>
        {filled.map(({ field, values }) => (
          <div key={field}>
            <dt>{field === 'observableValue' ? t('column.observables') : t(`field.${field}`)}</dt>
            <dd>
              {values.slice(0, mostValues).map(({ value, count }) => (
                <span key={value} className={classes.value}>
                  <Said list={list} field={field} value={value} />
                  {count !== undefined && <span className={classes.number}>× {count}</span>}
                </span>
              ))}
              {values.length > mostValues && (
                <span className={classes.number}>+{values.length - mostValues}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Said({
  list,
  field,
  value,
}: {
  readonly list: List<AlertRow>;
  readonly field: Compared;
  readonly value: string;
}): ReactNode {
  if (field === 'assignee') return <Person login={value} />;
  if (field === 'observableValue') {
    const [dataType, data] = parted(value);
    return <ObservableValue dataType={dataType} value={data} />;
  }
  const described = list.context?.vocabulary.byName.get(field);
  return <bdi>{described === undefined ? value : list.words.value(described, value)}</bdi>;
}
