/** The form of an automation rule. */
import { Checkbox, MultiSelect, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TagInput } from '../../../parts/tags/tag-input.tsx';
import classes from '../form/form.module.css';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { type RuleValues, useAnalyzers } from './rule-values.ts';

interface FieldsProps {
  readonly form: SettingsForm<RuleValues>;
  readonly refused: Readonly<Record<string, string>>;
}

/** The form, from its name to its quota. */
export function RuleFields(props: FieldsProps) {
  return (
    <>
      <Identity {...props} />
      <Runs {...props} />
      <Conditions {...props} />
      <Limits {...props} />
    </>
  );
}

function Identity({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Switch
        label={t('automation.active')}
        description={t('automation.activeNote')}
        checked={values.active}
        onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
      />
      <TextInput
        required
        label={t('column.name')}
        maxLength={128}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Textarea
        label={t('column.description')}
        autosize
        maxRows={6}
        maxLength={2_048}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
    </>
  );
}

function Runs({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  const analyzers = useAnalyzers().data?.filter(({ kind }) => kind === 'analyzer') ?? [];
  const types = analyzers
    .filter(({ name }) => values.analyzers.length === 0 || values.analyzers.includes(name))
    .flatMap(({ dataTypes }) => dataTypes);
  return (
    <>
      <MultiSelect
        required
        searchable
        label={t('automation.analyzers')}
        data={[...new Set([...analyzers.map(({ name }) => name), ...values.analyzers])].sort()}
        value={[...values.analyzers]}
        error={refused.analyzers}
        onChange={(chosen) => set({ analyzers: chosen })}
      />
      <MultiSelect
        searchable
        clearable
        label={t('automation.dataTypes')}
        description={t('automation.dataTypesNote')}
        data={[...new Set([...types, ...values.dataTypes])].sort()}
        value={[...values.dataTypes]}
        error={refused.dataTypes}
        onChange={(dataTypes) => set({ dataTypes })}
      />
    </>
  );
}

const places = ['any', 'alert', 'case'] as const;
const severities = [1, 2, 3, 4] as const;

function Conditions({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  return (
    <section className={classes.section} aria-labelledby="rule-conditions">
      <h3 id="rule-conditions" className={classes.heading}>
        {t('automation.conditions')}
      </h3>
      <div className={classes.pair}>
        <Select
          label={t('automation.place')}
          allowDeselect={false}
          data={places.map((value) => ({ value, label: t(`automation.in.${value}`) }))}
          value={values.place}
          error={refused.place}
          onChange={(value) => set({ place: places.find((place) => place === value) ?? 'any' })}
        />
        <Select
          label={t('automation.minimumSeverity')}
          allowDeselect={false}
          data={severities.map((value) => ({ value: String(value), label: word(`severity.${value}`) }))}
          value={String(values.minimumSeverity)}
          error={refused.minimumSeverity}
          onChange={(value) =>
            set({ minimumSeverity: severities.find((severity) => String(severity) === value) ?? 1 })
          }
        />
      </div>
      <TagInput
        label={t('automation.tags')}
        value={[...values.tags]}
        error={refused.tags}
        onChange={(tags) => set({ tags })}
      />
      <Checkbox
        label={t('automation.onlyIoc')}
        checked={values.onlyIoc}
        onChange={({ currentTarget }) => set({ onlyIoc: currentTarget.checked })}
      />
    </section>
  );
}

const tlps = [0, 1, 2, 3, 4] as const;
const paps = [0, 1, 2, 3] as const;

function Limits({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  return (
    <section className={classes.section} aria-labelledby="rule-limits">
      <h3 id="rule-limits" className={classes.heading}>
        {t('automation.limits')}
      </h3>
      <div className={classes.triple}>
        <Select
          label={t('automation.maxTlp')}
          allowDeselect={false}
          data={tlps.map((value) => ({ value: String(value), label: word(`tlp.${value}`) }))}
          value={String(values.maxTlp)}
          error={refused.maxTlp}
          onChange={(value) => set({ maxTlp: tlps.find((tlp) => String(tlp) === value) ?? 2 })}
        />
        <Select
          label={t('automation.maxPap')}
          allowDeselect={false}
          data={paps.map((value) => ({ value: String(value), label: word(`pap.${value}`) }))}
          value={String(values.maxPap)}
          error={refused.maxPap}
          onChange={(value) => set({ maxPap: paps.find((pap) => String(pap) === value) ?? 2 })}
        />
        <NumberInput
          label={t('automation.dailyQuota')}
          min={1}
          max={100_000}
          allowDecimal={false}
          value={values.dailyQuota}
          error={refused.dailyQuota}
          onChange={(value) => set({ dailyQuota: Number(value) || 1 })}
        />
      </div>
    </section>
  );
}
