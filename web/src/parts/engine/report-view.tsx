/** The report of a run: as the template of its analyzer draws it, where there is one that can be drawn, else as plain fields. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './report.module.css';
import { ReportBody } from './report-body.tsx';
import { TemplateFault } from './template/fault.ts';
import { TemplateFrame } from './template/template-frame.tsx';
import { type DrawnObservable, type DrawnRun, useDrawing } from './template/use-drawing.ts';

/** The report. */
export function ReportView({
  job,
  observable,
}: {
  readonly job: DrawnRun;
  readonly observable: DrawnObservable | undefined;
}) {
  const { t } = useTranslation('observables');
  const drawing = useDrawing(job, observable);
  const [areFields, setFields] = useState(false);
  if (drawing === undefined) return <ReportBody report={job.report} />;
  if (drawing instanceof TemplateFault)
    return (
      <>
        <p className={classes.quiet} role="status">
          {t('report.templateFault', { reason: t(`report.fault.${drawing.code}`) })}{' '}
          <bdi className="sk-mono">{drawing.detail}</bdi>
        </p>
        <ReportBody report={job.report} />
      </>
    );
  return (
    <>
      <SegmentedControl
        size="xs"
        className={classes.shownAs ?? ''}
        aria-label={t('report.shownAs')}
        data={[
          { value: 'template', label: t('report.byTemplate') },
          { value: 'fields', label: t('report.byFields') },
        ]}
        value={areFields ? 'fields' : 'template'}
        onChange={(next) => setFields(next === 'fields')}
      />
      {areFields ? (
        <ReportBody report={job.report} />
      ) : (
        <TemplateFrame drawing={drawing} title={t('report.frame')} />
      )}
    </>
  );
}
