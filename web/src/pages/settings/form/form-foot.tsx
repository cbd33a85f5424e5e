/** The bar below a form: how much is not saved yet, why saving was refused, and the way to save or to throw away. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import classes from './form.module.css';
import { useRefusal } from './refusal.ts';
import type { SettingsForm } from './use-settings-form.ts';

function noteOf(changed: number, isRestored: boolean): 'foot.new' | 'foot.restored' | 'foot.unsaved' {
  if (changed === 0) return 'foot.new';
  return isRestored ? 'foot.restored' : 'foot.unsaved';
}

/** The bar; without changes it only stands there for something new. */
export function FormFoot({
  form,
  save,
  isNew = false,
  blocked,
  onSave,
}: {
  readonly form: Pick<SettingsForm<object>, 'changed' | 'isRestored' | 'discard'>;
  readonly save: { readonly error: Error | null; readonly isPending: boolean; readonly reset: () => void };
  readonly isNew?: boolean;
  /** Why it cannot be saved yet. */
  readonly blocked?: string | undefined;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { changed } = form;
  const act = isNew ? word('action.create') : word('action.save');
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
  if (changed === 0 && !isNew && save.error === null) return null;
  return (
    <div className={classes.foot} data-testid="unsaved-bar">
      {save.error === null ? (
        <span className={classes.footNote} role="status">
          {blocked ?? t(noteOf(changed, form.isRestored), { count: changed })}
        </span>
      ) : (
        <span className={classes.refusal} role="alert">
          {refusal(save.error)}
        </span>
      )}
      <Button
        disabled={changed === 0}
        onClick={() => {
          form.discard();
          save.reset();
        }}
      >
        {t('foot.discard')}
      </Button>
      <Button
        variant="filled"
        disabled={idle}
        loading={save.isPending}
        onClick={onSave}
        rightSection={<Keys keys="$mod+Enter" />}
      >
        {act}
      </Button>
    </div>
  );
}
