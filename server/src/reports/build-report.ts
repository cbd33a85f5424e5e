/** Turns a plan and a source into a document: one read for each widget, in pages, until the report is full. */
import { CodedError } from '../model/errors.ts';
import { tlpLabels } from '../model/scales.ts';
import { createBudget } from './budget.ts';
import type { Building } from './building.ts';
import { caseNames } from './case-names.ts';
import { cleanLine, cleanText, shortened } from './clean-text.ts';
import type { Part, ReportDocument } from './document.ts';
import { widgetHeading } from './headings.ts';
import { imageParts } from './image-parts.ts';
import { numberSources } from './number-sources.ts';
import { objectsParts } from './object-parts.ts';
import { fillMarkdown, fillPlain } from './placeholders.ts';
import type { Column, ReportPlan, Widget } from './plan.ts';
import { remarkParts } from './remark-parts.ts';
import type { ReportSource } from './source.ts';
import { timelineParts } from './timeline-parts.ts';
import { tlpMark } from './tlp-mark.ts';
import { customText } from './values.ts';
import { shownTlp, type Withheld, withheldCounts, withheldSum } from './withheld.ts';
import { said, wordsOf } from './words.ts';

/** A document with what it leaves out. */
export interface BuiltReport {
  readonly document: ReportDocument;
  /** Objects left out because of their TLP, by kind. */
  readonly withheld: Withheld;
}

/** How a report is built, beside its plan. */
export interface BuildOptions {
  /** Fields of cases with their words, for placeholders. */
  readonly caseFields: readonly Column[];
  /** Most objects of each widget; undefined: what its plan says. */
  readonly maxElements: number | undefined;
}

/** Builds a report. Throws `reportAboveTlp` when the case itself is above what the report may hold. */
export async function buildReport(
  plan: ReportPlan,
  source: ReportSource,
  options: BuildOptions,
): Promise<BuiltReport> {
  requireBelowCeiling(plan, source);
  const names = caseNames(source.about, options.caseFields, plan);
  const building: Building = {
    plan,
    source,
    names,
    words: wordsOf(plan.language),
    budget: createBudget(),
    maxElements: options.maxElements,
  };
  const parts: Part[] = [];
  for (const widget of plan.widgets) {
    if (building.budget.isSpent()) break;
    parts.push(...(await widgetParts(building, widget)));
  }
  const withheld = await withheldCounts(plan, source);
  const sources = await numberSources(building, parts);
  parts.push(...sources.parts, ...closing(building, withheldSum(withheld)));
  const line = (template: string | undefined): string =>
    template === undefined ? '' : shortened(cleanText(fillPlain(template, names)).trim(), 1_000);
  const document = {
    title: cleanLine(String(source.about.values.title ?? '')),
    language: plan.language,
    header: line(plan.header),
    footer: line(plan.footer),
    mark: tlpMark(plan.highestTlp ?? Math.max(await shownTlp(plan, source), sources.tlp)),
    citations: sources.citations,
    parts,
  };
  return { document, withheld };
}

function requireBelowCeiling({ highestTlp }: ReportPlan, { about }: ReportSource): void {
  const tlp = Number(about.values.tlp);
  if (highestTlp === undefined || tlp <= highestTlp) return;
  throw new CodedError('reportAboveTlp', {
    tlp: tlpLabels[tlp] ?? tlp,
    highest: tlpLabels[highestTlp] ?? highestTlp,
  });
}

/** The parts of one widget, with its heading. */
async function widgetParts(building: Building, widget: Widget): Promise<readonly Part[]> {
  const heading = cleanLine(widgetHeading(widget, building.plan.language));
  const inner = await innerParts(building, widget);
  return heading === '' ? inner : [{ kind: 'heading', level: 2, text: heading }, ...inner];
}

function innerParts(building: Building, widget: Widget): Promise<readonly Part[]> | readonly Part[] {
  switch (widget.kind) {
    case 'text':
      return textParts(building, widget.template);
    case 'image':
      return imageParts(building, widget.image);
    case 'customFields':
      return customFieldParts(building, widget.layout);
    case 'objects':
      return objectsParts(building, widget);
    case 'timeline':
      return timelineParts(building, widget);
    default:
      return remarkParts(building, widget);
  }
}

function textParts({ names, budget }: Building, template: string): readonly Part[] {
  const text = fillMarkdown(template, names);
  return budget.take(text) ? [{ kind: 'markdown', text, below: 0 }] : [];
}

function customFieldParts(
  { source, plan, words, budget }: Building,
  layout: 'table' | 'list',
): readonly Part[] {
  const rows = (source.about.customFields ?? [])
    .map((field) => [cleanLine(field.name), customText(field, plan)])
    .filter(([, text]) => text !== '')
    .filter((row) => budget.take(...row));
  if (rows.length === 0) return [{ kind: 'note', text: words.nothing }];
  if (layout === 'table') return [{ kind: 'table', head: [words.name, words.value], rows }];
  return [{ kind: 'table', head: [], rows }];
}

/** What the report says of itself at its end. */
function closing({ plan, words, budget, source }: Building, withheld: number): readonly Part[] {
  const sentences = [
    ...(source.isSample ? [words.sample] : []),
    ...(budget.isSpent() ? [words.full] : []),
    ...(plan.highestTlp === undefined
      ? []
      : [
          said(words.ceiling, { tlp: tlpLabels[plan.highestTlp] ?? '' }),
          said(words.withheld, { count: withheld }),
        ]),
    words.zone,
  ];
  return sentences.map((text) => ({ kind: 'note', text }));
}
