/** How alerts of the same rule ended before: a bar of the verdicts, their counts, and how long it usually took. */
import { useTranslation } from 'react-i18next';
import { type Outcome, outcomeOf } from '../badges.tsx';
import { useDuration } from '../time.tsx';
import classes from './alert.module.css';
import { type AlertDetail, usePastDuration, usePastVerdicts } from './alert-data.ts';
import { Answer } from './answer.tsx';
import { Section } from './section.tsx';

/** A verdict with its number. */
interface Verdict {
  readonly status: string;
  readonly count: number;
}

/** The block. */
export function VerdictsSection({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const answer = usePastVerdicts(alert.ruleKey);
  const median = usePastDuration(alert.ruleKey);
  const duration = useDuration();
  const verdicts = Object.entries(answer.data ?? {}).map(([status, { count }]) => ({ status, count }));
  const total = verdicts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section
      title={t('verdicts.title')}
      count={answer.data === undefined || total === 0 ? undefined : t('verdicts.count', { count: total })}
    >
      <Answer of={answer} rows={1}>
        {() =>
          total === 0 ? (
            <p className={classes.quiet}>{t('verdicts.none')}</p>
          ) : (
            <>
              <VerdictBar verdicts={verdicts} />
              <p className={classes.verdicts}>
                <VerdictCounts verdicts={verdicts} />
                {median !== undefined && (
                  <span className={classes.end}>{t('verdicts.median', { duration: duration(median) })}</span>
                )}
              </p>
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function VerdictBar({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  return (
    <div className={classes.bar} aria-hidden="true">
      {verdicts.map(({ status, count }) => (
        <span key={status} data-outcome={hueOf(status)} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

function VerdictCounts({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const { t: word } = useTranslation('words');
  return verdicts.map(({ status, count }) => (
    <span key={status} className={classes.verdict}>
      <span className={classes.swatch} data-outcome={hueOf(status)} aria-hidden="true" />
      {word(`alertStatus.${status}` as 'alertStatus.New', { defaultValue: status })} <b>{count}</b>
    </span>
  ));
}

/** An alert that became part of a case was worth it, whatever its status is called. */
function hueOf(status: string): Outcome {
  return status === 'Imported' ? 'truePositive' : outcomeOf(status);
}
