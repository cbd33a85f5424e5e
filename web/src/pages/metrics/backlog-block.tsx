/** The backlog: alerts that were open, that arrived and that were closed, interval by interval. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filter, filters, list, where } from '../../data/pipeline.ts';
import {
  aggregation,
  bucketsIn,
  countOf,
  everyOf,
  intervalsOf,
  numberIn,
} from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { endOfInterval, intervalStarts } from '../../parts/charts/calendar.ts';
import { Chart } from '../../parts/charts/chart.tsx';
import {
  allOf,
  anyOf,
  type Condition,
  hasValue,
  isBefore,
  isNot,
  isOneOf,
  isSince,
  isWithin,
} from '../../parts/charts/condition.ts';
import type { Figures } from '../../parts/charts/figures.ts';
import { Legend } from '../../parts/charts/legend.tsx';
import { intervalFor } from '../../parts/charts/period.ts';
import { useIntervalText } from '../../parts/charts/use-interval-text.ts';
import { backlogOf } from './backlog.ts';
import { filterOf, narrowing, opened, type Scope } from './scope.ts';
import { togetherOf, useQuestion } from './use-question.ts';

const isOpen = isOneOf('stage', ['New', 'InProgress']);
const isEnded = isOneOf('stage', ['Closed', 'Imported']);
const isUnheld = isNot(hasValue('importedDate'));

/** An alert ends when a case takes it, else when it is closed; one that was opened again has not ended. */
const endedWithin = (stretch: { readonly from: number; readonly to: number }): Condition =>
  allOf(
    isEnded,
    anyOf(isWithin('importedDate', stretch), inBrackets(isUnheld, isWithin('closedDate', stretch))),
  );

const openAt = (at: number): Condition =>
  allOf(
    isBefore('_createdAt', at),
    anyOf(isOpen, isSince('importedDate', at), inBrackets(isUnheld, isSince('closedDate', at))),
  );

function inBrackets(...conditions: readonly Condition[]): Condition {
  const { filter, text } = allOf(...conditions);
  return { filter, text: text === undefined ? undefined : `(${text})` };
}

/** The block. */
export function BacklogBlock({ scope, now }: { readonly scope: Scope; readonly now: number }) {
  const { t } = useTranslation('metrics');
  const { figures, answer, openNow } = useBacklog(scope, now);
  return (
    <Block
      title={t('backlog.title')}
      subtitle={t('backlog.subtitle', { count: openNow })}
      span={5}
      answer={answer}
      figures={answer.isLoading ? undefined : figures}
      empty={t('backlog.empty')}
    >
      <Chart kind="area" figures={figures} label={t('backlog.title')} height={168} />
      <Legend lines entries={figures.columns.map(({ id, label }, hue) => ({ id, label, hue }))} />
    </Block>
  );
}

/** Everything from the beginning of the period until now is needed: the present is what one counts back from. */
function useBacklog(scope: Scope, now: number) {
  const { t } = useTranslation('metrics');
  const intervalText = useIntervalText();
  const { period } = scope;
  const unit = intervalFor(period);
  const questions = useSteps(scope, now);
  const arrived = useQuestion('backlog-arrived', questions.arrived);
  const imported = useQuestion('backlog-imported', questions.imported);
  const closed = useQuestion('backlog-closed', questions.closed);
  const open = useQuestion<number>('backlog-open', questions.open);
  const figures = useMemo((): Figures => {
    const [came, taken, shut] = [arrived.data, imported.data, closed.data].map(
      (data) =>
        new Map(bucketsIn(data).map(([key, bucket]) => [Number(key), numberIn(bucket, 'count') ?? 0])),
    );
    const intervals = intervalStarts(period.from, Math.max(now, period.to), unit, period.zone).map(
      (start) => ({
        start,
        arrived: came?.get(start) ?? 0,
        ended: (taken?.get(start) ?? 0) + (shut?.get(start) ?? 0),
      }),
    );
    const points = backlogOf(intervals, open.data ?? 0).filter(
      ({ start }) => start < Math.min(now, period.to),
    );
    const narrowed = narrowing('alert', scope);
    return {
      axis: t('column.interval'),
      columns: [
        { id: 'open', label: t('backlog.open'), hue: 0 },
        { id: 'arrived', label: t('backlog.arrived'), hue: 1 },
        { id: 'ended', label: t('backlog.ended'), hue: 2 },
      ],
      rows: points.map(({ start, arrived: more, ended, open: left }) => {
        const end = endOfInterval(start, unit, period.zone);
        const stretch = { from: Math.max(start, period.from), to: end };
        return {
          id: String(start),
          label: intervalText(start, unit, period.zone),
          cells: [
            { value: left, opens: opened('alert', [openAt(Math.min(end, nextMinute(now))), ...narrowed]) },
            { value: more, opens: opened('alert', [isWithin('_createdAt', stretch), ...narrowed]) },
            { value: ended, opens: opened('alert', [endedWithin(stretch), ...narrowed]) },
          ],
        };
      }),
    };
  }, [arrived.data, imported.data, closed.data, open.data, period, unit, now, scope, t, intervalText]);
  return { figures, answer: togetherOf(arrived, imported, closed, open), openNow: open.data ?? 0 };
}

/** What is not over yet is asked up to the next minute, so that what comes right now is in it. */
function nextMinute(now: number): number {
  return (Math.floor(now / 60_000) + 1) * 60_000;
}

function useSteps(scope: Scope, now: number) {
  return useMemo(() => {
    const { period } = scope;
    const unit = intervalFor(period);
    const narrowed = narrowing('alert', scope);
    // Intervals at the edge are counted whole, so that the sums lead back to the present.
    const [first = period.from] = intervalStarts(period.from, period.to, unit, period.zone);
    const to = Math.max(period.to, nextMinute(now));
    const each = (field: string, ...conditions: readonly Condition[]) => {
      const since: Filter = filters.all(filters.atLeast(field, first), {
        _lt: { _field: field, _value: to },
      });
      return [
        list('alert'),
        where(since, filterOf([...conditions, ...narrowed])),
        aggregation(intervalsOf(field, everyOf(unit), period.zone, [countOf()])),
      ];
    };
    return {
      arrived: each('_createdAt'),
      imported: each('importedDate', isEnded),
      closed: each('closedDate', isEnded, isUnheld),
      open: [list('alert'), where(filterOf([isOpen, ...narrowed])), { _name: 'count' }],
    };
  }, [scope, now]);
}
