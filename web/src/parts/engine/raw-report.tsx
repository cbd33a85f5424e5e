/** A report as it came: its size, its beginning, and the whole of it to take along. */
import { Box, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keepFile } from '../../data/receive-file.ts';
import { useFileSize } from '../task/file-size.ts';
import classes from './report.module.css';

/** Characters that are shown. */
const mostRaw = 200_000;

/** The raw report. */
export function RawReport({ report }: { readonly report: unknown }) {
  const { t } = useTranslation('observables');
  const size = useFileSize();
  const text = useMemo(() => JSON.stringify(report, null, 2) ?? '', [report]);
  const bytes = useMemo(() => new Blob([text]), [text]);
  const copy = (): void =>
    void navigator.clipboard
      .writeText(text)
      .then(() => notifications.show({ message: t('report.copied') }))
      .catch(() => notifications.show({ color: 'red', message: t('copied.refused') }));
  return (
    <>
      <p className={classes.links}>
        <span className={classes.quiet}>
          {size(bytes.size)}
          {text.length > mostRaw && ` · ${t('report.beginning')}`}
        </span>
        <Button size="compact-sm" variant="subtle" onClick={copy}>
          {t('report.copy')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => keepFile(bytes, 'report.json')}>
          {t('report.save')}
        </Button>
      </p>
      <Box component="pre" className={classes.raw ?? ''} tabIndex={0}>
        {text.slice(0, mostRaw)}
      </Box>
    </>
  );
}
