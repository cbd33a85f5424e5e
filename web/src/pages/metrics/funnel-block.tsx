/** From alerts to closed cases: how many of those that came in got how far. Each stage is a part of the one before. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters, list, where } from '../../data/pipeline.ts';
import { aggregation, countOf, numberIn, wholeIn, wholeOf } from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { type Condition, isNot, isState, isValue } from '../../parts/charts/condition.ts';
import { useFigureText } from '../../parts/charts/figure-text.ts';
import type { Figures } from '../../parts/charts/figures.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import classes from './metrics.module.css';
import { filterOf, inPeriod, narrowing, opened, type Scope } from './scope.ts';
import { useQuestion } from './use-question.ts';

const imported = isValue('imported', true);
const stages: Readonly<Record<'arrived' | 'triaged' | 'promoted' | 'closed', readonly Condition[]>> = {
  arrived: [],
  triaged: [isNot(isValue('stage', 'New'))],
  promoted: [isNot(isValue('stage', 'New')), imported],
  closed: [
    isNot(isValue('stage', 'New')),
    imported,
    isState('case-closed', { _parent: { _type: 'case', _query: filters.is('stage', 'Closed') } }),
  ],
};
const names = ['arrived', 'triaged', 'promoted', 'closed'] as const;

/** The block. */
export function FunnelBlock({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const base = useMemo(() => [inPeriod('_createdAt', scope), ...narrowing('alert', scope)], [scope]);
  const steps = useMemo(() => {
    const counts = names.map((name) => countOf(name, filterOf(stages[name])));
    return [list('alert'), where(filterOf(base)), aggregation(wholeOf('_createdAt', counts))];
  }, [base]);
  const question = useQuestion('funnel', steps);
  const figures = useMemo((): Figures => {
    const whole = wholeIn(question.data);
    const counts = names.map((name) => numberIn(whole, name) ?? 0);
    return {
      axis: t('column.stage'),
      columns: [
        { id: 'alerts', label: t('column.alerts') },
        { id: 'share', label: t('funnel.share'), form: 'share' },
      ],
      rows: names.map((name, place) => ({
        id: name,
        label: t(`funnel.${name}`),
        cells: [
          { value: counts[place] ?? 0, opens: opened('alert', [...base, ...stages[name]]) },
          { value: shareOf(counts, place) },
        ],
      })),
    };
  }, [question.data, base, t]);
  return (
    <Block
      title={t('funnel.title')}
      subtitle={t('funnel.share')}
      span={5}
      answer={question}
      figures={question.isLoading ? undefined : figures}
      empty={t('funnel.empty')}
    >
      <Stages figures={figures} />
    </Block>
  );
}

function shareOf(counts: readonly number[], place: number): number | null {
  const before = counts[place - 1];
  return before === undefined || before === 0 ? null : (counts[place] ?? 0) / before;
}

function Stages({ figures: { rows } }: { readonly figures: Figures }) {
  const text = useFigureText();
  const most = Math.max(1, rows[0]?.cells[0]?.value ?? 1);
  return (
    <ol className={classes.rows}>
      {rows.map(({ id, label, cells: [count, share] }, place) => (
        <li key={id} className={`${classes.row} ${classes.funnelRow}`}>
          <span className="sk-ellipsis">{label}</span>
          <span
            className={classes.stage}
            data-place={place}
            style={{ width: `${((count?.value ?? 0) / most) * 100}%` }}
          >
            <RowsLink opens={count?.opens} label={label}>
              {text(count?.value ?? 0)}
            </RowsLink>
          </span>
          <span className={classes.number}>
            {share?.value === null ? '' : text(share?.value ?? null, 'share')}
          </span>
        </li>
      ))}
    </ol>
  );
}
