/** The cases and alerts somebody opened last, for the rail and the palette. Kept in this browser, per organisation. */
import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
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

function useStored() {
  const { organisation } = useApi();
  return useLocalStorage<readonly RecentItem[]>({
    key: `skep.recent.${organisation ?? ''}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
}

/** What was opened last, the latest first. */
export function useRecent(): readonly RecentItem[] {
  return useStored()[0];
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
