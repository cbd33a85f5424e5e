/** The cases and alerts somebody opened last, for the rail and the palette. Kept in this browser, per organisation. */
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** Something that was opened. */
export interface RecentItem {
  readonly kind: 'case' | 'alert';
  readonly id: string;
  /** Number of a case. */
  readonly number?: number;
  readonly title: string;
}

/** Items kept. */
const most = 15;

/** Puts an item before the others; each is there once. */
export function noted(items: readonly RecentItem[], item: RecentItem): readonly RecentItem[] {
  return [item, ...items.filter(({ id }) => id !== item.id)].slice(0, most);
}

/** What the server says of those that were asked for: which of them are seen, and how they are called. */
export interface Answered {
  readonly asked: readonly string[];
  readonly titles: ReadonlyMap<string, string>;
}

/** The items that are still seen, under their present titles; those that were not asked for stay. */
export function stillSeen(items: readonly RecentItem[], { asked, titles }: Answered): readonly RecentItem[] {
  const gone = new Set(asked.filter((id) => !titles.has(id)));
  return items
    .filter(({ id }) => !gone.has(id))
    .map((item) => ({ ...item, title: titles.get(item.id) ?? item.title }));
}

function useStored() {
  const { organisation } = useApi();
  return useLocalStorage<readonly RecentItem[]>({
    key: `skep.recent.${organisation ?? ''}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
}

/** What was opened last, the latest first. What was deleted or withdrawn meanwhile is forgotten, its title too. */
export function useRecent(): readonly RecentItem[] {
  const [items, setItems] = useStored();
  const cases = useAnswered('case', items);
  const alerts = useAnswered('alert', items);
  const seen = useMemo(
    () => [cases, alerts].reduce((left, one) => (one === undefined ? left : stillSeen(left, one)), items),
    [items, cases, alerts],
  );
  useEffect(() => {
    if (JSON.stringify(seen) !== JSON.stringify(items)) setItems(seen);
  }, [seen, items, setItems]);
  return seen;
}

/** Undefined until the server has answered. */
function useAnswered(kind: RecentItem['kind'], items: readonly RecentItem[]): Answered | undefined {
  const asked = useMemo(
    () =>
      items
        .filter((item) => item.kind === kind)
        .map(({ id }) => id)
        .sort(),
    [items, kind],
  );
  const { data } = usePipeline<readonly { readonly _id: string; readonly title: string }[]>(
    `recent-${kind}`,
    [list(kind), where(filters.in('_id', asked)), page(0, most)],
    { entities: [kind, 'share'] },
    { enabled: asked.length > 0 },
  );
  return useMemo(
    () =>
      data === undefined ? undefined : { asked, titles: new Map(data.map(({ _id, title }) => [_id, title])) },
    [asked, data],
  );
}

/** Notes that a case or an alert is open; nothing while it is being read. */
export function useNoteRecent(item: RecentItem | undefined): void {
  const [, setItems] = useStored();
  const { kind, id, number, title } = item ?? {};
  useEffect(() => {
    if (kind === undefined || id === undefined || title === undefined) return;
    setItems((before) => noted(before, { kind, id, title, ...(number === undefined ? {} : { number }) }));
  }, [kind, id, number, title, setItems]);
}
