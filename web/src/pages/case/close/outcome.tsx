/** How a case ended: one of the closed statuses with what it means, whether it did harm, and a summary. */
import { Button, Radio, SegmentedControl, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../data/drafts.ts';
import { StageMark } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseStatuses } from '../../../parts/case/case-data.ts';
import { DraftState } from '../../../parts/markdown/draft-state.tsx';
import { useCaseLogs } from '../../../parts/task/task-data.ts';
import classes from './close.module.css';
import { needsImpact, outcomesInOrder } from './closing.ts';

/** Logs that are looked through for a summary. */
const mostLogs = 200;

type Impact = 'WithImpact' | 'NoImpact';

/** The block. */
export function Outcome({
  status,
  onStatus,
  impact,
  onImpact,
  summary,
}: {
  readonly status: string | undefined;
  readonly onStatus: (status: string) => void;
  readonly impact: Impact | undefined;
  readonly onImpact: (impact: Impact) => void;
  readonly summary: Draft;
}) {
  const { t } = useTranslation('cases');
  return (
    <section className={classes.section} aria-labelledby="close-outcome">
      <h3 id="close-outcome" className={classes.heading}>
        {t('close.outcome')}
        {status === undefined && <span className={classes.missing}>{t('close.outcomeMissing')}</span>}
      </h3>
      <StatusCards status={status} onStatus={onStatus} />
      <div className={classes.two}>
        {needsImpact(status) && (
          <div>
            <p className={classes.label} id="close-impact">
              {t('close.impact')}
              {impact === undefined && <span className={classes.missing}>{t('close.outcomeMissing')}</span>}
            </p>
            <SegmentedControl
              aria-labelledby="close-impact"
              data={[
                { value: 'NoImpact', label: t('impact.NoImpact') },
                { value: 'WithImpact', label: t('impact.WithImpact') },
              ]}
              // Nothing is chosen until the person chooses.
              value={impact ?? ''}
              onChange={(value) => onImpact(value === 'WithImpact' ? 'WithImpact' : 'NoImpact')}
            />
          </div>
        )}
        <Summary summary={summary} />
      </div>
    </section>
  );
}

function StatusCards({
  status,
  onStatus,
}: {
  readonly status: string | undefined;
  readonly onStatus: (status: string) => void;
}) {
  const { t } = useTranslation('cases');
  const statuses = outcomesInOrder(useCaseStatuses());
  return (
    <Radio.Group value={status ?? null} onChange={onStatus} aria-label={t('close.outcome')} required>
      <div className={classes.cards} data-missing={status === undefined || undefined}>
        {statuses.map(({ value, description }) => (
          <Radio.Card
            key={value}
            value={value}
            className={classes.card}
            data-autofocus={value === statuses[0]?.value || undefined}
          >
            <Radio.Indicator />
            <span className={classes.cardText}>
              <StageMark kind="case" stage="Closed" status={value} />
              <bdi className={classes.quiet}>
                {description ?? t(`meaning.${value}` as 'meaning.Other', { defaultValue: '' })}
              </bdi>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

function Summary({ summary }: { readonly summary: Draft }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const id = useId();
  const { data: logs = [] } = useCaseLogs(detail._id, mostLogs);
  const marked = logs.filter(({ includeInTimeline }) => includeInTimeline !== undefined).toReversed();
  const propose = (): void => {
    const lines = marked.map(({ message }) => `- ${message.split('\n')[0] ?? ''}`);
    summary.change([summary.value, ...lines].filter((line) => line !== '').join('\n'));
  };
  return (
    <div className={classes.summary}>
      <p className={classes.label}>
        <label htmlFor={id}>{word('field.summary')}</label>
        {marked.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={propose}>
            {t('close.propose', { count: marked.length })}
          </Button>
        )}
        <span className={classes.quiet}>
          <DraftState state={summary.state} />
        </span>
      </p>
      <Textarea
        id={id}
        autosize
        minRows={2}
        maxRows={10}
        placeholder={t('close.summaryHint')}
        value={summary.value}
        onChange={({ currentTarget }) => summary.change(currentTarget.value)}
      />
    </div>
  );
}
