/** A value that is written as JSON, such as a filter. Half of one changes nothing: it is taken once it can be read. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The input; empty means that there is no value. */
export function JsonInput({
  label,
  value,
  error,
  onChange,
}: {
  readonly label: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation('reports');
  const [draft, setDraft] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const write = (text: string): void => {
    setDraft(text);
    const read = readJson(text);
    setWrong(!read.ok);
    if (read.ok) onChange(read.value);
  };
  return (
    <Textarea
      label={label}
      description={t('option.jsonNote')}
      autosize
      minRows={1}
      maxRows={10}
      classNames={{ input: 'sk-mono' }}
      value={draft ?? (value === undefined ? '' : JSON.stringify(value))}
      error={isWrong ? t('option.notJson') : error}
      onChange={({ currentTarget }) => write(currentTarget.value)}
      onBlur={() => isWrong || setDraft(undefined)}
    />
  );
}

function readJson(text: string): { readonly ok: boolean; readonly value: unknown } {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // Not written to its end yet.
    return { ok: false, value: undefined };
  }
}
