/** The acts that every screen has: going to places, the palette, the sheet of shortcuts, signing out. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { useSignOut } from './account-menu.tsx';
import { useDestinations } from './destinations.ts';
import { useShell } from './shell-state.tsx';

/** Offers them; draws nothing. */
export function FrameActions() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  const { openPalette, openSheet } = useShell();
  const signOut = useSignOut();
  const group = t('group.goTo');
  const general = t('group.general');
  useActions([
    {
      id: 'palette',
      label: t('search.box'),
      group: general,
      keys: '$mod+K',
      onlyKeys: true,
      perform: openPalette,
    },
    { id: 'sheet', label: t('sheet.title'), group: general, keys: '[Shift]+?', perform: openSheet },
    { id: 'sign-out', label: t('account.signOut'), group: general, perform: signOut },
    ...useDestinations().map(({ id, keys, link }) => ({
      id: `go-${id}`,
      label: t(`nav.${id}`),
      group,
      keys,
      perform: () => void navigate(link),
    })),
    {
      id: 'go-search',
      label: t('nav.search'),
      group,
      keys: 'g s',
      perform: () => void navigate({ to: '/o/$organisation/search', params: { organisation }, search: {} }),
    },
    {
      id: 'go-account',
      label: t('account.preferences'),
      group,
      perform: () =>
        void navigate({
          to: '/o/$organisation/me/$section',
          params: { organisation, section: 'preferences' },
          search: {},
        }),
    },
  ]);
  return null;
}
