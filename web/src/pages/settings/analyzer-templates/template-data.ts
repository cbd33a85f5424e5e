/** Templates for the reports of analyzers, as the settings of the platform read them. */
import type { OutputAnalyzerTemplate } from '../../../../../contract/v1-types.ts';
import type { Api } from '../../../data/api.ts';
import { get, list, page } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useLeanPipeline } from '../lean-query.ts';
import { mostRows } from '../list/settings-list.tsx';

/** Where templates are made and changed. */
export const templatePath = '/connector/cortex/analyzer/template';

/** A template without its content. */
export type ReportTemplateRow = Omit<OutputAnalyzerTemplate, 'content'>;

/** All templates. */
export function useReportTemplates() {
  return useLeanPipeline<readonly ReportTemplateRow[]>(
    'settings-analyzer-templates',
    [list('analyzerTemplate'), page(0, mostRows)],
    ['content'],
    { entities: ['analyzerTemplate'] },
  );
}

/** One template, whole. */
export function useReportTemplate(id: string) {
  return usePipeline<readonly OutputAnalyzerTemplate[]>(
    'settings-analyzer-template',
    [get('analyzerTemplate', id)],
    { entities: ['analyzerTemplate'] },
  );
}

/** For each analyzer whether its template was taken. */
export type TakenTemplates = Readonly<Record<string, boolean>>;

/** The analyzer that a single file is for: its own name. */
export function analyzerIn(fileName: string): string {
  return fileName.replace(/\.html?$/i, '');
}

/** Sends an archive of templates, or a single one, which takes the place of the one that there is. */
export async function sendTemplates(
  api: Api,
  file: File,
  onSent: (part: number) => void,
  present: readonly ReportTemplateRow[],
): Promise<TakenTemplates> {
  if (!/\.html?$/i.test(file.name)) {
    const form = new FormData();
    form.append('templates', file, file.name);
    return api.request('POST', `${templatePath}/_import`, { form, onSent });
  }
  const analyzerId = analyzerIn(file.name);
  const content = await file.text();
  const known = present.find((row) => row.analyzerId === analyzerId);
  if (known === undefined) await api.post(templatePath, { analyzerId, content });
  else await api.patch(`${templatePath}/${known._id}`, { content });
  return { [analyzerId]: true };
}
