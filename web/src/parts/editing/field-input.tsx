/** The input for one value of a custom field, by its type. It gives the value when it is left or chosen, never half of it. */
import { Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomField } from '../../../../contract/v1-types.ts';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { momentText } from './moment-text.ts';
import { type FieldValue, readField } from './read-field.ts';

/** What the input needs. */
export interface FieldInputProps {
  readonly definition: OutputCustomField;
  readonly value: unknown;
  readonly onChange: (value: FieldValue) => void;
  /** Name for screen readers, where no label is drawn. */
  readonly label: string;
  readonly error?: string | undefined;
  readonly size?: 'xs' | 'sm';
  readonly autoFocus?: boolean;
  /** The input was left. */
  readonly onLeave?: () => void;
}

/** The input. */
export function FieldInput(props: FieldInputProps) {
  const { definition } = props;
  const options = optionsOf(definition);
  if (definition.type === 'boolean') return <BooleanInput {...props} />;
  return options.length > 0 ? <OptionInput {...props} options={options} /> : <TypedInput {...props} />;
}

/** The accepted values of a field; none accepts everything of its type. */
export function optionsOf({ options }: Pick<OutputCustomField, 'options'>): readonly string[] {
  return Array.isArray(options) ? options.map(String) : [];
}

function OptionInput({
  definition,
  value,
  onChange,
  label,
  error,
  size = 'sm',
  autoFocus = false,
  onLeave,
  options,
}: FieldInputProps & { readonly options: readonly string[] }) {
  const { t } = useTranslation('cases');
  return (
    <Select
      size={size}
      aria-label={label}
      placeholder={t('field.choose')}
      data={[...options]}
      value={value === null || value === undefined ? null : String(value)}
      onChange={(text) => onChange(text === null ? null : readField(definition.type, text, undefined).value)}
      error={error}
      clearable
      searchable
      autoFocus={autoFocus}
      onBlur={onLeave}
    />
  );
}

function BooleanInput({
  value,
  onChange,
  label,
  error,
  size = 'sm',
  autoFocus = false,
  onLeave,
}: FieldInputProps) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  return (
    <Select
      size={size}
      aria-label={label}
      placeholder={t('field.choose')}
      data={[
        { value: 'true', label: word('yes') },
        { value: 'false', label: word('no') },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(text) => onChange(text === null ? null : text === 'true')}
      error={error}
      clearable
      autoFocus={autoFocus}
      onBlur={onLeave}
    />
  );
}

function TypedInput({
  definition,
  value,
  onChange,
  label,
  error,
  size = 'sm',
  autoFocus = false,
  onLeave,
}: FieldInputProps) {
  const { t } = useTranslation('cases');
  const zone = zoneOf(usePreferences().preferences);
  const { type } = definition;
  const stored =
    value === null || value === undefined
      ? ''
      : type === 'date'
        ? momentText(Number(value), zone)
        : String(value);
  const [draft, setDraft] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const leave = (): void => {
    const read = draft === undefined ? undefined : readField(type, draft, zone);
    setWrong(read?.ok === false);
    if (read?.ok === false) return;
    if (read !== undefined && draft !== stored) onChange(read.value);
    setDraft(undefined);
    onLeave?.();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setDraft(undefined);
    setWrong(false);
    onLeave?.();
  };
  return (
    <TextInput
      size={size}
      aria-label={label}
      type={type === 'date' ? 'datetime-local' : 'text'}
      inputMode={type === 'integer' || type === 'float' ? 'decimal' : undefined}
      value={draft ?? stored}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={leave}
      onKeyDown={press}
      error={isWrong ? t(`field.wrong.${type}`) : error}
      autoFocus={autoFocus}
    />
  );
}
