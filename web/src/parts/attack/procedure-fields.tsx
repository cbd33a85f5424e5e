/** When a technique was seen, and what was seen: the fields of noting one and of changing one. */
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

/** What is written. */
export type ProcedureDraft = {
  /** As an input of date and time has it; empty for none. */
  readonly at: string;
  readonly description: string;
};

/** The fields. `errors` are what the server refused, by the names of its fields. */
export function ProcedureFields({
  draft,
  errors,
  onChange,
}: {
  readonly draft: ProcedureDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: ProcedureDraft) => void;
}) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  return (
    <>
      <TextInput
        className={classes.when ?? ''}
        type="datetime-local"
        step={60}
        required
        label={t('occurred')}
        value={draft.at}
        error={errors.occurDate}
        onChange={({ currentTarget }) => onChange({ ...draft, at: currentTarget.value })}
      />
      <Textarea
        label={word('field.description')}
        description={t('markdown')}
        autosize
        minRows={3}
        maxRows={10}
        value={draft.description}
        error={errors.description}
        onChange={({ currentTarget }) => onChange({ ...draft, description: currentTarget.value })}
      />
    </>
  );
}
