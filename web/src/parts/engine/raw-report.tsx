/** A report as it came: its beginning, and the whole of it to take along. Of a large one nothing more is written before it is asked for. */
import { Box, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keepFile } from '../../data/receive-file.ts';
import { useFileSize } from '../task/file-size.ts';
import { beginningOf } from './json-beginning.ts';
import classes from './report.module.css';

/** Characters that are shown. */
const mostRaw = 200_000;

/** The raw report. */
export function RawReport({ report }: { readonly report: unknown }) {
  const { t } = useTranslation('observables');
  const size = useFileSize();
  const { text, isWhole } = useMemo(() => beginningOf(report, mostRaw), [report]);
  const whole = (): string => (isWhole ? text : (JSON.stringify(report) ?? ''));
  const copy = (): void =>
    void navigator.clipboard
      .writeText(whole())
      .then(() => notifications.show({ message: t('report.copied') }))
      .catch(() => notifications.show({ color: 'red', message: t('copied.refused') }));
  return (
    <>
      <p className={classes.links}>
        <span className={classes.quiet}>{isWhole ? size(new Blob([text]).size) : t('report.beginning')}</span>
        <Button size="compact-sm" variant="subtle" onClick={copy}>
          {t('report.copy')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => keepFile(new Blob([whole()]), 'report.json')}
        >
          {t('report.save')}
        </Button>
      </p>
      <Box component="pre" className={classes.raw ?? ''} tabIndex={0}>
        {text}
      </Box>
    </>
  );
}
