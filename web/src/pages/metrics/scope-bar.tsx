/** What the figures are narrowed to, what is left out of them, and the way to take them along. */
import { Select } from '@mantine/core';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list, where } from '../../data/pipeline.ts';
import { ruleWords } from '../../parts/alert/rule-words.ts';
import { dayText } from '../../parts/charts/calendar.ts';
import { ExportMenu } from '../../parts/charts/export-menu.tsx';
import type { PeriodChoice } from '../../parts/charts/period.ts';
import { PeriodPicker, usePeriodText } from '../../parts/charts/period-picker.tsx';
import { RowsLink } from '../../parts/charts/rows-link.tsx';
import classes from './metrics.module.css';
import { closedByMachine, filterOf, inPeriod, narrowing, opened, type Scope } from './scope.ts';
import { type Choice, useRules, useTeams, useTemplates } from './use-choices.ts';
import { useQuestion } from './use-question.ts';

/** What an address says of the page. */
export interface MetricsAddress {
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly template?: string | undefined;
  readonly rule?: string | undefined;
  readonly team?: string | undefined;
  readonly by?: string | undefined;
}

/** The bar. */
export function ScopeBar({
  scope,
  choice,
  page,
  onChange,
}: {
  readonly scope: Scope;
  readonly choice: PeriodChoice;
  readonly page: RefObject<HTMLElement | null>;
  readonly onChange: (change: MetricsAddress) => void;
}) {
  const { t } = useTranslation('metrics');
  const text = usePeriodText();
  return (
    <div className={classes.bar}>
      <PeriodPicker
        choice={choice}
        period={scope.period}
        onChange={({ name, from, to }) => onChange({ period: name, from, to })}
      />
      <span className={classes.compared}>{t('compared', { period: text(scope.previous) })}</span>
      <Narrowing scope={scope} onChange={onChange} />
      <Excluded scope={scope} />
      <ExportMenu
        page={page}
        name={`metrics-${dayText(scope.period.firstDay)}-${dayText(scope.period.lastDay)}`}
        heading={`${t('title')}, ${text(scope.period)}, ${scope.period.zone}`}
      />
    </div>
  );
}

function Narrowing({
  scope,
  onChange,
}: {
  readonly scope: Scope;
  readonly onChange: (change: MetricsAddress) => void;
}) {
  const templates = useTemplates();
  const rules = useRules(scope.period);
  const teams = useTeams();
  const choices = useMemo(
    (): readonly Choice[] => [...templates].map(([value, label]) => ({ value, label })),
    [templates],
  );
  const known =
    scope.rule === undefined || rules.some(({ value }) => value === scope.rule)
      ? rules
      : [{ value: scope.rule, label: ruleWords(scope.rule).title }, ...rules];
  return (
    <>
      <One id="template" value={scope.template} choices={choices} onChange={onChange} />
      <One id="rule" value={scope.rule} choices={known} onChange={onChange} />
      {(teams.length > 1 || scope.team !== undefined) && (
        <One id="team" value={scope.team} choices={teams} onChange={onChange} />
      )}
    </>
  );
}

function One({
  id,
  value,
  choices,
  onChange,
}: {
  readonly id: 'template' | 'rule' | 'team';
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (change: MetricsAddress) => void;
}) {
  const { t } = useTranslation('metrics');
  return (
    <Select
      className={classes.narrow}
      size="xs"
      aria-label={t(`narrow.${id}`)}
      placeholder={t(`narrow.all.${id}`)}
      data={[...choices]}
      value={value ?? null}
      clearable
      searchable
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      onChange={(chosen) => onChange({ [id]: chosen ?? undefined })}
    />
  );
}

/** What nobody handled is in no time; it is one step away. */
function Excluded({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('metrics');
  const alerts = useLeftOut('alert', '_createdAt', scope);
  const cases = useLeftOut('case', 'endDate', scope);
  const total = alerts.count + cases.count;
  if (total === 0) return <span className={classes.excluded} />;
  return (
    <span className={classes.excluded} data-testid="excluded">
      {t('excluded', { count: total })}{' '}
      {alerts.count > 0 && (
        <RowsLink opens={alerts.opens} label={t('column.alerts')}>
          {t('open.alerts', { count: alerts.count })}
        </RowsLink>
      )}
      {cases.count > 0 && (
        <RowsLink opens={cases.opens} label={t('column.cases')}>
          {t('open.cases', { count: cases.count })}
        </RowsLink>
      )}
    </span>
  );
}

function useLeftOut(entity: 'alert' | 'case', dateField: string, scope: Scope) {
  const conditions = useMemo(
    () => [inPeriod(dateField, scope), closedByMachine, ...narrowing(entity, scope)],
    [dateField, entity, scope],
  );
  const steps = useMemo(
    () => [list(entity), where(filterOf(conditions)), { _name: 'count' }],
    [entity, conditions],
  );
  const { data = 0 } = useQuestion<number>(`excluded-${entity}`, steps);
  return { count: data, opens: opened(entity, conditions) };
}
