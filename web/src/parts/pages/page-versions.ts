/** What a page said at each time, told from its records: the newest is the page as it is, each older one undoes a change. */
import type { OutputAudit } from '../../../../contract/v1-types.ts';

/** What a version of a page says. */
export interface PageText {
  readonly title: string;
  readonly category: string;
  readonly content: string;
}

/** A version of a page. */
export interface PageVersion extends PageText {
  /** Id of the record that made it. */
  readonly id: string;
  readonly at: number;
  readonly by: string;
  /** The version that it took the place of; undefined for the first. */
  readonly former: PageText | undefined;
}

const told = ['title', 'category', 'content'] as const;

/** The versions, newest first. `records` are those of the page, newest first; changes of its place alone are no version. */
export function versionsOf(current: PageText, records: readonly OutputAudit[]): readonly PageVersion[] {
  const versions: PageVersion[] = [];
  let text: PageText = { title: current.title, category: current.category, content: current.content };
  for (const { _id, _createdAt, _createdBy, action, previous } of records) {
    if (action === 'create') {
      versions.push({ id: _id, at: _createdAt, by: _createdBy, ...text, former: undefined });
      break;
    }
    const before = textsIn(previous);
    if (Object.keys(before).length === 0) continue;
    const former = { ...text, ...before };
    versions.push({ id: _id, at: _createdAt, by: _createdBy, ...text, former });
    text = former;
  }
  return versions;
}

function textsIn(values: unknown): Partial<PageText> {
  if (typeof values !== 'object' || values === null) return {};
  const entries = told.flatMap((name) => {
    const value: unknown = Reflect.get(values, name);
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as Partial<PageText>;
}
