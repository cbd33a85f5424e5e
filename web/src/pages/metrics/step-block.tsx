/** Time per step by case template: what was handled is solid, what waited is hatched, as everywhere else. */
import { useQueries } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list, page, type Step, sort, where } from '../../data/pipeline.ts';
import { pipelineQuery } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import type { ToldStep } from '../../parts/case/steps.ts';
import { aggregation, bucketsIn, bucketsOf, countOf, numberIn } from '../../parts/charts/aggregation.ts';
import { Block } from '../../parts/charts/block.tsx';
import { type Condition, hasValue, isNot, isValue } from '../../parts/charts/condition.ts';
import type { Figures } from '../../parts/charts/figures.ts';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import { useDuration } from '../../parts/time.tsx';
import classes from './metrics.module.css';
import { filterOf, inPeriod, narrowing, notByMachine, opened, type Scope } from './scope.ts';
import { lookOf, type StepTimes, stepParts, stepTimesOf } from './step-times.ts';
import { useTemplates } from './use-choices.ts';
import { togetherOf, useQuestion } from './use-question.ts';

/** Most templates, and most cases of each: the newest. */
const mostTemplates = 6;
const mostCases = 100;
/** Stands for cases that were made without a template. */
const withoutTemplate = '';

interface Line {
  readonly template: string;
  readonly count: number;
  readonly times: StepTimes | undefined;
}

const closedCases = (scope: Scope): readonly Condition[] => [
  inPeriod('endDate', scope),
  isValue('stage', 'Closed'),
  ...narrowing('case', scope),
  notByMachine,
];

const ofTemplate = (template: string): Condition =>
  template === withoutTemplate ? isNot(hasValue('caseTemplate')) : isValue('caseTemplate', template);

/** The block. */
export function StepBlock({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const conditions = useMemo(() => closedCases(scope), [scope]);
  const { lines, answer } = useLines(conditions);
  const names = useTemplates();
  const nameOf = (template: string): string =>
    template === withoutTemplate ? t('steps.withoutTemplate') : (names.get(template) ?? template);
  const figures = figuresOf(lines, nameOf, t);
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  return (
    <Block
      title={t('steps.title')}
      subtitle={t('steps.subtitle', { count: total })}
      span={7}
      answer={answer}
      figures={answer.isLoading ? undefined : figures}
      empty={t('steps.empty')}
    >
      <ul className={classes.rows}>
        {lines.map((line) => (
          <Bar
            key={line.template}
            line={line}
            lines={lines}
            name={nameOf(line.template)}
            conditions={conditions}
          />
        ))}
      </ul>
      <StepLegend />
    </Block>
  );
}

function useLines(conditions: readonly Condition[]) {
  const api = useApi();
  const steps = useMemo(
    (): readonly Step[] => [
      list('case'),
      where(filterOf(conditions)),
      aggregation(bucketsOf('caseTemplate', mostTemplates, [countOf()])),
    ],
    [conditions],
  );
  const templates = useQuestion('step-templates', steps);
  const free = useQuestion<number>(
    'step-free',
    useMemo(
      () => [list('case'), where(filterOf([...conditions, ofTemplate(withoutTemplate)])), { _name: 'count' }],
      [conditions],
    ),
  );
  const counted = [
    ...bucketsIn(templates.data).map(([template, bucket]) => ({
      template,
      count: numberIn(bucket, 'count') ?? 0,
    })),
    ...(free.data === undefined || free.data === 0 ? [] : [{ template: withoutTemplate, count: free.data }]),
  ].toSorted((one, other) => other.count - one.count);
  const cases = useQueries({
    queries: counted.map(({ template }) =>
      pipelineQuery<readonly { readonly extraData?: { readonly steps?: readonly ToldStep[] } }[]>(
        api,
        'metrics-steps',
        [
          list('case'),
          where(filterOf([...conditions, ofTemplate(template)])),
          sort([{ endDate: 'desc' }]),
          page(0, mostCases, ['steps']),
        ],
        { entities: [] },
      ),
    ),
  });
  const lines = counted.map(({ template, count }, index): Line => {
    const told = cases[index]?.data?.map(({ extraData }) => extraData?.steps ?? []) ?? [];
    return { template, count, times: stepTimesOf(told) };
  });
  const each = cases.map(({ isPending, error, refetch }) => ({
    isLoading: isPending,
    error,
    retry: () => void refetch(),
  }));
  return { lines, answer: togetherOf(templates, free, ...each) };
}

function figuresOf(
  lines: readonly Line[],
  nameOf: (template: string) => string,
  t: TFunction<'metrics'>,
): Figures {
  return {
    axis: t('column.template'),
    columns: [
      { id: 'cases', label: t('column.cases') },
      ...stepParts.map((part) => ({ id: part, label: t(`steps.part.${part}`), form: 'duration' as const })),
      { id: 'median', label: t('column.median'), form: 'duration' },
      { id: 'p90', label: t('column.p90'), form: 'duration' },
    ],
    rows: lines.map(({ template, count, times }) => ({
      id: template,
      label: nameOf(template),
      cells: [
        { value: count },
        ...stepParts.map((part) => ({
          value: times?.parts.find((one) => one.part === part)?.median ?? null,
        })),
        { value: times?.median ?? null },
        { value: times?.p90 ?? null },
      ],
    })),
  };
}

function Bar({
  line: { template, count, times },
  lines,
  name,
  conditions,
}: {
  readonly line: Line;
  readonly lines: readonly Line[];
  readonly name: string;
  readonly conditions: readonly Condition[];
}) {
  const { t } = useTranslation('metrics');
  const duration = useDuration();
  const of = (sum: StepTimes | undefined): number =>
    sum?.parts.reduce((whole, { median }) => whole + median, 0) ?? 0;
  const longest = Math.max(1, ...lines.map((line) => of(line.times)));
  const rows = opened('case', [...conditions, ofTemplate(template)], '-timeToResolve');
  return (
    <li className={`${classes.row} ${classes.stepRow}`}>
      <span className={classes.name}>
        <bdi className="sk-ellipsis">{name}</bdi>
        <small>
          <RowsLink opens={rows} label={t('open.cases', { count })}>
            {count}
          </RowsLink>
        </small>
      </span>
      <span className={classes.track}>
        {times?.parts
          .filter(({ median }) => median > 0)
          .map(({ part, median, p90, cases }) => (
            <span
              key={part}
              className={classes.part}
              data-part={lookOf[part]}
              title={t('steps.said', {
                part: t(`steps.part.${part}`),
                median: duration(median),
                p90: duration(p90),
                cases,
              })}
              style={{ width: `${(median / longest) * 100}%` }}
            />
          ))}
      </span>
      <span
        className={classes.number}
        title={times === undefined ? undefined : `${t('p90')} ${duration(times.p90)}`}
      >
        {times === undefined ? '' : duration(times.median)}
      </span>
    </li>
  );
}

function StepLegend() {
  const { t } = useTranslation('metrics');
  return (
    <ul className={classes.legend}>
      {(['wait', 'triage', 'work', 'others'] as const).map((look) => (
        <li key={look}>
          <span className={`${classes.part} ${classes.key}`} data-part={look} aria-hidden="true" />
          {t(`steps.look.${look}`)}
        </li>
      ))}
    </ul>
  );
}
