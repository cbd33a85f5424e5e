/** The first entries: looking for what was typed everywhere, or looking up the indicator that it is; and the help. */

import { notifications } from '@mantine/notifications';
import {
  IconBook,
  IconCopy,
  IconKeyboard,
  IconListSearch,
  IconPlus,
  IconZoomQuestion,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { useAllActions } from '../../../ui/actions.tsx';
import type { PaletteItem } from '../../../ui/palette-items.ts';
import { countText } from '../counters.ts';
import { useShell } from '../shell-state.tsx';
import type { Open } from './entries.tsx';
import { useTimesSeen } from './use-found.ts';
import type { Indicator } from './use-indicator.ts';

/** Searching everywhere, before it what can be done with one indicator or with several. */
export function useLookUpEntries(
  words: string,
  shown: boolean,
  indicators: readonly Indicator[],
  open: Open,
): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const [first] = indicators;
  const single = shown && indicators.length === 1 ? first : undefined;
  const seen = useTimesSeen(single);
  const adding = useAddEntries(indicators);
  if (!shown || words === '') return [];
  const search = (kind: Readonly<Record<string, string>>, text: string) => (newTab: boolean) =>
    open({ to: '/o/$organisation/search', params: { organisation }, search: { q: text, ...kind } }, newTab);
  const values = indicators.map(({ value }) => value).join(' ');
  const everywhere: PaletteItem = {
    id: 'search',
    icon: IconListSearch,
    label: t('palette.searchFor', { words }),
    perform: search({}, indicators.length > 1 ? values : words),
  };
  if (first === undefined) return [everywhere];
  if (single === undefined)
    return [
      {
        id: 'look-up',
        icon: IconZoomQuestion,
        label: t('palette.searchValues', { count: indicators.length }),
        perform: search({ in: 'observable' }, values),
      },
      ...adding,
      everywhere,
    ];
  return [
    {
      id: 'look-up',
      icon: IconZoomQuestion,
      label: <bdi className="sk-mono">{single.shown}</bdi>,
      note: seenText(t, seen),
      perform: search({ in: 'observable' }, single.value),
    },
    ...adding,
    {
      id: 'copy-defanged',
      icon: IconCopy,
      label: t('palette.copyDefanged'),
      perform: () =>
        void navigator.clipboard
          .writeText(single.shown)
          .then(() => notifications.show({ message: t('palette.copied') })),
    },
    everywhere,
  ];
}

/** Acts of the screen that take values: on a case, adding them as observables. */
function useAddEntries(indicators: readonly Indicator[]): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const lines = indicators.map(({ value }) => value).join('\n');
  return useAllActions().flatMap(({ id, performWith }) =>
    performWith === undefined || lines === ''
      ? []
      : [
          {
            id: `with-${id}`,
            icon: IconPlus,
            label: t('palette.addValues', { count: indicators.length }),
            perform: () => performWith(lines),
          },
        ],
  );
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
