/** A form drawn from what a definition asks for. Secrets are written, never read. */
import { Checkbox, NumberInput, PasswordInput, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../parts/person.tsx';
import { useAge, useDuration, useExactTime } from '../../parts/time.tsx';
import classes from './engine.module.css';
import type { SettingItem } from './neuron-data.ts';
import type { SecretStamp, StoredSettings } from './version-change.ts';

/** Values by the name of the setting. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** What a form of settings needs. */
export interface SettingsFormProps {
  readonly items: readonly SettingItem[];
  readonly stored: StoredSettings;
  readonly changed: SettingValues;
  /** Refusals by `configuration.<name>`. */
  readonly refused: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: unknown) => void;
}

/** The form. */
export function SettingsForm({ items, stored, changed, refused, onChange }: SettingsFormProps) {
  return (
    <div className={classes.block}>
      {items.map((item) => {
        const value = Object.hasOwn(changed, item.name)
          ? changed[item.name]
          : (stored.values[item.name] ?? item.defaultValue);
        return (
          <Setting
            key={item.name}
            item={item}
            value={value}
            isSet={stored.secretsSet.includes(item.name)}
            since={stored.secretsSince[item.name]}
            error={refused[`configuration.${item.name}`]}
            onChange={(next) => onChange(item.name, next)}
          />
        );
      })}
    </div>
  );
}

interface SettingProps {
  readonly item: SettingItem;
  readonly value: unknown;
  readonly isSet: boolean;
  readonly since: SecretStamp | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function Setting({ item, value, isSet, since, error, onChange }: SettingProps) {
  const { t } = useTranslation('engine');
  const shared = {
    label: item.name,
    description: item.description,
    error,
    required: item.required && !isSet,
  };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  // An emptied field means that nothing is given, not an empty text.
  const give = (next: string): void => onChange(next === '' ? null : next);
  if (item.secret)
    return (
      <PasswordInput
        {...shared}
        description={<SecretNote text={item.description} since={isSet ? since : undefined} />}
        // The library leaves this out of its field for passwords.
        aria-invalid={error !== undefined}
        autoComplete="off"
        placeholder={isSet ? t('secretSet') : ''}
        value={text}
        onChange={({ currentTarget }) => give(currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('showSecret') }}
      />
    );
  if (item.type === 'boolean')
    return (
      <Checkbox
        label={item.name}
        description={item.description}
        error={error}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  if (item.multi) {
    const members = Array.isArray(value) ? value.map(String) : [];
    return (
      <TagsInput
        {...shared}
        value={members}
        onChange={(next) => onChange(item.type === 'number' ? next.map(Number) : next)}
      />
    );
  }
  if (item.type === 'number')
    return (
      <NumberInput
        {...shared}
        value={text}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
      />
    );
  if (item.type === 'text')
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={({ currentTarget }) => give(currentTarget.value)}
      />
    );
  return <TextInput {...shared} value={text} onChange={({ currentTarget }) => give(currentTarget.value)} />;
}

/** Age in milliseconds up to which something is new. */
const newMs = 60_000;

/** What a secret is for, and since when it has its value: the value itself is never shown again. */
function SecretNote({ text, since }: { readonly text: string; readonly since: SecretStamp | undefined }) {
  const { t } = useTranslation('engine');
  const nameOf = useNames();
  const ageOf = useAge();
  const duration = useDuration();
  const exact = useExactTime();
  if (since === undefined) return text;
  const [who, age] = [nameOf(since.by), ageOf(since.at)];
  return (
    <>
      {text}{' '}
      <bdi className={classes.since} title={exact(since.at)}>
        {age < newMs ? t('secretSince.now', { who }) : t('secretSince.ago', { who, age: duration(age) })}
      </bdi>
    </>
  );
}
