/** Values by analyzers: on, off, answered by an earlier report, forbidden by a rule, or no match. */
import { Checkbox } from '@mantine/core';
import { IconBan, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Pap, Tlp } from '../badges.tsx';
import { ObservableValue } from '../observable-value.tsx';
import { Ago, Duration } from '../time.tsx';
import classes from './analyse.module.css';
import {
  cellKey,
  type Plan,
  type PlanCell,
  type PlanRow,
  runsAt,
  tlpFromAnalyzers,
} from './analysis-plan.ts';
import { type EnabledNeuron, nameOfValue, neuronLabel, neuronTitle } from './engine-data.ts';
import { KnownMarks, type Seen, useSeen } from './known-marks.tsx';
import { RateLeft } from './rate-left.tsx';
import { useUsualDurations } from './usual-durations.ts';

interface MatrixProps {
  readonly plan: Plan;
  readonly chosen: ReadonlySet<string>;
  /** Earlier reports are not used again. */
  readonly isForced: boolean;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The matrix. */
export function AnalyseMatrix({ plan, chosen, isForced, onChoose }: MatrixProps) {
  const { t } = useTranslation('observables');
  const seen = useSeen(
    plan.rows.flatMap(({ observables }) =>
      observables.length === 1 ? observables.map(({ _id }) => _id) : [],
    ),
  );
  const change = (keys: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const key of keys)
      if (on) next.add(key);
      else next.delete(key);
    onChoose(next);
  };
  return (
    <section className={classes.scroll} aria-label={t('analyse.matrix')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('analyse.values', {
                count: plan.rows.reduce((sum, row) => sum + row.observables.length, 0),
              })}
            </th>
            {plan.analyzers.map((analyzer) => (
              <AnalyzerHead
                key={analyzer._id}
                plan={plan}
                analyzer={analyzer}
                chosen={chosen}
                isForced={isForced}
                onChange={change}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={classes.value}>
                <RowName row={row} seen={seen} />
              </th>
              {plan.analyzers.map((analyzer) => (
                <Cell
                  key={analyzer._id}
                  row={row}
                  analyzer={analyzer}
                  cell={plan.cell(row, analyzer)}
                  isOn={chosen.has(cellKey(row, analyzer))}
                  onChange={change}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RowName({ row, seen }: { readonly row: PlanRow; readonly seen: ReadonlyMap<string, Seen> }) {
  const { t } = useTranslation('observables');
  const [first] = row.observables;
  if (row.observables.length === 1 && first !== undefined)
    return (
      <>
        <ObservableValue dataType={row.dataType} value={nameOfValue(first)} />
        <KnownMarks observable={first} seen={seen.get(first._id)} />
      </>
    );
  return <span>{t('analyse.group', { count: row.observables.length, type: row.dataType })}</span>;
}

function AnalyzerHead({
  plan,
  analyzer,
  chosen,
  isForced,
  onChange,
}: {
  readonly plan: Plan;
  readonly analyzer: EnabledNeuron;
  readonly chosen: ReadonlySet<string>;
  readonly isForced: boolean;
  readonly onChange: (keys: readonly string[], on: boolean) => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const keys = plan.rows
    .filter((row) => plan.cell(row, analyzer).kind === 'ready')
    .map((row) => cellKey(row, analyzer));
  const on = keys.filter((key) => chosen.has(key)).length;
  const { maxTlp, maxPap, destination } = analyzer;
  const usual = useUsualDurations('job').get(analyzer.definitionId);
  return (
    <th scope="col" className={classes.analyzer} title={analyzer.description}>
      <Checkbox
        size="xs"
        label={neuronLabel(analyzer)}
        disabled={keys.length === 0}
        checked={keys.length > 0 && on === keys.length}
        indeterminate={on > 0 && on < keys.length}
        onChange={(event) => onChange(keys, event.currentTarget.checked)}
      />
      <span className={classes.fact}>
        <bdi>{destination === undefined ? t('analyse.stays') : neuronTitle(destination)}</bdi>
      </span>
      <span className={classes.fact}>
        {maxTlp === undefined ? t('analyse.anyTlp') : `TLP ≤ ${word(`tlp.${tlpFromAnalyzers(maxTlp)}`)}`}
        {maxPap === undefined ? '' : `, PAP ≤ ${word(`pap.${maxPap}`)}`}
      </span>
      {usual !== undefined && (
        <span className={classes.fact}>
          {t('analyse.usual')} <Duration milliseconds={usual} />
        </span>
      )}
      <RateLeft analyzer={analyzer} chosen={runsAt(plan, analyzer, chosen, isForced)} />
    </th>
  );
}

function Cell({
  row,
  analyzer,
  cell,
  isOn,
  onChange,
}: {
  readonly row: PlanRow;
  readonly analyzer: EnabledNeuron;
  readonly cell: PlanCell;
  readonly isOn: boolean;
  readonly onChange: (keys: readonly string[], on: boolean) => void;
}) {
  const { t } = useTranslation('observables');
  if (cell.kind === 'notApplicable')
    return (
      <td className={classes.cell} data-kind="notApplicable">
        <span aria-hidden="true">·</span>
        <span className="sk-hidden">{t('analyse.notApplicable')}</span>
      </td>
    );
  if (cell.kind === 'blocked') return <BlockedCell row={row} analyzer={analyzer} rule={cell.rule} />;
  const [first] = row.observables;
  const value = row.observables.length === 1 && first !== undefined ? nameOfValue(first) : row.dataType;
  return (
    <td className={classes.cell} data-kind="ready">
      <span className={classes.ready}>
        <Checkbox
          size="xs"
          aria-label={t('analyse.cell', { value, analyzer: neuronLabel(analyzer) })}
          checked={isOn}
          onChange={(event) => onChange([cellKey(row, analyzer)], event.currentTarget.checked)}
        />
        {cell.since !== undefined && (
          <span className={classes.cached} title={t('analyse.cachedHint', { count: cell.cached })}>
            <IconClock size={12} stroke={1.6} aria-hidden="true" />
            <span className="sk-hidden">{t('analyse.cachedHint', { count: cell.cached })}</span>
            <Ago at={cell.since} />
          </span>
        )}
      </span>
    </td>
  );
}

function BlockedCell({
  row,
  analyzer,
  rule,
}: {
  readonly row: PlanRow;
  readonly analyzer: EnabledNeuron;
  readonly rule: 'tlp' | 'pap';
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const [first] = row.observables;
  const given: Tlp | Pap = first?.[rule] ?? 0;
  const ceiling = rule === 'tlp' ? tlpFromAnalyzers(analyzer.maxTlp ?? 3) : (analyzer.maxPap ?? 3);
  const level = word(`${rule}.${given}` as 'tlp.0');
  const highest = word(`${rule}.${ceiling}` as 'tlp.0');
  const reason = t(`analyse.reason.${rule}`, { level, highest });
  return (
    <td className={classes.cell} data-kind="blocked" title={reason}>
      <span className={classes.rule}>
        <IconBan size={13} stroke={1.6} aria-hidden="true" />
        {rule.toUpperCase()}:{level}
      </span>
      <span className="sk-hidden">{reason}</span>
    </td>
  );
}
