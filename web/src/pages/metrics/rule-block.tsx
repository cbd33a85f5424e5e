/** The rules that give most work for nothing: how many alerts they raise, and how many of those were false. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list, where } from '../../data/pipeline.ts';
import { ruleWords } from '../../parts/alert/rule-words.ts';
import { aggregation, bucketsIn, bucketsOf, countOf, numberIn } from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { isValue } from '../../parts/charts/condition.ts';
import { useFigureText } from '../../parts/charts/figure-text.ts';
import type { Figures } from '../../parts/charts/figures.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import classes from './metrics.module.css';
import { filterOf, inPeriod, narrowing, opened, type Scope } from './scope.ts';
import { useQuestion } from './use-question.ts';

const mostRules = 6;
const isFalse = isValue('status', 'FalsePositive');
const isClosed = isValue('stage', 'Closed');

/** The block. */
export function RuleBlock({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const base = useMemo(() => [inPeriod('_createdAt', scope), ...narrowing('alert', scope)], [scope]);
  const steps = useMemo(() => {
    const counts = [countOf(), countOf('closed', isClosed.filter), countOf('false', isFalse.filter)];
    return [list('alert'), where(filterOf(base)), aggregation(bucketsOf('ruleKey', mostRules, counts))];
  }, [base]);
  const question = useQuestion('noisy-rules', steps);
  const figures = useMemo((): Figures => {
    const rows = bucketsIn(question.data).map(([key, bucket]) => {
      const [all, closed, wrong] = ['count', 'closed', 'false'].map((name) => numberIn(bucket, name) ?? 0);
      const ofRule = [...base, isValue('ruleKey', key)];
      return {
        id: key,
        label: ruleWords(key).title,
        cells: [
          { value: all ?? 0, opens: opened('alert', ofRule) },
          { value: wrong ?? 0, opens: opened('alert', [...ofRule, isFalse]) },
          {
            value: closed === 0 ? null : (wrong ?? 0) / (closed ?? 1),
            opens: opened('alert', [...ofRule, isClosed]),
          },
        ],
      };
    });
    return {
      axis: t('column.rule'),
      columns: [
        { id: 'alerts', label: t('column.alerts') },
        { id: 'false', label: t('rules.false') },
        { id: 'share', label: t('rules.share'), form: 'share' },
      ],
      rows: rows.toSorted((one, other) => (other.cells[0]?.value ?? 0) - (one.cells[0]?.value ?? 0)),
    };
  }, [question.data, base, t]);
  return (
    <Block
      title={t('rules.title')}
      subtitle={t('rules.subtitle')}
      span={5}
      answer={question}
      figures={question.isLoading ? undefined : figures}
      empty={t('rules.empty')}
    >
      <Rules figures={figures} />
    </Block>
  );
}

function Rules({ figures: { rows } }: { readonly figures: Figures }) {
  const { t } = useTranslation('metrics');
  const text = useFigureText();
  return (
    <ul className={classes.rows}>
      {rows.map(({ id, label, cells: [all, wrong, share] }) => (
        <li key={id} className={`${classes.row} ${classes.ruleRow}`}>
          <bdi className="sk-ellipsis" title={`${label} (${ruleWords(id).beside})`}>
            {label}
          </bdi>
          <span className={classes.number}>
            <RowsLink opens={all?.opens} label={`${label}, ${t('column.alerts')}`}>
              {text(all?.value ?? 0)}
            </RowsLink>
          </span>
          <span className={classes.meter} aria-hidden="true">
            <span style={{ width: `${(share?.value ?? 0) * 100}%` }} />
          </span>
          <span className={classes.number}>
            <RowsLink opens={wrong?.opens} label={`${label}, ${t('rules.false')}`}>
              {text(share?.value ?? null, 'share')}
            </RowsLink>
          </span>
        </li>
      ))}
    </ul>
  );
}
