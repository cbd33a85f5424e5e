/** The reports that are kept with a case: looked at, fetched, brought from elsewhere, deleted. */
import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { IconDownload, IconEye, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCaseReport } from '../../../../contract/v1-types.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { type Tlp, TlpBadge } from '../badges.tsx';
import { useErrorText } from '../error-text.ts';
import { ConfirmDialog } from '../list/bulk/confirm-dialog.tsx';
import { Person } from '../person.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { useFileSize } from '../task/file-size.ts';
import { Moment } from '../time.tsx';
import classes from './report.module.css';
import { reportAddress, useKeptReports } from './report-data.ts';

/** The list. */
export function KeptReports({ caseId, mayChange }: { readonly caseId: string; readonly mayChange: boolean }) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = useKeptReports(caseId);
  return (
    <section className={classes.kept} aria-label={t('kept.title')}>
      <div className={classes.keptHead}>
        <h3 className={classes.heading}>{t('kept.title')}</h3>
        {mayChange && <Upload caseId={caseId} />}
      </div>
      {error !== null && (
        <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={3} label={word('loading')} />}
      {data?.length === 0 && <p className={classes.note}>{t('kept.none')}</p>}
      <ul>
        {data?.map((report) => (
          <KeptReport key={report._id} report={report} mayChange={mayChange} />
        ))}
      </ul>
    </section>
  );
}

function Upload({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('reports');
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, busy, refusal } = useAttempt();
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const form = new FormData();
    form.append('file', file, file.name);
    if (await attempt(() => api.request('POST', `/case/${caseId}/report/upload`, { form })))
      await refresh(['caseReport', 'audit']);
  };
  return (
    <>
      <FileButton onChange={(file) => void take(file)}>
        {(props) => (
          <Button
            {...props}
            size="compact-sm"
            loading={busy}
            leftSection={<IconUpload size={14} stroke={1.6} aria-hidden="true" />}
          >
            {t('kept.upload')}
          </Button>
        )}
      </FileButton>
      <Refusal of={refusal} />
    </>
  );
}

function KeptReport({
  report,
  mayChange,
}: {
  readonly report: OutputCaseReport;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation('reports');
  const size = useFileSize();
  const { _id, filename, highestTlp, withheld } = report;
  return (
    <li className={classes.report}>
      <div className={classes.reportName}>
        <bdi className={classes.fileName} title={filename}>
          {filename}
        </bdi>
        <span className={classes.reportActs}>
          <ReportLinks id={_id} filename={filename} />
          {mayChange && <Remove report={report} />}
        </span>
      </div>
      <div className={classes.facts}>
        {highestTlp !== undefined && <TlpBadge tlp={highestTlp as Tlp} />}
        {withheld > 0 && <span className={classes.withheld}>{t('kept.withheld', { count: withheld })}</span>}
        <span>{size(report.size)}</span>
        <Moment at={report._updatedAt ?? report._createdAt} />
        <Person login={report._updatedBy ?? report._createdBy} />
      </div>
    </li>
  );
}

function ReportLinks({ id, filename }: { readonly id: string; readonly filename: string }) {
  const { t } = useTranslation('reports');
  const { organisation } = useApi();
  return (
    <>
      <Tooltip label={t('kept.view')}>
        <ActionIcon
          component="a"
          href={reportAddress(organisation, id, 'view')}
          target="_blank"
          rel="noopener"
          aria-label={t('kept.viewName', { name: filename })}
        >
          <IconEye size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('act.download')}>
        <ActionIcon
          component="a"
          href={reportAddress(organisation, id, 'download')}
          download
          aria-label={t('kept.downloadName', { name: filename })}
        >
          <IconDownload size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function Remove({ report }: { readonly report: OutputCaseReport }) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const { attempt, refusal } = useAttempt();
  const remove = async (): Promise<void> => {
    if (await attempt(() => api.remove(`/caseReport/${report._id}`))) await refresh(['caseReport', 'audit']);
  };
  return (
    <>
      <Tooltip label={word('action.delete')}>
        <ActionIcon
          aria-label={t('kept.deleteName', { name: report.filename })}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Refusal of={refusal} />
      <ConfirmDialog
        opened={asking}
        title={t('kept.deleteTitle')}
        reason={t('kept.deleteReason', { name: report.filename })}
        act={word('action.delete')}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
      />
    </>
  );
}
