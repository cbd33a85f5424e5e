/** The sheet of shortcuts of the frame. */
import { useTranslation } from 'react-i18next';
import { ShortcutSheet } from '../../ui/shortcut-sheet.tsx';
import { useShell } from './shell-state.tsx';

/** The sheet. */
export function FrameSheet() {
  const { t } = useTranslation('shell');
  const { open, show } = useShell();
  return (
    <ShortcutSheet
      opened={open === 'sheet'}
      onClose={() => show(undefined)}
      title={t('sheet.title')}
      hint={t('sheet.hint')}
    />
  );
}
