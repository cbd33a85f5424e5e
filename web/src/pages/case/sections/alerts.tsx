/** Alerts that a case holds: where they came from, what each brought, and the way to take one out again. */
import { Button, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAlert } from '../../../../../contract/v1-types.ts';
import { follow, get, page, sort } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi, useMay } from '../../../data/session.tsx';
import { UnmergeDialog } from '../../../parts/alert/merge/unmerge-dialog.tsx';
import { SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Moment } from '../../../parts/time.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import classes from './sections.module.css';

/** Most alerts that are listed. */
const mostAlerts = 500;

/** The section. */
export default function Section() {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { detail } = useCase();
  const { data, error, refetch } = usePipeline<readonly OutputAlert[]>(
    'case-alerts',
    [get('case', detail._id), follow('alerts'), sort([{ date: 'desc' }]), page(0, mostAlerts)],
    { entities: ['alert', 'case'], about: detail._id },
  );
  return (
    <section className={classes.section} aria-label={t('linked.title')}>
      <h2 className={classes.title}>{t('linked.title')}</h2>
      {error !== null && (
        <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={4} label={word('loading')} />}
      {data?.length === 0 && <Message title={t('linked.none')}>{t('linked.noneReason')}</Message>}
      {data !== undefined && data.length > 0 && <Alerts alerts={data} caseId={detail._id} />}
    </section>
  );
}

function Alerts({ alerts, caseId }: { readonly alerts: readonly OutputAlert[]; readonly caseId: string }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const { may } = useCase();
  const mayUnmerge = useMay('manageAlert/import') && may('manageCase/update');
  const [unmerging, setUnmerging] = useState<string>();
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{word('field.severity')}</th>
            <th>{word('field.title')}</th>
            <th>{word('field.source')}</th>
            <th>{t('linked.brought')}</th>
            <th>{word('field.status')}</th>
            <th>{word('field.date')}</th>
            <th>
              <span className="sk-hidden">{t('files.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert._id}>
              <td>
                <SeverityBadge severity={alert.severity} />
              </td>
              <td className={classes.widest}>
                <Link
                  to="/o/$organisation/alerts/$alertId"
                  params={{ organisation, alertId: alert._id }}
                  search={{}}
                  className={classes.link}
                  title={alert.title}
                >
                  <bdi>{alert.title}</bdi>
                </Link>
              </td>
              <td className={classes.cut} title={`${alert.source} ${alert.sourceRef}`}>
                <bdi>{alert.source}</bdi> <span className={classes.quiet}>{alert.sourceRef}</span>
              </td>
              <td className={classes.whole}>{t('linked.observables', { count: alert.observableCount })}</td>
              <td>
                <StageMark kind="alert" stage={alert.stage} status={alert.status} />
              </td>
              <td className={classes.whole}>
                <Moment at={alert.date} />
              </td>
              <td className={classes.endCell}>
                {mayUnmerge && (
                  <Tooltip label={t('linked.unmergeHint')}>
                    <Button
                      size="compact-sm"
                      aria-label={t('linked.unmergeName', { title: alert.title })}
                      onClick={() => setUnmerging(alert._id)}
                    >
                      {t('linked.unmerge')}
                    </Button>
                  </Tooltip>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unmerging !== undefined && (
        <UnmergeDialog caseId={caseId} alertId={unmerging} opened onClose={() => setUnmerging(undefined)} />
      )}
    </>
  );
}
