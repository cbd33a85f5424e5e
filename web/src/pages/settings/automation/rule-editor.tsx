/** One automation rule: for which observables it is, what it runs on them, how much, and what it would have done so far. */
import { useTranslation } from 'react-i18next';
import type { OutputAutomationRule } from '../../../../../contract/v1-types.ts';
import { DeleteButton } from '../form/delete-section.tsx';
import formClasses from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { EditorHead, MissingTemplate, useTemplateSave } from '../templates/editor-frame.tsx';
import classes from '../templates/templates.module.css';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { RuleFields } from './rule-fields.tsx';
import { RulePreviewPane } from './rule-preview.tsx';
import { useRuleFault } from './rule-state.tsx';
import { type RuleValues, valuesOf } from './rule-values.ts';

/** The editor. */
export function RuleEditor({
  rule,
  isMissing,
}: {
  /** Undefined while a new one is made. */
  readonly rule: OutputAutomationRule | undefined;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('settings');
  const form = useSettingsForm<RuleValues>(`automationRule:${rule?._id ?? newItem}`, valuesOf(rule));
  const refusedFields = useRefusedFields('name');
  const isNew = rule === undefined;
  const { save, submit } = useTemplateSave(form, isNew, 'automationRule', (api) =>
    isNew ? api.post('/automationRule', form.values) : api.patch(`/automationRule/${rule._id}`, form.changes),
  );
  if (isMissing) return <MissingTemplate back={t('automation.all')} />;
  const { name, analyzers } = form.values;
  const isUnfinished = name.trim() === '' || analyzers.length === 0;
  return (
    <div className={classes.editor}>
      <Head rule={rule} />
      <div className={classes.columns}>
        <div className={classes.form}>
          <Fault rule={rule} />
          <RuleFields form={form} refused={save.error === null ? {} : refusedFields(save.error)} />
        </div>
        <RulePreviewPane values={form.values} />
      </div>
      <FormFoot
        form={form}
        save={save}
        isNew={isNew}
        blocked={isUnfinished ? t('automation.unfinished') : undefined}
        onSave={submit}
      />
    </div>
  );
}

function Fault({ rule }: { readonly rule: OutputAutomationRule | undefined }) {
  const fault = useRuleFault();
  const text = rule === undefined ? undefined : fault(rule);
  return text === undefined ? null : (
    <p role="alert" className={formClasses.refusal}>
      {text}
    </p>
  );
}

function Head({ rule }: { readonly rule: OutputAutomationRule | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <EditorHead name={rule === undefined ? t('make.automation') : rule.name} back={t('automation.all')}>
      {rule !== undefined && (
        <DeleteButton
          place={`automationRule:${rule._id}`}
          title={t('delete.title', { name: rule.name })}
          consequence={t('delete.automation')}
          path={`/automationRule/${rule._id}`}
          entities={['automationRule']}
          onDeleted={() => open(undefined)}
        />
      )}
    </EditorHead>
  );
}
