/** The foot of a dialog: what it will do in words or why it was refused, then the ways out with the primary one last. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/keys.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './dialog.module.css';

/** The foot. */
export function DialogFoot({
  consequence,
  refusal,
  submitLabel,
  busy,
  blocked = false,
  onCancel,
  onSubmit,
  children,
}: {
  readonly consequence?: ReactNode;
  /** What the server refused. */
  readonly refusal?: unknown;
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly blocked?: boolean;
  readonly onCancel: () => void;
  readonly onSubmit: () => void;
  /** Further ways out, between Cancel and the primary one. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('words');
  const text = useErrorText();
  return (
    <div className={classes.foot}>
      <span className={classes.consequence}>
        {refusal === undefined || refusal === null ? (
          consequence
        ) : (
          <span role="alert" className={classes.refusal}>
            {text(refusal)}
          </span>
        )}
      </span>
      <Button onClick={onCancel}>{t('action.cancel')}</Button>
      {children}
      <Button
        variant="filled"
        loading={busy}
        disabled={blocked}
        rightSection={<Keys keys="$mod+Enter" />}
        onClick={onSubmit}
      >
        {submitLabel}
      </Button>
    </div>
  );
}
