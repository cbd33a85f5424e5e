/** A checked report on its way from the thread that read it: its bulk is JSON as text, which nobody takes apart again. */
import { JsonText } from '../../lib/json-text.ts';
import type { ParsedReport, ReportCheck } from './report.ts';

/** A report as it is stored; the bulk of a large one stays text. */
export interface StorableReport extends Omit<ParsedReport, 'full'> {
  readonly full: ParsedReport['full'] | JsonText;
}

/** A report that can be stored, the neuron's own error, or why neither can be believed. */
export type StorableCheck =
  | { readonly report: StorableReport }
  | Exclude<ReportCheck, { readonly report: unknown }>;

/** What a thread gives back. */
export type PassedReport =
  | { readonly check: Exclude<ReportCheck, { readonly report: unknown }> }
  | { readonly rest: Omit<ParsedReport, 'full'>; readonly full: string };

/** Before it leaves the thread. */
export function packReport(check: ReportCheck): PassedReport {
  if (!('report' in check)) return { check };
  const { full, ...rest } = check.report;
  return { rest, full: JSON.stringify(full) };
}

/** After it has arrived. */
export function unpackReport(passed: PassedReport): StorableCheck {
  return 'check' in passed ? passed.check : { report: { ...passed.rest, full: new JsonText(passed.full) } };
}
