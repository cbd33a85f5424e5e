/**
 * Analysing some observables: values by analyzers, what is answered by earlier reports, what a rule forbids and what
 * leaves to whom. Running returns at once; results come in while people go on.
 */
import { Button, Checkbox, Modal, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './analyse.module.css';
import { AnalyseMatrix } from './analyse-matrix.tsx';
import { egressOf, type Plan, type PlanTotals, planOf, readyCells, totalsOf } from './analysis-plan.ts';
import { EgressPanel } from './egress-panel.tsx';
import { type Analysable, useEnabledNeurons, useRecentJobs } from './engine-data.ts';
import { useStartJobs } from './start-jobs.ts';

/** Hours for which reports of analyzers could be used again at most. */
const lookBackMs = 24 * 3_600_000;

/** The dialog. */
export function AnalyseDialog({
  observables,
  opened,
  onClose,
}: {
  readonly observables: readonly Analysable[];
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={1080}
      padding={0}
      title={t('analyse.title', { count: observables.length })}
      classNames={{ header: classes.head ?? '', body: classes.body ?? '' }}
      closeButtonProps={{ 'aria-label': word('action.close') }}
    >
      <AnalyseContent observables={observables} onClose={onClose} />
    </Modal>
  );
}

interface ContentProps {
  readonly observables: readonly Analysable[];
  readonly onClose: () => void;
}

function AnalyseContent({ observables, onClose }: ContentProps) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const [openedAt] = useState(Date.now);
  const enabled = useEnabledNeurons();
  const ids = useMemo(() => observables.map(({ _id }) => _id), [observables]);
  const recent = useRecentJobs(ids, openedAt - lookBackMs, ids.length > 0);
  const plan = useMemo(
    () => planOf(observables, enabled.data ?? [], recent.data ?? [], openedAt),
    [observables, enabled.data, recent.data, openedAt],
  );
  if (enabled.isPending || recent.isLoading) return <LoadingRows rows={5} label={word('loading')} />;
  if (enabled.error !== null)
    return (
      <Failure
        reason={errorText(enabled.error)}
        again={() => void enabled.refetch()}
        againLabel={word('action.retry')}
      />
    );
  if (plan.analyzers.length === 0)
    return <Message title={t('analyse.none')}>{t('analyse.noneReason')}</Message>;
  return <AnalyseForm plan={plan} onClose={onClose} />;
}

function AnalyseForm({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const { t } = useTranslation('observables');
  const [chosen, setChosen] = useState(() => readyCells(plan));
  const [isForced, setForced] = useState(false);
  const start = useStartJobs();
  const totals = useMemo(() => totalsOf(plan, chosen), [plan, chosen]);
  const run = (): void => {
    if (totals.jobs.length === 0) return;
    start(totals.jobs, isForced);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={classes.content}>
        <div className={classes.line}>
          <p className={classes.hint}>{t('analyse.hint')}</p>
          <Presets plan={plan} chosen={chosen} onChoose={setChosen} />
        </div>
        <AnalyseMatrix plan={plan} chosen={chosen} isForced={isForced} onChoose={setChosen} />
        <EgressPanel egress={egressOf(plan, chosen)} />
      </div>
      <Foot totals={totals} isForced={isForced} onForced={setForced} onClose={onClose} onRun={run} />
    </form>
  );
}

function Presets({
  plan,
  chosen,
  onChoose,
}: {
  readonly plan: Plan;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('observables');
  const choices = {
    all: readyCells(plan),
    local: readyCells(plan, ({ destination }) => destination === undefined),
    none: new Set<string>(),
  };
  const names = ['all', 'local', 'none'] as const;
  const present = names.find((name) => isSame(choices[name], chosen));
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('analyse.preset.label')}
      value={present ?? ''}
      data={names.map((name) => ({ value: name, label: t(`analyse.preset.${name}`) }))}
      onChange={(value) => onChoose(choices[names.find((name) => name === value) ?? 'none'])}
    />
  );
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}

function Foot({
  totals,
  isForced,
  onForced,
  onClose,
  onRun,
}: {
  readonly totals: PlanTotals;
  readonly isForced: boolean;
  readonly onForced: (isForced: boolean) => void;
  readonly onClose: () => void;
  readonly onRun: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const count = totals.jobs.length;
  const label = t('analyse.run', { count });
  const primary = useRef<HTMLButtonElement>(null);
  // What can be analysed is known only after the dialog has opened, and taken the focus.
  useEffect(() => primary.current?.focus(), []);
  useActions([{ id: 'analyse.run', label, group: t('group'), keys: '$mod+Enter', perform: onRun }]);
  return (
    <div className={classes.foot}>
      <span role="status" className={classes.totals}>
        <strong>{t('analyse.jobs', { count })}</strong>
        {totals.cached > 0 && !isForced && <span>{t('analyse.fromCache', { count: totals.cached })}</span>}
        {totals.blocked > 0 && (
          <span className={classes.blockedText}>{t('analyse.blocked', { count: totals.blocked })}</span>
        )}
      </span>
      <Checkbox
        size="xs"
        label={t('analyse.ignoreCache')}
        checked={isForced}
        onChange={(event) => onForced(event.currentTarget.checked)}
      />
      <span className={classes.space} />
      <Button onClick={onClose}>{word('action.cancel')}</Button>
      <Button
        type="submit"
        variant="filled"
        ref={primary}
        disabled={count === 0}
        rightSection={<Keys keys="$mod+Enter" />}
      >
        {label}
      </Button>
    </div>
  );
}
