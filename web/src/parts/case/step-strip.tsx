/** The steps of a case in one line: solid where somebody worked, hatched where nobody did, with the durations in words. */
import { useTranslation } from 'react-i18next';
import { useDuration } from '../time.tsx';
import classes from './step-strip.module.css';
import { type CaseStep, currentStep, stepDuration } from './steps.ts';

/** A long step may be at most this many times as wide as a short one, so that short ones stay readable. */
const widest = 4;
const minuteMs = 60_000;

function widthOf(duration: number | undefined): number {
  if (duration === undefined) return 1;
  return Math.min(widest, 1 + Math.log10(1 + duration / minuteMs));
}

/** The strip, or its place while the steps are read; `thin` leaves the words to screen readers. */
export function StepStrip({
  steps,
  now,
  thin = false,
}: {
  readonly steps: readonly CaseStep[] | undefined;
  readonly now: number;
  readonly thin?: boolean;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const looks = `${classes.strip} ${thin ? classes.thin : ''}`;
  if (steps === undefined)
    return (
      <div className={looks} role="status" aria-label={word('loading')}>
        <div className={classes.step} data-state="unread">
          <div className={classes.bar} />
          <span className={classes.name}>&nbsp;</span>
        </div>
      </div>
    );
  const running = currentStep(steps);
  return (
    <>
      <ol className={looks} aria-label={t('steps.label')}>
        {steps.map((step) => (
          <Step key={step.name} step={step} now={now} isRunning={step === running} />
        ))}
      </ol>
      {!thin && <Caption steps={steps} running={running} now={now} />}
    </>
  );
}

/** The words of the step that runs, or of the last one, below the strip: a phone has no room for those of each step. */
function Caption({
  steps,
  running,
  now,
}: {
  readonly steps: readonly CaseStep[];
  readonly running: CaseStep | undefined;
  readonly now: number;
}) {
  const { t } = useTranslation('cases');
  const duration = useDuration();
  const nameOf = useStepName();
  const told = running ?? steps.findLast(({ from }) => from !== null);
  if (told === undefined) return null;
  const reached = steps.filter(({ from }) => from !== null).length;
  return (
    <p className={classes.caption} data-running={running !== undefined || undefined} aria-hidden="true">
      <span className={classes.captionStep}>
        <bdi>{nameOf(told)}</bdi> <b className="sk-numbers">{duration(stepDuration(told, now) ?? 0)}</b>
      </span>
      <span>{t('steps.reached', { count: steps.length, reached })}</span>
    </p>
  );
}

function useStepName(): (step: CaseStep) => string {
  const { t } = useTranslation('cases');
  return ({ name, who }) =>
    name === 'waitingForOthers' ? t('steps.others', { names: who.join(', ') }) : t(`steps.${name}`);
}

function Step({
  step,
  now,
  isRunning,
}: {
  readonly step: CaseStep;
  readonly now: number;
  readonly isRunning: boolean;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const duration = useDuration();
  const took = stepDuration(step, now);
  const text = took === undefined ? word('duration.none') : duration(took);
  const name = useStepName()(step);
  const why = t(`steps.why.${step.name}`);
  const parts =
    took === undefined
      ? t('steps.notReached')
      : t('steps.parts', { worked: duration(step.worked), waited: duration(step.waited) });
  return (
    <li
      className={classes.step}
      data-state={took === undefined ? 'todo' : step.name === 'waitingForOthers' ? 'others' : 'reached'}
      data-running={isRunning || undefined}
      style={{ flexGrow: widthOf(took), flexBasis: 0 }}
      title={`${name}: ${text}. ${why}. ${parts}`}
      aria-current={isRunning ? 'step' : undefined}
    >
      <Bar step={step} />
      <span className={classes.name}>
        <bdi>{name}</bdi> <b className="sk-numbers">{text}</b>
      </span>
      <span className="sk-hidden">{parts}</span>
    </li>
  );
}

/** What was worked, then what was waited, in their proportion. */
function Bar({ step: { name, from, worked, waited } }: { readonly step: CaseStep }) {
  if (from === null || name === 'waitingForOthers') return <div className={classes.bar} aria-hidden="true" />;
  return (
    <div className={classes.parts} aria-hidden="true">
      {worked > 0 && <div className={classes.worked} style={{ flexGrow: worked }} />}
      {waited > 0 && <div className={classes.waited} style={{ flexGrow: waited }} />}
      {worked + waited === 0 && <div className={classes.worked} />}
    </div>
  );
}
