/** The words of strips at the foot of the window, in the reader's language. */
import { useTranslation } from 'react-i18next';
import type { GraceTexts } from '../../ui/grace.tsx';
import type { UndoTexts } from '../../ui/undo.tsx';
import { useErrorText } from '../error-text.ts';

/** Words for countdowns of outward acts. */
export function useGraceTexts(): GraceTexts {
  const { t } = useTranslation('words');
  return { cancel: t('action.cancel'), seconds: (count) => t('duration.second', { count }) };
}

/** Words for the strip that takes acts back. */
export function useUndoTexts(): UndoTexts {
  const { t } = useTranslation('words');
  const { t: shell } = useTranslation('shell');
  return {
    undo: t('action.undo'),
    dismiss: t('action.dismiss'),
    group: shell('group.general'),
    seconds: (count) => t('duration.second', { count }),
    reason: useErrorText(),
  };
}
