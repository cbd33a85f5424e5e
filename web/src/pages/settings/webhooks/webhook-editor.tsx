/** One webhook: where it sends what, how it proves who calls, trying it out, and what became of what was sent. */
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { DeleteButton } from '../form/delete-section.tsx';
import formClasses from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { EditorHead, MissingTemplate, useTemplateSave } from '../templates/editor-frame.tsx';
import classes from '../templates/templates.module.css';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { Deliveries, useFaultText } from './deliveries.tsx';
import { WebhookFields } from './webhook-fields.tsx';
import {
  inputOf,
  valuesOf,
  type Webhook,
  type WebhookSecrets,
  type WebhookTrial,
  type WebhookValues,
} from './webhook-values.ts';

/** The editor. */
export function WebhookEditor({
  webhook,
  isMissing,
}: {
  /** Undefined while a new one is made. */
  readonly webhook: Webhook | undefined;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('settings');
  const { form, secrets, setSecrets } = useWebhookForm(webhook);
  const refusedFields = useRefusedFields('name');
  const isNew = webhook === undefined;
  const { save, submit } = useTemplateSave(form, isNew, 'webhook', (api) =>
    isNew
      ? api.post('/webhook', inputOf(form.values, secrets))
      : api.patch(`/webhook/${webhook._id}`, inputOf(form.changes, secrets)),
  );
  if (isMissing) return <MissingTemplate back={t('webhook.all')} />;
  const isUnfinished = form.values.name.trim() === '' || form.values.url.trim() === '';
  return (
    <div className={classes.editor}>
      <Head webhook={webhook} isChanged={form.changed > 0} />
      <div className={classes.form}>
        <WebhookFields
          form={form}
          refused={save.error === null ? {} : refusedFields(save.error)}
          secrets={secrets}
          secretsSet={webhook?.secretsSet ?? []}
          onSecrets={(change) => setSecrets({ ...secrets, ...change })}
        />
        {webhook !== undefined && <Deliveries webhook={webhook} />}
      </div>
      <FormFoot
        form={form}
        save={save}
        isNew={isNew}
        blocked={isUnfinished ? t('webhook.unfinished') : undefined}
        onSave={submit}
      />
    </div>
  );
}

/** The form, of whose changes those of secrets are part although they are kept by this page alone. */
function useWebhookForm(webhook: Webhook | undefined) {
  const stored = useSettingsForm<WebhookValues>(`webhook:${webhook?._id ?? newItem}`, valuesOf(webhook));
  const [secrets, setSecrets] = useState<WebhookSecrets>({});
  const form = {
    ...stored,
    changed: stored.changed + Object.keys(secrets).length,
    discard() {
      stored.discard();
      setSecrets({});
    },
  };
  return { form, secrets, setSecrets };
}

function Head({
  webhook,
  isChanged,
}: {
  readonly webhook: Webhook | undefined;
  readonly isChanged: boolean;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const test = useChange<string, WebhookTrial>(
    (api, id) => api.post<WebhookTrial>(`/webhook/${id}/_test`, {}),
    ['webhook'],
  );
  if (webhook === undefined)
    return (
      <EditorHead name={t('make.webhooks')} back={t('webhook.all')}>
        {null}
      </EditorHead>
    );
  return (
    <>
      <EditorHead name={webhook.name} back={t('webhook.all')}>
        <Button
          leftSection={<IconSend size={16} stroke={1.6} />}
          disabled={isChanged}
          loading={test.isPending}
          onClick={() => test.mutate(webhook._id)}
        >
          {t('webhook.test')}
        </Button>
        <DeleteButton
          place={`webhook:${webhook._id}`}
          title={t('delete.title', { name: webhook.name })}
          consequence={t('delete.webhook')}
          path={`/webhook/${webhook._id}`}
          entities={['webhook']}
          onDeleted={() => open(undefined)}
        />
      </EditorHead>
      <TestResult trial={test.data} error={test.error} />
    </>
  );
}

function TestResult({
  trial,
  error,
}: {
  readonly trial: WebhookTrial | undefined;
  readonly error: Error | null;
}) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const faultText = useFaultText();
  if (error !== null)
    return (
      <p role="alert" className={formClasses.warning}>
        {refusal(error)}
      </p>
    );
  if (trial === undefined) return null;
  const { delivered, statusCode, durationMs, fault, answer } = trial;
  return (
    <p role="status" className={delivered ? formClasses.secret : formClasses.warning}>
      {delivered
        ? t('webhook.tested', { status: statusCode, ms: durationMs })
        : faultText({ fault, statusCode })}
      {answer !== '' && <bdi> {answer.slice(0, 300)}</bdi>}
    </p>
  );
}
