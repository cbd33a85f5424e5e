/** The form of a case template, from its name to its tasks. */
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TagInput } from '../../../parts/tags/tag-input.tsx';
import classes from '../form/form.module.css';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { ModelFields } from './model-fields.tsx';
import { ModelTasks } from './model-tasks.tsx';
import { TemplatePages } from './template-pages.tsx';
import type { TemplateValues } from './template-values.ts';

interface FieldsProps {
  readonly form: SettingsForm<TemplateValues>;
  readonly isNew: boolean;
  readonly refused: Readonly<Record<string, string>>;
}

/** The form. */
export function TemplateFields(props: FieldsProps) {
  const { form, refused } = props;
  return (
    <>
      <Identity {...props} />
      <Starts {...props} />
      <ModelTasks tasks={form.values.tasks} refused={refused} onChange={(tasks) => form.set({ tasks })} />
      <ModelFields
        fields={form.values.customFields}
        refused={refused}
        onChange={(customFields) => form.set({ customFields })}
      />
      <TemplatePages pages={form.values.pages} refused={refused} onChange={(pages) => form.set({ pages })} />
    </>
  );
}

function Identity({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t('field.displayName')}
          maxLength={128}
          value={values.displayName}
          error={refused.displayName}
          onChange={({ currentTarget }) => set({ displayName: currentTarget.value })}
        />
        <TextInput
          label={t('field.technicalName')}
          description={t('template.nameNote')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={128}
          value={values.name}
          error={refused.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('template.about')}
        autosize
        minRows={2}
        maxRows={8}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
    </>
  );
}

const scales = {
  severity: ['1', '2', '3', '4'],
  tlp: ['0', '1', '2', '3', '4'],
  pap: ['0', '1', '2', '3'],
} as const;

/** What its cases start with. */
function Starts({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  return (
    <section className={classes.section} aria-labelledby="template-starts">
      <h3 id="template-starts" className={classes.heading}>
        {t('template.starts')}
      </h3>
      <div className={classes.pair}>
        <TextInput
          label={t('field.prefix')}
          maxLength={64}
          value={values.titlePrefix}
          error={refused.titlePrefix}
          onChange={({ currentTarget }) => set({ titlePrefix: currentTarget.value })}
        />
        <TagInput
          label={word('field.tags')}
          value={[...values.tags]}
          error={refused.tags}
          onChange={(tags) => set({ tags })}
        />
      </div>
      <div className={classes.triple}>
        {(['severity', 'tlp', 'pap'] as const).map((name) => (
          <Select
            key={name}
            label={t(`field.${name}`)}
            placeholder={t('template.asMade')}
            clearable
            data={scales[name].map((value) => ({
              value,
              label: word(`${name}.${value}` as 'severity.1'),
            }))}
            value={values[name] === null ? null : String(values[name])}
            error={refused[name]}
            onChange={(value) => set({ [name]: value === null ? null : Number(value) })}
          />
        ))}
      </div>
      <Checkbox
        label={t('template.flag')}
        checked={values.flag}
        onChange={({ currentTarget }) => set({ flag: currentTarget.checked })}
      />
      <Textarea
        label={t('template.summary')}
        autosize
        minRows={2}
        maxRows={10}
        value={values.summary}
        error={refused.summary}
        onChange={({ currentTarget }) => set({ summary: currentTarget.value })}
      />
    </section>
  );
}
