/** What the parts of a report are built with. */
import type { Budget } from './budget.ts';
import type { Names } from './placeholders.ts';
import type { ReportPlan } from './plan.ts';
import type { ReportSource } from './source.ts';
import type { Words } from './words.ts';

/** A report while it is being built. */
export interface Building {
  readonly plan: ReportPlan;
  readonly source: ReportSource;
  readonly names: Names;
  readonly words: Words;
  readonly budget: Budget;
  /** Most objects of each widget, as the request says. */
  readonly maxElements: number | undefined;
}

/** Objects of one read: each may hold long texts. */
export const pageSize = 200;
