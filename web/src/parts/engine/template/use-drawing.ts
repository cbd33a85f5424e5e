/** The template for the reports of an analyzer, drawn with one of them. */
import { useMemo } from 'react';
import type { OutputAnalyzerTemplate, OutputObservable } from '../../../../../contract/v1-types.ts';
import { filters, list, page, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { isRecord } from '../taxonomies.ts';
import { type Drawing, drawTemplate } from './draw.ts';
import { TemplateFault } from './fault.ts';

/** What a template may know of the observable. */
export type DrawnObservable = Pick<OutputObservable, 'dataType' | 'data' | 'attachment'> &
  Partial<Pick<OutputObservable, 'message' | 'tags' | 'tlp'>>;

/** What has to be known of a run. */
export interface DrawnRun {
  readonly analyzerName: string;
  readonly analyzerDefinition: string;
  readonly status: string;
  readonly report?: unknown;
}

/** A template for the report of a run: drawn, or why it is not; undefined when there is none. */
export function useDrawing(
  job: DrawnRun,
  observable: DrawnObservable | undefined,
): Drawing | TemplateFault | undefined {
  const names = [...new Set([job.analyzerDefinition, job.analyzerName])].filter((name) => name !== '');
  const { data: templates } = usePipeline<readonly OutputAnalyzerTemplate[]>(
    'report-template',
    [list('analyzerTemplate'), where(filters.in('analyzerId', names)), page(0, names.length)],
    { entities: ['analyzerTemplate'] },
    { enabled: job.status === 'Success' && names.length > 0 },
  );
  const content = names
    .map((name) => templates?.find(({ analyzerId }) => analyzerId === name))
    .find((template) => template !== undefined)?.content;
  const { report, status, analyzerName } = job;
  return useMemo(
    () =>
      content === undefined
        ? undefined
        : attempt(content, {
            content: isRecord(report) ? (report.full ?? report) : report,
            artifacts: isRecord(report) ? report.artifacts : undefined,
            success: status === 'Success',
            status,
            name: analyzerName,
            artifact: observable,
          }),
    [content, report, status, analyzerName, observable],
  );
}

function attempt(template: string, data: Readonly<Record<string, unknown>>): Drawing | TemplateFault {
  try {
    return drawTemplate(template, data);
  } catch (error) {
    if (error instanceof TemplateFault) return error;
    throw error;
  }
}
