/** The password of a new archive: typed or suggested, with how hard it is to guess. */
import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './archive.module.css';
import { strengthOf, strengths, suggestPassword } from './password-strength.ts';

/** The field. */
export function PasswordField({
  value,
  disabled,
  refusal,
  onChange,
}: {
  readonly value: string;
  readonly disabled: boolean;
  readonly refusal: string | undefined;
  readonly onChange: (password: string) => void;
}) {
  const { t } = useTranslation('sharing');
  const [visible, setVisible] = useState(false);
  const strengthId = useId();
  const suggest = (): void => {
    onChange(suggestPassword());
    setVisible(true);
  };
  const copy = (): void =>
    void navigator.clipboard
      .writeText(value)
      .then(() => notifications.show({ message: t('archive.copied') }));
  return (
    <div>
      <PasswordInput
        label={t('archive.password')}
        description={t('archive.passwordHint')}
        autoComplete="new-password"
        aria-describedby={strengthId}
        data-autofocus
        value={value}
        disabled={disabled}
        error={refusal}
        visible={visible}
        onVisibilityChange={setVisible}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div className={classes.row}>
        <StrengthMeter id={strengthId} password={value} />
        <Button size="compact-sm" disabled={disabled} onClick={suggest}>
          {t('archive.generate')}
        </Button>
        <Button size="compact-sm" disabled={value === ''} onClick={copy}>
          {t('archive.copy')}
        </Button>
      </div>
    </div>
  );
}

function StrengthMeter({ id, password }: { readonly id: string; readonly password: string }) {
  const { t } = useTranslation('sharing');
  const strength = strengthOf(password);
  const reached = strengths.indexOf(strength);
  return (
    <span id={id} className={classes.strength} aria-live="polite">
      <span className={classes.bars} data-strength={strength} aria-hidden="true">
        {strengths.slice(1).map((name, place) => (
          <span key={name} className={classes.bar} data-on={place < reached || undefined} />
        ))}
      </span>
      <span>
        <span className="sk-hidden">{t('archive.strength')}: </span>
        {t(`archive.strengthIs.${strength}`)}
      </span>
    </span>
  );
}
