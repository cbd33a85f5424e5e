/** What a widget shows: the answers to its series as figures, or why there are none. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pipelineQuery } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { ruleWords } from '../../parts/alert/rule-words.ts';
import type { Answer } from '../../parts/charts/block.tsx';
import type { Figures } from '../../parts/charts/figures.ts';
import type { Period, Stretch } from '../../parts/charts/period.ts';
import { useIntervalText } from '../../parts/charts/use-interval-text.ts';
import { useFilterWords } from '../../parts/list/filter-words.ts';
import { writtenName } from '../../parts/list/query/vocabulary.ts';
import { usePeople } from '../../parts/person.tsx';
import { readShape } from './aggregation-shape.ts';
import type { Widget } from './definition.ts';
import { entityOf, listedOf } from './entities.ts';
import { seriesFilter, seriesSteps, withinPeriod } from './series-question.ts';
import { useFilterReading } from './use-filter-words.ts';
import { type FigureWords, widgetFigures } from './widget-figures.ts';

/** A widget with its answers. */
export interface ShownWidget {
  readonly answer: Answer;
  readonly figures: Figures | undefined;
  /** The answer of the first series as it came, for what is no figures. */
  readonly raw: unknown;
}

/** Beginning of the names of questions, by which they are asked again. */
export const questionPrefix = 'dashboard-';

/** The answers for a stretch of time; undefined for all of it. */
export function useWidget(widget: Widget, stretch: Stretch | undefined, zone: string): ShownWidget {
  const api = useApi();
  const { t } = useTranslation('dashboards');
  const entity = entityOf(widget.series[0]?.list ?? '');
  const { context, error, retry } = useFilterReading(entity);
  const words = useWords(entity.name, context?.vocabulary, zone);
  const filterWords = useFilterWords(entity.name, context?.vocabulary);
  const asked = useMemo(
    () =>
      context === undefined
        ? []
        : widget.series.map((series) => ({
            series,
            shape: readShape(series.aggregation),
            ...seriesFilter(series, context),
          })),
    [widget, context],
  );
  const fault = asked.flatMap(({ faults }) => faults)[0];
  const answers = useQueries({
    queries: asked.map(({ series, condition }) => ({
      ...pipelineQuery<unknown>(
        api,
        `${questionPrefix}${series.list}`,
        seriesSteps(series, widget, condition, stretch, zone),
        {
          entities: [],
        },
      ),
      enabled: fault === undefined,
    })),
  });
  const data = answers.map((one) => one.data);
  const failure = answers.find((one) => one.error !== null)?.error ?? null;
  const key = JSON.stringify(data);
  // The answers are plain data; as long as they say the same, the figures stay.
  const figures = useMemo((): Figures | undefined => {
    const read = JSON.parse(key) as readonly unknown[];
    const series = asked.flatMap(({ series: { name, dateField }, shape, condition }, place) => {
      const listed = listedOf(entity);
      if (shape === undefined) return [];
      const opens: Parameters<typeof widgetFigures>[0][number]['opens'] = (...more) => {
        const { text } = withinPeriod(condition, dateField, stretch, ...more);
        return listed === undefined || text === undefined ? undefined : { entity: listed, query: text };
      };
      return [{ name, dateField, shape, answer: read[place], opens }];
    });
    return series.length === 0 ? undefined : widgetFigures(series, words, { stretch, zone });
  }, [key, asked, entity, words, stretch, zone]);
  const said =
    fault === undefined ? null : new Error(t('widget.fault', { reason: filterWords.fault(fault) }));
  return {
    answer: {
      isLoading: said === null && (context === undefined || answers.some((one) => one.isPending)),
      error: said ?? error ?? failure,
      retry: () => {
        retry();
        for (const one of answers) void one.refetch();
      },
    },
    figures,
    raw: data[0],
  };
}

function useWords(
  entity: string,
  vocabulary: Parameters<typeof useFilterWords>[1],
  zone: string,
): FigureWords {
  const { t } = useTranslation('dashboards');
  const words = useFilterWords(entity, vocabulary);
  const people = usePeople();
  const interval = useIntervalText();
  return useMemo(() => {
    const fieldOf = (name: string) => vocabulary?.byName.get(name.toLowerCase());
    const fieldName = (name: string): string => {
      const field = fieldOf(name);
      return field === undefined ? writtenName(name) : words.field(field);
    };
    return {
      axis: (level) =>
        level === undefined
          ? t('widget.series')
          : level.kind === 'time'
            ? t('widget.from')
            : fieldName(level.field),
      value: (name, value) => {
        const field = fieldOf(name);
        if (name === 'ruleKey') return ruleWords(value).title;
        if (field === undefined) return value;
        return field.kind === 'person' ? (people.get(value)?.name ?? value) : words.value(field, value);
      },
      measure: ({ op, field, name }) =>
        op === 'count'
          ? t('op.count')
          : `${t(`op.${op}`)}${name === undefined ? ` ${fieldName(field ?? '')}` : ''}`,
      interval: (start, { unit }) => interval(start, unit, zone),
      others: t('widget.others'),
    };
  }, [vocabulary, words, people, interval, t, zone]);
}

/** The stretch of time of a widget: its own, else that of the dashboard. */
export function stretchOf(period: Period | undefined): Stretch | undefined {
  return period === undefined ? undefined : { from: period.from, to: period.to };
}
