/** How a closed case ended, in one place, with the way to reopen it. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StageMark } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { Markdown } from '../../../parts/markdown/markdown.tsx';
import { Duration, Moment } from '../../../parts/time.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './overview.module.css';

/** The banner. */
export function ClosedBanner() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const { status, impactStatus, endDate, timeToResolve, summary } = detail;
  return (
    <section className={classes.closed} aria-label={t('closed.label')}>
      <div className={classes.closedHead}>
        <span className={classes.strong}>{t('closed.label')}</span>
        <StageMark kind="case" stage="Closed" status={status} />
        {impactStatus !== undefined && impactStatus !== 'NotApplicable' && (
          <span>{t(`impact.${impactStatus}`)}</span>
        )}
        {endDate !== undefined && <Moment at={endDate} />}
        {timeToResolve !== undefined && (
          <span>
            {t('closed.after')} <Duration milliseconds={timeToResolve} />
          </span>
        )}
        {may('manageCase/reopen') && (
          <Button size="compact-sm" className={classes.end} onClick={() => openDialog('reopen')}>
            {t('act.reopen')}
          </Button>
        )}
      </div>
      {summary !== undefined && summary !== '' && (
        <div dir="auto">
          <Markdown text={summary} />
        </div>
      )}
    </section>
  );
}
