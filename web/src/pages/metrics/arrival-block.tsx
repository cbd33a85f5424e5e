/** When alerts arrive: by weekday and hour, in the zone of the reader. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list, where } from '../../data/pipeline.ts';
import { aggregation, countOf, everyOf, intervalsOf } from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { Chart } from '../../parts/charts/chart.tsx';
import type { Condition } from '../../parts/charts/condition.ts';
import { isEmpty } from '../../parts/charts/figures.ts';
import { HeatScale } from '../../parts/charts/heat-scale.tsx';
import { useWeekFigures } from '../../parts/charts/week-figures.ts';
import classes from './metrics.module.css';
import { filterOf, inPeriod, narrowing, opened, type Scope } from './scope.ts';
import { useQuestion } from './use-question.ts';

/** The block. */
export function ArrivalBlock({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const { period } = scope;
  const steps = useMemo(() => {
    const conditions = [inPeriod('_createdAt', scope), ...narrowing('alert', scope)];
    const hours = intervalsOf('_createdAt', everyOf('h'), period.zone, [countOf()]);
    return [list('alert'), where(filterOf(conditions)), aggregation(hours)];
  }, [scope, period]);
  const question = useQuestion('arrivals', steps);
  const source = useMemo(
    () => ({
      dateField: '_createdAt',
      zone: period.zone,
      opens: (within: Condition) => opened('alert', [within, ...narrowing('alert', scope)]),
    }),
    [scope, period],
  );
  const { figures, peak } = useWeekFigures(question.data, source);
  return (
    <Block
      title={t('arrival.title')}
      subtitle={t('arrival.subtitle')}
      span={4}
      answer={question}
      figures={question.isLoading ? undefined : figures}
      empty={t('arrival.empty')}
    >
      <Chart kind="heatmap" figures={figures} label={t('arrival.title')} height={172} />
      {!isEmpty(figures) && (
        <div className={classes.legend}>
          <HeatScale most={peak?.count ?? 0} />
          {peak !== undefined && (
            <span className={classes.legendEnd}>{t('arrival.peak', { when: peak.label })}</span>
          )}
        </div>
      )}
    </Block>
  );
}
