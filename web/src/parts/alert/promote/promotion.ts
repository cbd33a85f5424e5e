/** What a promotion asks of the server, made from what the alert says, what the template offers and what was chosen. */
import type { OutputAlert, OutputCaseTemplate } from '../../../../../contract/v1-types.ts';

/** Ratings that alert and template may both set. */
export const ratings = ['severity', 'tlp', 'pap'] as const;
/** One of them. */
export type Rating = (typeof ratings)[number];
/** Whose value counts. */
export type Side = 'alert' | 'template';

/** What somebody chose in the dialog. */
export interface Promotion {
  readonly title: string;
  readonly assignee: string | null;
  readonly tags: readonly string[];
  readonly sides: Readonly<Partial<Record<Rating, Side>>>;
}

type Rated = Pick<OutputAlert, Rating>;
type Template = Pick<OutputCaseTemplate, 'name' | 'titlePrefix' | 'tags' | Rating>;

/** The ratings where alert and template say something different. */
export function differences(alert: Rated, template: Template | undefined): readonly Rating[] {
  return ratings.filter((name) => template?.[name] !== undefined && template[name] !== alert[name]);
}

/** The ratings the case will have. */
export function chosenRatings(
  alert: Rated,
  template: Template | undefined,
  sides: Promotion['sides'],
): Readonly<Record<Rating, number>> {
  const of = (name: Rating): number =>
    sides[name] === 'template' ? (template?.[name] ?? alert[name]) : alert[name];
  return { severity: of('severity'), tlp: of('tlp'), pap: of('pap') };
}

/** The body of the request. */
export function promotionBody(
  alert: Rated,
  template: Template | undefined,
  { title, assignee, tags, sides }: Promotion,
): Readonly<Record<string, unknown>> {
  return {
    title: title.trim(),
    tags,
    ...(assignee === null ? {} : { assignee }),
    ...chosenRatings(alert, template, sides),
    caseTemplate: template?.name ?? null,
  };
}

/** Tags of both, each once. */
export function joinedTags(alert: Pick<OutputAlert, 'tags'>, template: Template | undefined): string[] {
  return [...new Set([...alert.tags, ...(template?.tags ?? [])])];
}

/** A title without the prefix that the template sets before it anyway. */
export function withoutPrefix(title: string, template: Template | undefined): string {
  const prefix = template?.titlePrefix;
  return prefix !== undefined && title.startsWith(prefix) ? title.slice(prefix.length).trimStart() : title;
}
