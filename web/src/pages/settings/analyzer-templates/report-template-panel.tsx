/** One template for the reports of an analyzer: how its HTML looks, and its source. */
import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputAnalyzerTemplate } from '../../../../../contract/v1-types.ts';
import { useChange } from '../../../data/queries.ts';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { newItem, useSettingsAddress } from '../use-address.ts';
import own from './analyzer-templates.module.css';
import { type ReportTemplateRow, templatePath, useReportTemplate } from './template-data.ts';

/** The panel; missing when there is no such template. */
export function ReportTemplatePanel({ row }: { readonly row: ReportTemplateRow | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <ItemPanel
      label={row?.analyzerId ?? t('section.analyzerTemplates')}
      isMissing={row === undefined}
      onClose={() => open(undefined)}
    >
      {row !== undefined && <Loaded id={row._id} />}
    </ItemPanel>
  );
}

function Loaded({ id }: { readonly id: string }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { data, error, refetch } = useReportTemplate(id);
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={8} label={word('loading')} />;
  const [template] = data;
  if (template === undefined) return <Message title={t('panel.missing')} />;
  return <Template template={template} />;
}

function Template({ template: { _id, analyzerId, content } }: { readonly template: OutputAnalyzerTemplate }) {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const { open, search, ask } = useSettingsAddress();
  const form = useSettingsForm(`analyzerTemplate:${_id}`, { content });
  const refusedFields = useRefusedFields('analyzerId');
  const save = useChange<void>(
    (api) => api.patch(`${templatePath}/${_id}`, form.changes),
    ['analyzerTemplate'],
  );
  const isSource = search.shown === 'source';
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        <h2 className={classes.title}>
          <bdi className="sk-mono">{analyzerId}</bdi>
        </h2>
        <SegmentedControl
          size="xs"
          className={own.choice ?? ''}
          aria-label={catalogue('template.shown')}
          data={[
            { value: 'preview', label: catalogue('template.preview') },
            { value: 'source', label: catalogue('template.source') },
          ]}
          value={isSource ? 'source' : 'preview'}
          onChange={(next) => ask({ shown: next === 'source' ? next : undefined })}
        />
        {isSource ? (
          <Source
            value={form.values.content}
            error={save.error === null ? undefined : refusedFields(save.error).content}
            onChange={(next) => form.set({ content: next })}
          />
        ) : (
          <Preview html={form.values.content} />
        )}
        <DeleteSection
          place={`analyzerTemplate:${_id}`}
          title={t('delete.title', { name: analyzerId })}
          consequence={catalogue('template.deleteNote')}
          path={`${templatePath}/${_id}`}
          entities={['analyzerTemplate']}
          onDeleted={() => open(undefined)}
        />
      </div>
      <FormFoot form={form} save={save} onSave={() => save.mutate(undefined, { onSuccess: form.discard })} />
    </div>
  );
}

/** The policy of the frame: nothing is fetched, nothing runs. */
const framePolicy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">`;

/** The HTML as it is laid out, without the data of a report; placeholders stand as they are written. */
function Preview({ html }: { readonly html: string }) {
  const { t } = useTranslation('catalogues');
  return (
    <div>
      <p className={classes.meta}>{t('template.previewNote')}</p>
      {/* The empty sandbox takes scripts, forms, links and our own origin from what is shown. */}
      <iframe
        className={own.frame}
        title={t('template.preview')}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={`<!doctype html><html><head>${framePolicy}</head><body>${html}</body></html>`}
      />
    </div>
  );
}

function Source({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('catalogues');
  return (
    <Textarea
      label={t('template.html')}
      classNames={{ input: `sk-mono ${own.source}` }}
      spellCheck={false}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** The panel that makes a template. */
export function NewReportTemplate() {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const { open } = useSettingsAddress();
  const form = useSettingsForm(`analyzerTemplate:${newItem}`, { analyzerId: '', content: '' });
  const refusedFields = useRefusedFields('analyzerId');
  const make = useChange<void, { readonly _id: string }>(
    (api) => api.post(templatePath, form.values),
    ['analyzerTemplate'],
  );
  const refused = make.error === null ? {} : refusedFields(make.error);
  const submit = (): void =>
    make.mutate(undefined, {
      onSuccess: ({ _id }) => {
        form.discard();
        open(_id);
      },
    });
  return (
    <ItemPanel label={t('make.analyzerTemplates')} isMissing={false} onClose={() => open(undefined)}>
      <div className={classes.panel}>
        <div className={classes.body}>
          <h2 className={classes.title}>{t('make.analyzerTemplates')}</h2>
          <p className={classes.note}>{t('about.analyzerTemplates')}</p>
          <TextInput
            label={catalogue('template.analyzer')}
            description={catalogue('template.analyzerNote')}
            classNames={{ input: 'sk-mono' }}
            data-autofocus
            value={form.values.analyzerId}
            error={refused.analyzerId}
            onChange={({ currentTarget }) => form.set({ analyzerId: currentTarget.value })}
          />
          <Source
            value={form.values.content}
            error={refused.content}
            onChange={(content) => form.set({ content })}
          />
        </div>
        <FormFoot form={form} save={make} isNew onSave={submit} />
      </div>
    </ItemPanel>
  );
}
