/** The report that a definition gives, saved or not: with sample data, or with those of a case. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewPane } from '../../../parts/report/preview-pane.tsx';
import classes from './widgets.module.css';

/** Milliseconds without a stroke before another case is read. */
const casePauseMs = 500;

/** The preview. */
export function TemplatePreview({
  definition,
  templateId,
}: {
  readonly definition: unknown;
  readonly templateId: string | undefined;
}) {
  const { t } = useTranslation('reports');
  const [written, setWritten] = useState('');
  const [settled] = useDebouncedValue(written.trim().replace('#', ''), casePauseMs);
  const caseId = settled === '' ? undefined : settled;
  return (
    <div className={classes.preview}>
      <TextInput
        className={classes.caseField ?? ''}
        size="xs"
        label={t('template.previewCase')}
        placeholder={t('template.sample')}
        value={written}
        onChange={({ currentTarget }) => setWritten(currentTarget.value)}
      />
      <PreviewPane wish={{ definition, templateId, caseId }} />
    </div>
  );
}
