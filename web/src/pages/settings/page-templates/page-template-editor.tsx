/** One template of pages: its title, heading and place, and the text that pages start with. */
import { Autocomplete, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputPageTemplate } from '../../../../../contract/v1-types.ts';
import { MarkdownEditor } from '../../../parts/markdown/editor.tsx';
import { DeleteButton } from '../form/delete-section.tsx';
import formClasses from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { type SettingsForm, useSettingsForm } from '../form/use-settings-form.ts';
import { EditorHead, MissingTemplate, useTemplateSave } from '../templates/editor-frame.tsx';
import classes from '../templates/templates.module.css';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { UsedBy } from './used-by.tsx';

interface PageTemplateValues {
  readonly title: string;
  readonly category: string;
  readonly order: number;
  readonly content: string;
}

function valuesOf(template: OutputPageTemplate | undefined): PageTemplateValues {
  const { title = '', category = '', order = 0, content = '' } = template ?? {};
  return { title, category, order, content };
}

/** The editor. */
export function PageTemplateEditor({
  template,
  isMissing,
  categories,
}: {
  /** Undefined while a new one is made. */
  readonly template: OutputPageTemplate | undefined;
  readonly isMissing: boolean;
  /** Headings that other templates stand under. */
  readonly categories: readonly string[];
}) {
  const form = useSettingsForm<PageTemplateValues>(
    `pageTemplate:${template?._id ?? newItem}`,
    valuesOf(template),
  );
  const refusedFields = useRefusedFields('title');
  const isNew = template === undefined;
  const { save, submit } = useTemplateSave(form, isNew, 'pageTemplate', (api) =>
    isNew ? api.post('/pageTemplate', form.values) : api.patch(`/pageTemplate/${template._id}`, form.changes),
  );
  if (isMissing) return <MissingTemplate />;
  return (
    <div className={classes.editor}>
      <Head template={template} />
      <div className={classes.columns}>
        <div className={classes.form}>
          <Fields
            form={form}
            categories={categories}
            refused={save.error === null ? {} : refusedFields(save.error)}
            onSubmit={submit}
          />
          {template !== undefined && <UsedBy pageTemplateId={template._id} />}
        </div>
      </div>
      <FormFoot form={form} save={save} isNew={isNew} onSave={submit} />
    </div>
  );
}

function Head({ template }: { readonly template: OutputPageTemplate | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <EditorHead name={template === undefined ? t('make.pageTemplates') : template.title}>
      {template !== undefined && (
        <DeleteButton
          place={`pageTemplate:${template._id}`}
          title={t('delete.title', { name: template.title })}
          consequence={t('delete.pageTemplate')}
          path={`/pageTemplate/${template._id}`}
          entities={['pageTemplate']}
          onDeleted={() => open(undefined)}
        />
      )}
    </EditorHead>
  );
}

function Fields({
  form: { values, set },
  categories,
  refused,
  onSubmit,
}: {
  readonly form: SettingsForm<PageTemplateValues>;
  readonly categories: readonly string[];
  readonly refused: Readonly<Record<string, string>>;
  readonly onSubmit: () => void;
}) {
  const { t } = useTranslation('pages');
  return (
    <>
      <TextInput
        required
        label={t('field.title')}
        maxLength={512}
        value={values.title}
        error={refused.title}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <div className={formClasses.pair}>
        <Autocomplete
          required
          label={t('field.category')}
          description={t('field.categoryNote')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={128}
          data={[...categories]}
          value={values.category}
          error={refused.category}
          onChange={(category) => set({ category })}
        />
        <NumberInput
          label={t('field.order')}
          min={0}
          allowDecimal={false}
          value={values.order}
          error={refused.order}
          onChange={(order) => set({ order: Number(order) || 0 })}
        />
      </div>
      <MarkdownEditor
        label={t('field.content')}
        value={values.content}
        onChange={(content) => set({ content })}
        onSubmit={onSubmit}
      />
      {refused.content !== undefined && (
        <p role="alert" className={formClasses.refusal}>
          {refused.content}
        </p>
      )}
    </>
  );
}
