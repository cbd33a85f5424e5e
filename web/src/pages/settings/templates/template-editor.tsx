/** One case template: its fields at the left, the case it gives at the right, and what is not saved yet at the foot. */
import { Button } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { filters, list, where } from '../../../data/pipeline.ts';
import { runPipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import type { Dependant } from '../form/delete-dialog.tsx';
import { DeleteButton } from '../form/delete-section.tsx';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { leaveDraft, useSettingsForm } from '../form/use-settings-form.ts';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { EditorHead, MissingTemplate, useTemplateSave } from './editor-frame.tsx';
import { saveFile } from './save-file.ts';
import { TemplateFields } from './template-fields.tsx';
import { writeTemplate } from './template-file.ts';
import { TemplatePreview } from './template-preview.tsx';
import { bodyOf, freeName, type StoredTemplate, type TemplateValues, valuesOf } from './template-values.ts';
import classes from './templates.module.css';

/** The editor. */
export function TemplateEditor({
  template,
  isMissing,
  names,
}: {
  /** Undefined while a new one is made. */
  readonly template: StoredTemplate | undefined;
  readonly isMissing: boolean;
  /** Names of all templates. */
  readonly names: readonly string[];
}) {
  const { t } = useTranslation('settings');
  const form = useSettingsForm<TemplateValues>(`template:${template?._id ?? newItem}`, valuesOf(template));
  const refusedFields = useRefusedFields('name');
  const isNew = template === undefined;
  const { save, submit } = useTemplateSave(form, isNew, 'caseTemplate', (api) =>
    isNew
      ? api.post('/caseTemplate', bodyOf(form.values, true))
      : api.patch(`/caseTemplate/${template._id}`, bodyOf(form.changes, false)),
  );
  if (isMissing) return <MissingTemplate />;
  const untitled = form.values.tasks.some(({ title }) => title.trim() === '');
  return (
    <div className={classes.editor}>
      <Head template={template} values={form.values} names={names} />
      <div className={classes.columns}>
        <div className={classes.form}>
          <TemplateFields
            form={form}
            isNew={isNew}
            refused={save.error === null ? {} : refusedFields(save.error)}
          />
        </div>
        <TemplatePreview values={form.values} />
      </div>
      <FormFoot
        form={form}
        save={save}
        isNew={isNew}
        blocked={untitled ? t('template.untitled') : undefined}
        onSave={submit}
      />
    </div>
  );
}

function Head({
  template,
  values,
  names,
}: {
  readonly template: StoredTemplate | undefined;
  readonly values: TemplateValues;
  readonly names: readonly string[];
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const { organisation } = useApi();
  const duplicate = (): void => {
    const copy = { ...values, name: freeName(values.name, names) };
    leaveDraft(organisation, `template:${newItem}`, copy);
    open(newItem);
  };
  return (
    <EditorHead name={template === undefined ? t('make.templates') : template.displayName || template.name}>
      <Button
        leftSection={<IconDownload size={16} stroke={1.6} />}
        onClick={() => saveFile(`${values.name || 'template'}.json`, writeTemplate(values))}
      >
        {t('template.export')}
      </Button>
      {template !== undefined && (
        <>
          <Button leftSection={<IconCopy size={16} stroke={1.6} />} onClick={duplicate}>
            {t('template.duplicate')}
          </Button>
          <DeleteButton
            place={`template:${template._id}`}
            title={t('delete.title', { name: template.displayName || template.name })}
            consequence={t('template.deleteNote')}
            path={`/caseTemplate/${template._id}`}
            entities={['caseTemplate']}
            dependants={(api) => proposedBy(api, template.name)}
            onDeleted={() => open(undefined)}
          />
        </>
      )}
    </EditorHead>
  );
}

/** Open alerts that would be promoted with the template. */
async function proposedBy(api: Api, name: string): Promise<readonly Dependant[]> {
  const count = await runPipeline<number>(api, 'alerts-of-template', [
    list('alert'),
    where(filters.is('caseTemplate', name), filters.in('stage', ['New', 'InProgress'])),
    { _name: 'limitedCount' },
  ]);
  return [{ kind: 'alert', count }];
}
