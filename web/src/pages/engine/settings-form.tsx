/** A form drawn from what a definition asks for. Secrets are written, never read. */
import { Checkbox, NumberInput, PasswordInput, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './engine.module.css';
import type { SettingItem } from './neuron-data.ts';

/** Values by the name of the setting. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** What a form of settings needs. */
export interface SettingsFormProps {
  readonly items: readonly SettingItem[];
  readonly stored: { readonly values: SettingValues; readonly secretsSet: readonly string[] };
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
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function Setting({ item, value, isSet, error, onChange }: SettingProps) {
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
