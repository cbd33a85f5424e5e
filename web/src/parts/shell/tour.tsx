/** Three hints for the first hours, at the foot of the rail: they cover nothing, and each is shown until it is dismissed. */
import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../data/preferences.tsx';
import { Keys } from '../../ui/keys.tsx';
import classes from './tour.module.css';

/** The hints in order, with the key that each is about. */
const hints = [
  ['palette', '$mod+K'],
  ['keys', '[Shift]+?'],
  ['undo', 'z'],
] as const;

/** The next hint; nothing once all have been dismissed. */
export function Tour() {
  const { t } = useTranslation('shell');
  const { t: word } = useTranslation('words');
  const { preferences, change, known } = usePreferences();
  const seen = preferences.hintsSeen;
  const next = hints.find(([name]) => !seen.includes(name));
  if (!known || next === undefined) return null;
  const [name, keys] = next;
  return (
    <aside className={classes.hint} aria-label={t('tour.label')} data-testid="tour">
      <div className={classes.head}>
        <Keys keys={keys} />
        <CloseButton
          size={24}
          aria-label={word('action.dismiss')}
          onClick={() => void change({ hintsSeen: [...seen, name] })}
        />
      </div>
      <p>{t(`tour.${name}`)}</p>
    </aside>
  );
}
