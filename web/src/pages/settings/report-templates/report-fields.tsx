/** What frames a report: its name, language and limit, the lines above and below each page, and how dates are written. */
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../texts/index.ts';
import formClasses from '../form/form.module.css';
import type { SettingsForm } from '../form/use-settings-form.ts';
import type { ReportTemplateValues } from './definition.ts';

interface FieldsProps {
  readonly form: SettingsForm<ReportTemplateValues>;
  readonly refused: Readonly<Record<string, string>>;
}

/** The form. */
export function ReportFields(props: FieldsProps) {
  const { form, refused } = props;
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const { values, set } = form;
  return (
    <>
      <div className={formClasses.pair}>
        <TextInput
          required
          label={word('field.title')}
          maxLength={512}
          value={values.title}
          error={refused.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <TextInput
          label={t('template.group')}
          maxLength={128}
          value={values.group}
          error={refused.group}
          onChange={({ currentTarget }) => set({ group: currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('template.about')}
        autosize
        minRows={1}
        maxRows={6}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      <Limits {...props} />
      <Lines {...props} />
    </>
  );
}

function Limits({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  return (
    <div className={formClasses.pair}>
      <Select
        label={t('choice.language')}
        allowDeselect={false}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        value={values.language}
        error={refused['definition.i18n.lang']}
        onChange={(language) => set({ language: language ?? 'en' })}
      />
      <Select
        label={t('choice.tlp')}
        placeholder={t('template.noLimit')}
        clearable
        data={(['0', '1', '2', '3', '4'] as const).map((value) => ({
          value,
          label: `TLP:${word(`tlp.${value}`)}`,
        }))}
        value={values.highestTlp === null ? null : String(values.highestTlp)}
        error={refused['definition.highestTlp']}
        onChange={(tlp) => set({ highestTlp: tlp === null ? null : Number(tlp) })}
      />
    </div>
  );
}

const lines = ['header', 'footer'] as const;
const patterns = { dateFormat: 'yyyy-MM-dd', dateTimeFormat: 'yyyy-MM-dd HH:mm' } as const;

function Lines({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('reports');
  return (
    <>
      <div className={formClasses.pair}>
        {lines.map((name) => (
          <TextInput
            key={name}
            label={t(`template.${name}`)}
            value={values[name]}
            error={refused[`definition.${name}.template`]}
            onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
          />
        ))}
      </div>
      <div className={formClasses.pair}>
        {(['dateFormat', 'dateTimeFormat'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`template.${name}`)}
            placeholder={patterns[name]}
            value={values[name]}
            error={refused[`definition.${name}`]}
            onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
          />
        ))}
      </div>
    </>
  );
}
