/** The times of a case before it is closed. Occurrence and end can be corrected, with a reason. */
import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../data/drafts.ts';
import { usePreferences, zoneOf } from '../../../data/preferences.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { StepStrip } from '../../../parts/case/step-strip.tsx';
import { useCaseSteps } from '../../../parts/case/use-case-steps.ts';
import { momentText, readMoment } from '../../../parts/editing/moment-text.ts';
import { Duration, Moment } from '../../../parts/time.tsx';
import { useTicking } from '../../../ui/ticking.ts';
import classes from './close.module.css';

/** Corrected times in milliseconds. */
export interface TimesState {
  readonly startDate?: number;
  readonly endDate?: number;
}

/** The corrected times as the API takes them. */
export function timesPatch({ startDate, endDate }: TimesState): Readonly<Record<string, number>> {
  return { ...(startDate === undefined ? {} : { startDate }), ...(endDate === undefined ? {} : { endDate }) };
}

/** The block. */
export function Times({
  state,
  onChange,
  reason,
}: {
  readonly state: TimesState;
  readonly onChange: (state: TimesState) => void;
  /** Why they are corrected; undefined while nobody has to say. */
  readonly reason: Pick<Draft, 'value' | 'change'> | undefined;
}) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const now = useTicking(true);
  const start = state.startDate ?? detail.startDate;
  const end = state.endDate ?? now;
  const detected = detail.alertNewDate ?? detail.newDate;
  const started = detail.alertInProgressDate ?? detail.inProgressDate;
  return (
    <section className={classes.section} aria-labelledby="close-times">
      <h3 id="close-times" className={classes.heading}>
        {t('close.times')}
        <span className={classes.quiet}>{t('close.timesHint')}</span>
      </h3>
      <div className={classes.times}>
        <TimeInput
          label={t('time.occurred')}
          value={start}
          wrong={start > end}
          beside={undefined}
          onChange={(startDate) => onChange({ ...state, startDate })}
        />
        <Time label={t('time.detected')} at={detected} after={detected - start} />
        <Time label={t('time.acknowledged')} at={started} after={started && started - start} />
        <Time
          label={t('time.contained')}
          at={detail.containedDate}
          after={detail.containedDate && detail.containedDate - start}
        />
        <TimeInput
          label={t('time.resolved')}
          value={end}
          wrong={start > end}
          beside={end - start}
          onChange={(endDate) => onChange({ ...state, endDate })}
        />
      </div>
      {start > end && (
        <p role="alert" className={classes.refusal}>
          {t('close.timesWrong')}
        </p>
      )}
      {reason !== undefined && (
        <TextInput
          size="xs"
          label={t('close.reason')}
          value={reason.value}
          onChange={({ currentTarget }) => reason.change(currentTarget.value)}
          required
        />
      )}
      <StepStrip steps={useCaseSteps()} now={now} />
    </section>
  );
}

function Time({
  label,
  at,
  after,
}: {
  readonly label: string;
  readonly at: number | undefined;
  readonly after: number | undefined;
}) {
  return (
    <>
      <span className={classes.timeLabel}>{label}</span>
      <span className={classes.timeValue}>{at === undefined ? '–' : <Moment at={at} />}</span>
      <span className={classes.quiet}>
        <Duration milliseconds={after} />
      </span>
    </>
  );
}

function TimeInput({
  label,
  value,
  wrong,
  beside,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly wrong: boolean;
  /** Time since the occurrence, in milliseconds. */
  readonly beside: number | undefined;
  readonly onChange: (at: number) => void;
}) {
  const zone = zoneOf(usePreferences().preferences);
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={classes.timeLabel}>
        {label}
      </label>
      <TextInput
        id={id}
        size="xs"
        type="datetime-local"
        error={wrong}
        value={momentText(value, zone)}
        onChange={({ currentTarget }) => {
          const at = readMoment(currentTarget.value, zone);
          if (at !== undefined) onChange(at);
        }}
      />
      <span className={classes.quiet}>{beside !== undefined && <Duration milliseconds={beside} />}</span>
    </>
  );
}
