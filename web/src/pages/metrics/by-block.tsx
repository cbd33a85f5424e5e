/** Times by rule, template or team: where an incident is found, taken up and ended sooner than elsewhere. */
import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list, where } from '../../data/pipeline.ts';
import { ruleWords } from '../../parts/alert/rule-words.ts';
import {
  aggregation,
  bucketsIn,
  bucketsOf,
  countOf,
  measureOf,
  numberIn,
} from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { type Condition, hasValue, isValue, isWithin } from '../../parts/charts/condition.ts';
import type { Figures, OpenedRows } from '../../parts/charts/figures.ts';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { filterOf, narrowing, notByMachine, opened, type Scope } from './scope.ts';
import { type TimeMeasure, timeMeasures } from './times.ts';
import { useTemplates } from './use-choices.ts';
import { useQuestion } from './use-question.ts';

/** What times are told by. */
export const groupings = ['rule', 'template', 'team'] as const;
/** One of them. */
export type Grouping = (typeof groupings)[number];

const mostGroups = 12;

interface Grouped {
  readonly entity: 'alert' | 'case';
  readonly field: string;
  readonly dateField: string;
  readonly times: readonly TimeMeasure['id'][];
}

const grouped: Readonly<Record<Grouping, Grouped>> = {
  rule: { entity: 'alert', field: 'ruleKey', dateField: '_createdAt', times: ['detect', 'acknowledge'] },
  template: {
    entity: 'case',
    field: 'caseTemplate',
    dateField: 'endDate',
    times: ['acknowledge', 'resolve'],
  },
  team: {
    entity: 'case',
    field: 'owningOrganisation',
    dateField: 'endDate',
    times: ['acknowledge', 'resolve'],
  },
};

const fieldOf = (id: TimeMeasure['id']): string => timeMeasures.find((one) => one.id === id)?.field ?? '';

/** The block. */
export function ByBlock({
  scope,
  by,
  onBy,
}: {
  readonly scope: Scope;
  readonly by: Grouping;
  readonly onBy: (by: Grouping) => void;
}) {
  const { t } = useTranslation('metrics');
  const { figures, question } = useGrouped(scope, by);
  return (
    <Block
      title={t('by.title')}
      subtitle={t(`by.subtitle.${by}`)}
      span={7}
      isTable
      answer={question}
      figures={question.isLoading ? undefined : figures}
      empty={t('by.empty')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('by.choose')}
          value={by}
          data={groupings.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={onBy}
          data-off-picture="true"
        />
      }
    >
      <FiguresTable figures={figures} label={t('by.title')} />
    </Block>
  );
}

function useGrouped(scope: Scope, by: Grouping) {
  const { t } = useTranslation('metrics');
  const templates = useTemplates();
  const { entity, field, dateField, times } = grouped[by];
  const base = useMemo(
    (): readonly Condition[] => [
      isWithin(dateField, scope.period),
      ...narrowing(entity, scope),
      notByMachine,
    ],
    [dateField, entity, scope],
  );
  const steps = useMemo(() => {
    const measures = times.flatMap((id) => [
      measureOf('median', fieldOf(id), `${id}Median`),
      measureOf('p90', fieldOf(id), `${id}P90`),
    ]);
    return [
      list(entity),
      where(filterOf(base)),
      aggregation(bucketsOf(field, mostGroups, [countOf(), ...measures])),
    ];
  }, [entity, field, times, base]);
  const question = useQuestion(`by-${by}`, steps);
  const figures = useMemo((): Figures => {
    const labels: Readonly<Record<Grouping, (key: string) => string>> = {
      rule: (key) => ruleWords(key).title,
      template: (key) => templates.get(key) ?? key,
      team: (key) => key,
    };
    const rows = bucketsIn(question.data).map(([key, bucket]) => {
      const conditions = [...base, isValue(field, key)];
      const opens = (id: TimeMeasure['id']): OpenedRows | undefined =>
        opened(entity, [...conditions, hasValue(fieldOf(id))], `-${fieldOf(id)}`);
      return {
        id: key,
        label: labels[by](key),
        cells: [
          { value: numberIn(bucket, 'count'), opens: opened(entity, conditions) },
          ...times.flatMap((id) =>
            [`${id}Median`, `${id}P90`].map((name) => {
              const value = numberIn(bucket, name);
              return value === null ? { value } : { value, opens: opens(id) };
            }),
          ),
        ],
      };
    });
    return {
      axis: t(`by.${by}`),
      columns: [
        { id: 'count', label: t(entity === 'alert' ? 'column.alerts' : 'column.cases') },
        ...times.flatMap((id) =>
          (['median', 'p90'] as const).map((name) => ({
            id: `${id}-${name}`,
            label: t(`by.column.${name}`, { time: t(`time.${id}`) }),
            form: 'duration' as const,
          })),
        ),
      ],
      rows: rows.toSorted((one, other) => (other.cells[0]?.value ?? 0) - (one.cells[0]?.value ?? 0)),
    };
  }, [question.data, base, by, entity, field, times, templates, t]);
  return { figures, question };
}
