/** How long the case took from step to step. */
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseTemplate } from '../../../parts/case/case-template.ts';
import { workedAndWaited } from '../../../parts/case/steps.ts';
import { useCaseSteps } from '../../../parts/case/use-case-steps.ts';
import { useUsualTimes } from '../../../parts/case/usual-times.ts';
import { changeOf } from '../../../parts/charts/time-change.ts';
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
  const template = useCaseTemplate();
  const usual = useUsualTimes(template);
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
            {!runs && <Difference took={took} usual={usual?.medians[name]} />}
          </div>
        ))}
      </dl>
      {usual !== undefined && (
        <p className={classes.quiet}>{t('times.compared', { count: usual.count, template })}</p>
      )}
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

/** How much faster or slower than usual; nothing where it is about the same. */
function Difference({
  took,
  usual,
}: {
  readonly took: number | undefined;
  readonly usual: number | null | undefined;
}) {
  const { t } = useTranslation('cases');
  const duration = useDuration();
  const change = changeOf(took ?? null, usual ?? null);
  if (typeof change === 'string') return null;
  const isFaster = change.by < 0;
  return (
    <dd className={isFaster ? classes.faster : classes.slower}>
      {t(isFaster ? 'times.faster' : 'times.slower', { duration: duration(Math.abs(change.by)) })}
    </dd>
  );
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
