/** Reports about cases as they are read: templates, what is kept, and how a report would look now. */
import { useQuery } from '@tanstack/react-query';
import type { OutputCaseReport, OutputCaseReportTemplate } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { follow, get, list, page, sort } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { nameIn } from '../../data/receive-file.ts';
import { useApi } from '../../data/session.tsx';
import { readWithheld, type Withheld } from './withheld.ts';

/** Formats in the order in which they are offered. */
export const formats = ['pdf', 'docx', 'html', 'markdown'] as const;
/** A format of reports. */
export type ReportFormat = (typeof formats)[number];

/** What a report is made of. Without a case it is made of sample data. */
export interface ReportWish {
  readonly caseId?: string | undefined;
  /** Id of a template; its pictures can be shown when a definition comes along. */
  readonly templateId?: string | undefined;
  readonly definition?: unknown;
  /** In place of the language of the template. */
  readonly language?: string | undefined;
  /** Nothing above it is shown. */
  readonly highestTlp?: number | undefined;
}

/** Most templates and kept reports that are listed. */
const mostListed = 500;

/** The templates of the organisation. */
export function useReportTemplates() {
  return usePipeline<readonly OutputCaseReportTemplate[]>(
    'report-templates',
    [list('caseReportTemplate'), sort([{ title: 'asc' }]), page(0, mostListed)],
    { entities: ['caseReportTemplate'] },
  );
}

/** The reports that are kept with a case, newest first. */
export function useKeptReports(caseId: string) {
  return usePipeline<readonly OutputCaseReport[]>(
    'case-reports',
    [get('case', caseId), follow('caseReports'), sort([{ _createdAt: 'desc' }]), page(0, mostListed)],
    { entities: ['caseReport'], about: caseId },
  );
}

/** A wish as the server reads it. */
export function bodyOf(wish: ReportWish, format: ReportFormat): Readonly<Record<string, unknown>> {
  const { caseId, templateId, definition, language, highestTlp } = wish;
  return {
    format,
    ...(caseId === undefined ? {} : { caseId }),
    ...(templateId === undefined ? {} : { caseReportTemplateId: templateId }),
    ...(definition === undefined ? {} : { definition }),
    ...(language === undefined ? {} : { lang: language }),
    ...(highestTlp === undefined ? {} : { highestTlp }),
  };
}

/** A report as a page. */
export interface ReportPreview {
  readonly html: string;
  readonly withheld: Withheld;
}

async function readPreview(api: Api, wish: ReportWish, signal: AbortSignal): Promise<ReportPreview> {
  const answer = await api.open('/caseReport/render', signal, bodyOf(wish, 'html'));
  return { html: await answer.text(), withheld: readWithheld(answer.headers.get('X-Withheld-Kinds')) };
}

/** How the report looks; it is drawn again when the wish changes or somebody asks, not with every change of the case. */
export function useReportPreview(wish: ReportWish, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: [api.organisation, 'report-preview', wish],
    queryFn: ({ signal }) => readPreview(api, wish, signal),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    enabled,
  });
}

/** Has the server make a report; gives it with its name. */
export async function makeReport(
  api: Api,
  wish: ReportWish,
  format: ReportFormat,
): Promise<{ readonly content: Blob; readonly name: string }> {
  const answer = await api.open('/caseReport/render', new AbortController().signal, bodyOf(wish, format));
  const name = nameIn(answer.headers.get('Content-Disposition')) ?? `report.${format}`;
  return { content: await answer.blob(), name };
}

/** Where a kept report is fetched from: to be looked at, or to be stored. */
export function reportAddress(
  organisation: string | undefined,
  id: string,
  how: 'view' | 'download',
): string {
  const query = organisation === undefined ? '' : `?organisation=${encodeURIComponent(organisation)}`;
  return `/api/v1/caseReport/${encodeURIComponent(id)}/${how}${query}`;
}
