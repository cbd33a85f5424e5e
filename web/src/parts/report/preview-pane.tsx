/** The preview of a report with what it leaves out; while it is drawn anew, the last one stays. */
import { Button, Loader } from '@mantine/core';
import { IconEyeOff, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { Moment } from '../time.tsx';
import classes from './report.module.css';
import { type ReportWish, useReportPreview } from './report-data.ts';
import { ReportFrame } from './report-frame.tsx';
import { type Withheld, withheldSum } from './withheld.ts';

/** The pane; `blocked` says why there is nothing to draw. */
export function PreviewPane({
  wish,
  blocked,
}: {
  readonly wish: ReportWish;
  readonly blocked?: string | undefined;
}) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const refusal = useReportRefusal();
  const { data, error, refetch, isFetching, dataUpdatedAt } = useReportPreview(wish, blocked === undefined);
  return (
    <section className={classes.pane} aria-label={t('preview.label')} aria-busy={isFetching}>
      <div className={classes.paneHead}>
        <h3 className={classes.heading}>{t('preview.title')}</h3>
        {data !== undefined && error === null && <WithheldNote withheld={data.withheld} />}
        <span className={classes.age} role="status">
          {isFetching && <Loader size={14} role="img" aria-label={word('loading')} />}
          {data !== undefined && !isFetching && error === null && (
            <>
              {t('preview.asOf')} <Moment at={dataUpdatedAt} />
            </>
          )}
        </span>
        <Button
          size="compact-sm"
          disabled={blocked !== undefined}
          leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
          onClick={() => void refetch()}
        >
          {t('preview.refresh')}
        </Button>
      </div>
      {blocked !== undefined ? (
        <p className={classes.quiet}>{blocked}</p>
      ) : error !== null ? (
        <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      ) : data === undefined ? (
        <LoadingRows rows={12} label={word('loading')} />
      ) : (
        <ReportFrame html={data.html} title={t('preview.label')} />
      )}
    </section>
  );
}

function WithheldNote({ withheld }: { readonly withheld: Withheld }) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const sum = withheldSum(withheld);
  if (sum === 0) return null;
  const kinds = withheld.map(({ kind, count }) => `${count} ${word(`entity.${kind}`, { count })}`).join(', ');
  return (
    <span className={classes.withheld} role="status" data-testid="report-withheld">
      <IconEyeOff size={14} stroke={1.6} aria-hidden="true" />
      {t('preview.withheld', { count: sum, kinds })}
    </span>
  );
}

/** Why a report could not be made. */
export function useReportRefusal(): (error: unknown) => string {
  const { t } = useTranslation('reports');
  const text = useErrorText();
  return (error) => {
    if (!(error instanceof ApiError)) return text(error);
    const { tlp, highest } = error.parameters;
    if (error.code === 'reportAboveTlp')
      return t('refused.aboveTlp', { tlp: String(tlp), highest: String(highest) });
    const [fault] = error.faults;
    return fault === undefined
      ? text(error)
      : t('refused.part', { part: fault.name, accepted: fault.accepted ?? '' });
  };
}
