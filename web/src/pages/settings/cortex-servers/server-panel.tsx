/** One Cortex server: where it is, with which key it is asked, who may use it, and how it was found. */
import { Button, MultiSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCortexServer } from '../../../../../contract/v1-types.ts';
import { useIsPlatform } from '../../../data/platform.ts';
import { useChange } from '../../../data/queries.ts';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { type SettingsForm, useSettingsForm } from '../form/use-settings-form.ts';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { type ServerValues, sentValues, useOrganisations, valuesOf } from './server-data.ts';
import { ServerState } from './server-state.tsx';

interface FieldsProps {
  readonly form: SettingsForm<ServerValues>;
  readonly refused: Readonly<Record<string, string>>;
}

/** The panel; without a server a new one is attached. */
export function ServerPanel({ server }: { readonly server: OutputCortexServer | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const stored = useSettingsForm<ServerValues>(`cortexServer:${server?._id ?? newItem}`, valuesOf(server));
  const key = useKey(stored);
  const { form } = key;
  const isNew = server === undefined;
  const save = useChange<void, OutputCortexServer>(
    (api) => {
      const sent = { ...sentValues(isNew ? form.values : stored.changes), ...key.sent };
      return isNew ? api.post('/cortexServer', sent) : api.patch(`/cortexServer/${server._id}`, sent);
    },
    ['cortexServer', 'enabledNeuron'],
  );
  const refusedFields = useRefusedFields('name');
  const refused = save.error === null ? {} : refusedFields(save.error);
  const { name, address } = form.values;
  const isUnfinished = name.trim() === '' || address.trim() === '' || (isNew && key.value === '');
  const submit = (): void =>
    save.mutate(undefined, {
      onSuccess(saved) {
        form.discard();
        if (isNew) open(saved._id);
      },
    });
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        {server !== undefined && <Found server={server} />}
        <Identity form={form} refused={refused} isNew={isNew} />
        <PasswordInput
          required={isNew}
          label={t('cortexServer.apiKey')}
          description={isNew ? t('cortexServer.apiKeyNote') : t('cortexServer.apiKeySet')}
          autoComplete="off"
          maxLength={512}
          value={key.value}
          error={refused.apiKey}
          onChange={({ currentTarget }) => key.set(currentTarget.value)}
        />
        <Certificates form={form} refused={refused} />
        <Reach form={form} refused={refused} />
        {server !== undefined && (
          <DeleteSection
            place={`cortexServer:${server._id}`}
            title={t('delete.title', { name: server.name })}
            consequence={t('delete.cortexServer')}
            path={`/cortexServer/${server._id}`}
            entities={['cortexServer', 'enabledNeuron']}
            onDeleted={() => open(undefined)}
          />
        )}
      </div>
      <FormFoot
        form={form}
        save={save}
        isNew={isNew}
        blocked={isUnfinished ? t('cortexServer.unfinished') : undefined}
        onSave={submit}
      />
    </div>
  );
}

/** The key that is being typed: kept nowhere but here, and counted among the changes. */
function useKey(stored: SettingsForm<ServerValues>) {
  const [value, set] = useState('');
  const form = {
    ...stored,
    changed: stored.changed + (value === '' ? 0 : 1),
    discard() {
      stored.discard();
      set('');
    },
  };
  return { value, set, form, sent: value === '' ? {} : { apiKey: value } };
}

/** How the server was found, and the way to look again at once. */
function Found({ server }: { readonly server: OutputCortexServer }) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const check = useChange<void>(
    (api) => api.post(`/cortexServer/${server._id}/_check`, {}),
    ['cortexServer', 'enabledNeuron'],
  );
  return (
    <div className={classes.line}>
      <span className={classes.note} role="status">
        {check.error === null ? <ServerState server={server} /> : refusal(check.error)}
      </span>
      <span className={classes.spread} />
      <Button loading={check.isPending} onClick={() => check.mutate()}>
        {t('cortexServer.check')}
      </Button>
    </div>
  );
}

function Identity({ form: { values, set }, refused, isNew }: FieldsProps & { readonly isNew: boolean }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Switch
        label={t('cortexServer.active')}
        checked={values.active}
        onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
      />
      <TextInput
        required
        label={t('column.name')}
        description={isNew ? t('cortexServer.nameNote') : t('field.fixed')}
        maxLength={64}
        readOnly={!isNew}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        required
        label={t('column.address')}
        description={t('cortexServer.addressNote')}
        maxLength={2_048}
        value={values.address}
        error={refused.address}
        onChange={({ currentTarget }) => set({ address: currentTarget.value })}
      />
    </>
  );
}

function Certificates({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Switch
        label={t('cortexServer.verifyCertificate')}
        checked={values.verifyCertificate}
        onChange={({ currentTarget }) => set({ verifyCertificate: currentTarget.checked })}
      />
      <Textarea
        label={t('cortexServer.certificateAuthority')}
        autosize
        minRows={2}
        maxRows={8}
        value={values.certificateAuthority}
        error={refused.certificateAuthority}
        onChange={({ currentTarget }) => set({ certificateAuthority: currentTarget.value })}
      />
    </>
  );
}

/** What the platform alone says. */
function Reach({ form: { values, set }, refused }: FieldsProps) {
  const { t } = useTranslation('settings');
  const organisations = useOrganisations().data ?? [];
  if (!useIsPlatform()) return null;
  return (
    <>
      <MultiSelect
        searchable
        clearable
        label={t('cortexServer.organisations')}
        description={t('cortexServer.organisationsNote')}
        data={organisations
          .filter(({ name }) => name !== 'admin')
          .map(({ _id, name }) => ({ value: _id, label: name }))}
        value={[...values.organisations]}
        error={refused.organisations}
        onChange={(chosen) => set({ organisations: chosen })}
      />
      <Switch
        label={t('cortexServer.internal')}
        description={t('cortexServer.internalNote')}
        checked={values.internal}
        onChange={({ currentTarget }) => set({ internal: currentTarget.checked })}
      />
    </>
  );
}
