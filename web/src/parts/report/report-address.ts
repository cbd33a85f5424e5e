/** The choices for a report as they stand in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formats, type ReportFormat } from './report-data.ts';

/** What is chosen. */
export interface ReportChoice {
  readonly templateId: string | undefined;
  readonly language: string | undefined;
  readonly highestTlp: number | undefined;
  readonly format: ReportFormat;
}

type Search = Readonly<Record<string, string | undefined>>;

/** The choices, and the way to change one of them. */
export function useReportChoice(): {
  readonly choice: ReportChoice;
  readonly choose: (
    change: Readonly<Partial<Record<'template' | 'lang' | 'tlp' | 'format', string>>>,
  ) => void;
} {
  const { template, lang, tlp, format } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  return {
    choice: {
      templateId: template,
      language: lang === 'en' || lang === 'fr' || lang === 'zh' ? lang : undefined,
      highestTlp: tlp !== undefined && /^[0-4]$/.test(tlp) ? Number(tlp) : undefined,
      format: formats.find((one) => one === format) ?? 'pdf',
    },
    choose: (change) =>
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, ...change }) as Record<string, string>,
        replace: true,
        resetScroll: false,
      }),
  };
}
