/** How long the case took from step to step. */
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { workedAndWaited } from '../../../parts/case/steps.ts';
import { useCaseSteps } from '../../../parts/case/use-case-steps.ts';
import { useDuration } from '../../../parts/time.tsx';
import { useTicking } from '../../../ui/ticking.ts';
import classes from './panel.module.css';

/** The figures: detection, acknowledgement, containment, resolution. Without one, a dash. */
export function Times() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const duration = useDuration();
  const isOpen = detail.stage !== 'Closed';
  const now = useTicking(isOpen);
  const handled = earliest(detail.alertInProgressDate, detail.inProgressDate);
  // A case that was reopened still has the time of its former end; it counts on.
  const running = handled === undefined ? undefined : now - handled;
  const resolve = isOpen ? running : detail.timeToResolve;
  const figures = [
    { name: 'detect', took: detail.timeToDetect, runs: false },
    { name: 'acknowledge', took: detail.timeToAcknowledge, runs: false },
    { name: 'contain', took: detail.timeToContain, runs: false },
    { name: 'resolve', took: resolve, runs: isOpen && resolve !== undefined },
  ] as const;
  const steps = useCaseSteps();
  const { worked, waited, forOthers } = workedAndWaited(steps ?? []);
  return (
    <section className={classes.block} aria-labelledby="case-times">
      <h2 id="case-times" className={classes.blockTitle}>
        {t('times.title')} <span className={classes.quiet}>{t('times.automatic')}</span>
      </h2>
      <dl className={classes.figures}>
        {figures.map(({ name, took, runs }) => (
          <div key={name}>
            <dd className={classes.figure}>{took === undefined ? word('duration.none') : duration(took)}</dd>
            <dt className={classes.quiet}>
              {t(`times.${name}`)}
              {runs && ` · ${t('times.running')}`}
            </dt>
          </div>
        ))}
      </dl>
      <p className={classes.quiet} hidden={steps === undefined}>
        {t('times.worked')} <b className="sk-numbers">{duration(worked)}</b> · {t('times.waited')}{' '}
        <b className="sk-numbers">{duration(waited)}</b>
        {forOthers > 0 && (
          <>
            {' '}
            · {t('times.forOthers')} <b className="sk-numbers">{duration(forOthers)}</b>
          </>
        )}
      </p>
    </section>
  );
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
