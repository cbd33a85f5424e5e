/** The fields of one question: objects, filter, number, and what it is told by. */
import { Button, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filterText } from '../../parts/charts/filter-text.ts';
import { useFilterWords } from '../../parts/list/filter-words.ts';
import { compileFilterText } from '../../parts/list/query/compile.ts';
import type { FieldWords, Vocabulary } from '../../parts/list/query/vocabulary.ts';
import { QueryBar } from '../../parts/list/query-bar.tsx';
import { useSuggestionSource } from '../../parts/list/use-vocabulary.ts';
import { type Level, type Operation, operations, usualSize } from './aggregation-shape.ts';
import classes from './dashboards.module.css';
import type { Series, WidgetType } from './definition.ts';
import { entityOf, type WidgetEntity, widgetEntities } from './entities.ts';
import { useFilterReading } from './use-filter-words.ts';
import { levelsOf, shapeOf, usualField, withShape } from './widget-kind.ts';

interface SeriesProps {
  readonly type: WidgetType;
  readonly series: Series;
  readonly isNamed: boolean;
  readonly onChange: (series: Series) => void;
  readonly onRemove: (() => void) | undefined;
}

/** The fields. */
export function SeriesFields(props: SeriesProps) {
  const { series, isNamed, onChange, onRemove } = props;
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const entity = entityOf(series.list);
  const { context } = useFilterReading(entity);
  return (
    <>
      {isNamed && (
        <TextInput
          label={t('form.name')}
          value={series.name}
          onChange={(event) => onChange({ ...series, name: event.currentTarget.value })}
        />
      )}
      <Select
        label={t('form.objects')}
        allowDeselect={false}
        data={widgetEntities.map(({ list, name }) => ({ value: list, label: t(`objects.${name}`) }))}
        value={entity.list}
        onChange={(list) => onChange(ofList(series, list ?? entity.list))}
      />
      <SeriesFilter series={series} entity={entity} onChange={onChange} />
      {context !== undefined && <Asked {...props} vocabulary={context.vocabulary} entity={entity} />}
      {onRemove !== undefined && <Button onClick={onRemove}>{word('action.remove')}</Button>}
    </>
  );
}

/** Another kind of objects has other fields. */
function ofList(series: Series, list: string): Series {
  const { filter: _, ...others } = series;
  const { dateField } = entityOf(list);
  const next: Series = { ...others, list, dateField, query: '' };
  const { levels } = shapeOf(series);
  return withShape(next, {
    measures: [{ op: 'count' }],
    levels: levels.map((level) =>
      level.kind === 'time' ? { ...level, field: dateField } : { ...level, field: usualField(next) },
    ),
  });
}

function SeriesFilter({
  series,
  entity,
  onChange,
}: {
  readonly series: Series;
  readonly entity: WidgetEntity;
  readonly onChange: (series: Series) => void;
}) {
  const { t } = useTranslation('dashboards');
  const { context } = useFilterReading(entity);
  const states = useMemo(() => Object.keys(context?.states ?? {}), [context]);
  const source = useSuggestionSource(entity.name, context?.vocabulary, states);
  const words = useFilterWords(entity.name, context?.vocabulary);
  const text = series.query ?? (series.filter === undefined ? '' : filterText(series.filter));
  if (context === undefined) return null;
  if (text === undefined) return <p className={classes.quiet}>{t('form.foreignFilter')}</p>;
  return (
    <QueryBar
      query={text}
      compiled={compileFilterText(text, context)}
      source={source}
      words={words}
      onQuery={(query) => {
        const { filter: _, ...others } = series;
        onChange({ ...others, query });
      }}
    />
  );
}

function Asked({
  type,
  series,
  vocabulary,
  entity,
  onChange,
}: SeriesProps & { readonly vocabulary: Vocabulary; readonly entity: WidgetEntity }) {
  const { t } = useTranslation('dashboards');
  const words = useFilterWords(entity.name, vocabulary);
  const shape = shapeOf(series);
  const measure = shape.measures[0] ?? { op: 'count' as const };
  const optionsOf = (suits: (field: FieldWords) => boolean) =>
    vocabulary.fields
      .filter((field) => field.aggregable && suits(field))
      .map((field) => ({ value: field.name, label: words.field(field) }));
  const measured = optionsOf(({ kind }) => kind === 'duration' || kind === 'number' || kind === 'scale');
  const measureBy = (op: Operation, field = measured[0]?.value): void =>
    onChange(
      withShape(series, {
        ...shape,
        measures: [op === 'count' || field === undefined ? { op: 'count' } : { op, field }],
      }),
    );
  return (
    <>
      {type !== 'heatmap' && (
        <div className={classes.pair}>
          <Select
            label={t('form.number')}
            allowDeselect={false}
            data={operations.map((value) => ({ value, label: t(`op.${value}`) }))}
            value={measure.op}
            onChange={(op) => measureBy((op ?? 'count') as Operation, measure.field)}
          />
          {measure.op !== 'count' && (
            <Select
              label={t('form.of')}
              searchable
              allowDeselect={false}
              data={measured}
              value={measure.field ?? null}
              onChange={(field) => measureBy(measure.op, field ?? undefined)}
            />
          )}
        </div>
      )}
      <Levels
        type={type}
        levels={shape.levels}
        series={series}
        fields={optionsOf(({ kind }) => kind !== 'date' && kind !== 'duration' && kind !== 'words')}
        onChange={(levels) => onChange(withShape(series, { ...shape, levels }))}
      />
      <Select
        label={t('form.date')}
        allowDeselect={false}
        data={optionsOf(({ kind }) => kind === 'date')}
        value={series.dateField}
        onChange={(dateField) => onChange({ ...series, dateField: dateField ?? series.dateField })}
      />
    </>
  );
}

function Levels({
  type,
  levels,
  series,
  fields,
  onChange,
}: {
  readonly type: WidgetType;
  readonly levels: readonly Level[];
  readonly series: Series;
  readonly fields: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (levels: readonly Level[]) => void;
}) {
  const { t } = useTranslation('dashboards');
  const wanted = levelsOf(type);
  if (wanted === 'none' || type === 'heatmap') return null;
  const time = levels.find((level) => level.kind === 'time');
  const field = levels.find((level) => level.kind === 'field');
  const put = (unit: string | null, name: string | null): void => {
    const ofTime: readonly Level[] =
      unit === null ? [] : [{ kind: 'time', field: series.dateField, unit: unit as 'd', amount: 1 }];
    const ofField: readonly Level[] =
      name === null ? [] : [{ kind: 'field', field: name, size: field?.size ?? usualSize }];
    onChange([...ofTime, ...ofField]);
  };
  return (
    <div className={classes.pair}>
      {wanted !== 'field' && (
        <Select
          label={t('form.interval')}
          clearable={wanted === 'either' && field !== undefined}
          allowDeselect={false}
          data={(['h', 'd', 'w', 'M'] as const).map((value) => ({ value, label: t(`unit.${value}`) }))}
          value={time?.unit ?? null}
          onChange={(unit) => put(unit, field?.field ?? null)}
        />
      )}
      {wanted !== 'time' && (
        <Select
          label={t('form.by')}
          searchable
          clearable={wanted === 'either' && time !== undefined}
          allowDeselect={false}
          data={[...fields]}
          value={field?.field ?? null}
          onChange={(name) => put(time?.unit ?? null, name)}
        />
      )}
    </div>
  );
}
