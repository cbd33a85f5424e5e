/** What somebody else saved in the fields that one is changing: theirs can be taken over, else one's own stands with the next save. */
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './editing.module.css';
import type { FormClash } from './form-save.ts';
import type { FormTexts } from './merge-fields.ts';

/** The view; nothing where nothing is to be decided. */
export function FormClashView<V extends FormTexts>({
  clash,
  labels,
  shown = (_, text) => text,
  onTake,
}: {
  readonly clash: FormClash<V> | undefined;
  /** Names of the fields, as the form has them. */
  readonly labels: Readonly<Record<keyof V & string, string>>;
  /** How the text of a field is read by people, where it is not what they typed. */
  readonly shown?: (field: keyof V & string, text: string) => string;
  readonly onTake: (field: keyof V & string) => void;
}) {
  const { t } = useTranslation('cases');
  if (clash === undefined) return null;
  const { fields, theirs, name } = clash;
  return (
    <section className={classes.clash} data-testid="form-clash" aria-label={t('conflict.fields')}>
      <p className={classes.conflictHead} role="alert">
        <IconUsers size={16} stroke={1.6} aria-hidden="true" />
        <bdi>{t('conflict.fieldsHead', { name })}</bdi>
      </p>
      <dl className={classes.clashFields}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{labels[field]}</dt>
            <dd>
              <bdi className={classes.clashText}>
                {theirs[field] === '' ? t('fields.empty') : shown(field, theirs[field] ?? '')}
              </bdi>
              <Button size="compact-sm" onClick={() => onTake(field)}>
                {t('conflict.take', { name })}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
