/** The first entries: looking for what was typed everywhere, or looking up the indicator that it is; and the help. */

import { notifications } from '@mantine/notifications';
import { IconBook, IconCopy, IconKeyboard, IconListSearch, IconZoomQuestion } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import type { PaletteItem } from '../../../ui/palette-items.ts';
import { countText } from '../counters.ts';
import { useShell } from '../shell-state.tsx';
import type { Open } from './entries.tsx';
import { useTimesSeen } from './use-found.ts';
import type { Indicator } from './use-indicator.ts';

/** Searching everywhere, before it what can be done with an indicator. */
export function useLookUpEntries(
  words: string,
  shown: boolean,
  indicator: Indicator | undefined,
  open: Open,
): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const seen = useTimesSeen(shown ? indicator : undefined);
  if (!shown || words === '') return [];
  const search = (kind: Readonly<Record<string, string>>, text: string) => (newTab: boolean) =>
    open({ to: '/o/$organisation/search', params: { organisation }, search: { q: text, ...kind } }, newTab);
  const everywhere: PaletteItem = {
    id: 'search',
    icon: IconListSearch,
    label: t('palette.searchFor', { words }),
    perform: search({}, words),
  };
  if (indicator === undefined) return [everywhere];
  const { shown: safe, value } = indicator;
  return [
    {
      id: 'look-up',
      icon: IconZoomQuestion,
      label: <bdi className="sk-mono">{safe}</bdi>,
      note: seenText(t, seen),
      perform: search({ in: 'observable' }, value),
    },
    {
      id: 'copy-defanged',
      icon: IconCopy,
      label: t('palette.copyDefanged'),
      perform: () =>
        void navigator.clipboard
          .writeText(safe)
          .then(() => notifications.show({ message: t('palette.copied') })),
    },
    everywhere,
  ];
}

function seenText(t: TFunction<'shell'>, seen: number | undefined): string {
  if (seen === undefined) return '';
  if (seen === 0) return t('palette.notSeen');
  return t('palette.seen', { count: Math.abs(seen), number: countText(seen) });
}

/** The sheet of shortcuts and the documentation. */
export function useHelpEntries(): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const { openSheet } = useShell();
  return [
    {
      id: 'help-sheet',
      icon: IconKeyboard,
      label: t('sheet.title'),
      keys: '[Shift]+?',
      perform: openSheet,
    },
    {
      id: 'help-api',
      icon: IconBook,
      label: t('palette.documentation'),
      perform: () => void window.open('/api/docs', '_blank', 'noopener'),
    },
  ];
}
