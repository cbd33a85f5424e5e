/** What changed between two reports of one analyzer on one value. */
import { CloseButton } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { Moment } from '../time.tsx';
import { neuronTitle, useReportOf } from './engine-data.ts';
import classes from './report.module.css';
import { type Difference, differencesOf, mostDifferences } from './report-difference.ts';
import { isRecord } from './taxonomies.ts';
import type { Comparison } from './use-comparison.ts';

/** The view. */
export function DifferenceView({
  comparison: { before, after },
  onClose,
}: {
  readonly comparison: Comparison;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const [was, is] = [useReportOf(before._id), useReportOf(after._id)];
  const error = was.error ?? is.error;
  const isLoaded = was.data !== undefined && is.data !== undefined;
  const found = useMemo(
    () => (isLoaded ? differencesOf(fullOf(was.data[0]?.report), fullOf(is.data[0]?.report)) : undefined),
    [isLoaded, was.data, is.data],
  );
  const again = (): void => void Promise.all([was.refetch(), is.refetch()]);
  return (
    <section className={classes.card} data-opened aria-label={t('compare.title')}>
      <header className={classes.head}>
        <strong className={classes.compared}>
          {t('compare.title')}: <bdi>{neuronTitle(after.analyzerName)}</bdi>
        </strong>
        <span className={classes.facts}>
          <Moment at={before.endDate ?? before.startDate} /> →{' '}
          <Moment at={after.endDate ?? after.startDate} />
        </span>
        <CloseButton size="sm" aria-label={t('compare.close')} onClick={onClose} />
      </header>
      <div className={classes.content}>
        {error !== null && (
          <Failure reason={errorText(error)} again={again} againLabel={word('action.retry')} />
        )}
        {error === null && found === undefined && <LoadingRows rows={4} label={word('loading')} />}
        {found !== undefined && <Differences found={found} />}
      </div>
    </section>
  );
}

function fullOf(report: unknown): unknown {
  return isRecord(report) && report.full !== undefined ? report.full : report;
}

function Differences({ found }: { readonly found: readonly Difference[] }) {
  const { t } = useTranslation('observables');
  if (found.length === 0) return <p className={classes.quiet}>{t('compare.none')}</p>;
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('compare.what')}</th>
            <th scope="col">{t('compare.place')}</th>
            <th scope="col">{t('compare.before')}</th>
            <th scope="col">{t('compare.after')}</th>
          </tr>
        </thead>
        <tbody>
          {numbered(found).map(({ key, kind, place, before, after }) => (
            <tr key={key} data-difference={kind}>
              <td>{t(`compare.${kind}`)}</td>
              <td>
                <bdi>{place}</bdi>
              </td>
              <td>
                <bdi>{defangText(before ?? '')}</bdi>
              </td>
              <td>
                <bdi>{defangText(after ?? '')}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === mostDifferences && (
        <p className={classes.quiet}>{t('compare.first', { count: mostDifferences })}</p>
      )}
    </div>
  );
}

/** Equal members of a list may come or go together: nothing but their place tells them apart. */
function numbered(found: readonly Difference[]): readonly (Difference & { readonly key: number })[] {
  return found.map((difference, place) => ({ ...difference, key: place }));
}
