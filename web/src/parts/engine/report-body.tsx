/** A report in full: laid out from its data, or as it came. It is text only, with what looks like an indicator defanged. */
import { Button } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RawReport } from './raw-report.tsx';
import classes from './report.module.css';
import { ReportExplorer } from './report-explorer.tsx';
import { type ReportPart, reportParts } from './report-table.ts';
import { isRecord } from './taxonomies.ts';

/** Parts that are shown before somebody asks for all. */
const fewParts = 6;

/** The body. */
export function ReportBody({ report }: { readonly report: unknown }) {
  const { t } = useTranslation('observables');
  const full = isRecord(report) && report.full !== undefined ? report.full : report;
  const parts = useMemo(() => reportParts(full), [full]);
  const [isWhole, setWhole] = useState(false);
  const [isRaw, setRaw] = useState(false);
  return (
    <>
      {isRaw ? (
        <RawReport report={full} />
      ) : isWhole ? (
        <ReportExplorer report={full} />
      ) : (
        <Parts parts={parts.slice(0, fewParts)} />
      )}
      {parts.length === 0 && !isRaw && <p className={classes.quiet}>{t('report.empty')}</p>}
      <p className={classes.links}>
        {parts.length > 0 && !isRaw && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-pressed={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? t('report.fewer') : t('report.allFields')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          {t('report.raw')}
        </Button>
      </p>
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly ReportPart[] }) {
  return (
    <dl className={classes.parts}>
      {parts.map((part) => (
        <div key={part.name} className={classes.part} data-kind={part.kind}>
          <dt>
            <bdi>{part.name}</bdi>
          </dt>
          <dd>
            {part.kind === 'line' ? (
              <bdi className={classes.text}>{defangText(part.text)}</bdi>
            ) : (
              <Table part={part} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Table({ part }: { readonly part: Extract<ReportPart, { kind: 'table' }> }) {
  const { t } = useTranslation('observables');
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            {part.columns.map((column) => (
              <th key={column} scope="col">
                <bdi>{column}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(part.rows).map(({ key, row }) => (
            <tr key={key}>
              {part.columns.map((column, place) => (
                <td key={column}>
                  <bdi>{defangText(row[place] ?? '')}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {part.more > 0 && <p className={classes.quiet}>{t('report.moreRows', { count: part.more })}</p>}
    </div>
  );
}

/** Rows of a report have nothing by which they could be told apart but their place. */
function numbered(
  rows: readonly (readonly string[])[],
): readonly { readonly key: number; readonly row: readonly string[] }[] {
  return rows.map((row, place) => ({ key: place, row }));
}
