/** One template of case reports: its parts and what frames them at the left, the report it gives at the right. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCaseReportTemplate } from '../../../../../contract/v1-types.ts';
import { useResource } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { DeleteButton } from '../form/delete-section.tsx';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { leaveDraft, useSettingsForm } from '../form/use-settings-form.ts';
import { EditorHead, MissingTemplate, useTemplateSave } from '../templates/editor-frame.tsx';
import { freeName } from '../templates/template-values.ts';
import classes from '../templates/templates.module.css';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { bodyOf, definitionOf, type ReportTemplateValues, type Vocabulary, valuesOf } from './definition.ts';
import { ReportFields } from './report-fields.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { WidgetList } from './widget-list.tsx';

/** Milliseconds without a stroke before the preview is drawn again. */
const previewPauseMs = 600;

interface EditorProps {
  /** Undefined while a new one is made. */
  readonly template: OutputCaseReportTemplate | undefined;
  readonly isMissing: boolean;
  /** Titles of all templates. */
  readonly titles: readonly string[];
}

/** The editor, once it is known what definitions may name. */
export function ReportTemplateEditor(props: EditorProps) {
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { data, error, refetch } = useResource<Vocabulary>('/caseReportTemplate/_info', { entities: [] });
  if (props.isMissing) return <MissingTemplate />;
  if (data !== undefined) return <Editor {...props} vocabulary={data} />;
  return error === null ? (
    <LoadingRows rows={12} label={word('loading')} />
  ) : (
    <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />
  );
}

function Editor({ template, titles, vocabulary }: EditorProps & { readonly vocabulary: Vocabulary }) {
  const { i18n } = useTranslation('reports');
  const stored = useMemo(() => valuesOf(template, i18n.language), [template, i18n.language]);
  const form = useSettingsForm<ReportTemplateValues>(`reportTemplate:${template?._id ?? newItem}`, stored);
  const [settled] = useDebouncedValue(form.values, previewPauseMs);
  const definition = useMemo(() => definitionOf(settled), [settled]);
  const refusedFields = useRefusedFields('title');
  const isNew = template === undefined;
  const { save, submit } = useTemplateSave(form, isNew, 'caseReportTemplate', (api) =>
    isNew
      ? api.post('/caseReportTemplate', bodyOf(form.values))
      : api.patch(`/caseReportTemplate/${template._id}`, bodyOf(form.values)),
  );
  const refused = save.error === null ? {} : refusedFields(save.error);
  return (
    <div className={classes.editor}>
      <Head template={template} values={form.values} titles={titles} />
      <div className={classes.columns}>
        <div className={classes.form}>
          <ReportFields form={form} refused={refused} />
          <WidgetList
            widgets={form.values.widgets}
            vocabulary={vocabulary}
            templateId={template?._id}
            refused={refused}
            onChange={(widgets) => form.set({ widgets })}
          />
        </div>
        <TemplatePreview definition={definition} templateId={template?._id} />
      </div>
      <FormFoot form={form} save={save} isNew={isNew} onSave={submit} />
    </div>
  );
}

function Head({
  template,
  values,
  titles,
}: Omit<EditorProps, 'isMissing'> & { readonly values: ReportTemplateValues }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const { organisation } = useApi();
  const duplicate = (): void => {
    leaveDraft(organisation, `reportTemplate:${newItem}`, {
      ...values,
      title: freeName(values.title, titles),
    });
    open(newItem);
  };
  return (
    <EditorHead name={template === undefined ? t('make.reportTemplates') : template.title}>
      {template !== undefined && (
        <>
          <Button leftSection={<IconCopy size={16} stroke={1.6} />} onClick={duplicate}>
            {t('template.duplicate')}
          </Button>
          <DeleteButton
            place={`reportTemplate:${template._id}`}
            title={t('delete.title', { name: template.title })}
            consequence={t('delete.reportTemplate')}
            path={`/caseReportTemplate/${template._id}`}
            entities={['caseReportTemplate']}
            onDeleted={() => open(undefined)}
          />
        </>
      )}
    </EditorHead>
  );
}
