/** The bar below a form: how much is not saved yet, why saving was refused, and the way to save or to throw away. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import classes from './form.module.css';
import { useRefusal } from './refusal.ts';

function noteOf(changed: number, isRestored: boolean): 'foot.new' | 'foot.restored' | 'foot.unsaved' {
  if (changed === 0) return 'foot.new';
  return isRestored ? 'foot.restored' : 'foot.unsaved';
}

/** The bar; without changes it only stands there for something new. */
export function FormFoot({
  changed,
  isRestored,
  isNew,
  act,
  error,
  isSaving,
  blocked,
  onSave,
  onDiscard,
}: {
  readonly changed: number;
  readonly isRestored: boolean;
  readonly isNew: boolean;
  /** The verb on the button. */
  readonly act: string;
  readonly error: Error | null;
  readonly isSaving: boolean;
  /** Why it cannot be saved yet. */
  readonly blocked?: string | undefined;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const idle = (changed === 0 && !isNew) || blocked !== undefined;
  useActions([
    {
      id: 'save-settings',
      label: act,
      group: t('title'),
      keys: '$mod+Enter',
      ...(idle ? { blocked: blocked ?? t('foot.nothing') } : {}),
      perform: onSave,
    },
  ]);
  if (changed === 0 && !isNew && error === null) return null;
  return (
    <div className={classes.foot} data-testid="unsaved-bar">
      {error === null ? (
        <span className={classes.footNote} role="status">
          {blocked ?? t(noteOf(changed, isRestored), { count: changed })}
        </span>
      ) : (
        <span className={classes.refusal} role="alert">
          {refusal(error)}
        </span>
      )}
      <Button disabled={changed === 0} onClick={onDiscard}>
        {t('foot.discard')}
      </Button>
      <Button
        variant="filled"
        disabled={idle}
        loading={isSaving}
        onClick={onSave}
        rightSection={<Keys keys="$mod+Enter" />}
      >
        {act}
      </Button>
    </div>
  );
}
