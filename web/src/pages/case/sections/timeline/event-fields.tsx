/** The fields of an event: what happened, when, and more about it. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MarkdownEditor } from '../../../../parts/markdown/editor.tsx';
import classes from './dialog.module.css';
import { type EventTexts, isBackwards } from './event-texts.ts';
import { EvidencePick } from './evidence-pick.tsx';

/** The fields. `errors` are what the server refused, by the names of its fields. */
export function EventFields({
  texts,
  errors,
  onChange,
  onSubmit,
}: {
  readonly texts: EventTexts;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<EventTexts>) => void;
  readonly onSubmit: () => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={word('field.title')}
        maxLength={512}
        value={texts.title}
        error={errors.title}
        onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
      />
      <div className={classes.times}>
        <TextInput
          type="datetime-local"
          required
          label={t('happened')}
          value={texts.from}
          error={errors.date}
          onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t('until')}
          value={texts.until}
          error={isBackwards(texts) ? t('fault.order') : errors.endDate}
          onChange={({ currentTarget }) => onChange({ until: currentTarget.value })}
        />
      </div>
      <MarkdownEditor
        label={word('field.description')}
        hint={t('event.hint')}
        value={texts.description}
        onChange={(description) => onChange({ description })}
        onSubmit={onSubmit}
      />
      <EvidencePick
        value={texts.evidence}
        error={Object.entries(errors).find(([name]) => name.startsWith('evidence'))?.[1]}
        onChange={(evidence) => onChange({ evidence })}
      />
    </>
  );
}
