/** Making an account, or adding one that exists to an organisation. */
import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { list, page, sort } from '../../../data/pipeline.ts';
import { useIsPlatform } from '../../../data/platform.ts';
import { useChange, usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { useSettingsForm } from '../form/use-settings-form.ts';
import { mostRows } from '../list/settings-list.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { PasswordRules } from './password-rules.tsx';
import { useProfiles } from './user-data.ts';

const empty = { login: '', name: '', email: '', profile: 'analyst', organisation: '' };

/** The panel. */
export function NewUser({ kind }: { readonly kind: 'people' | 'services' }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const here = useApi().organisation ?? '';
  const section = kind === 'people' ? 'users' : 'services';
  const form = useSettingsForm(`${section}:${newItem}`, { ...empty, organisation: here });
  const [password, setPassword] = useState('');
  const make = useChange<void, { readonly _id: string }>(
    (api) => {
      const { email, ...rest } = form.values;
      return api.post('/user', {
        ...rest,
        type: kind === 'people' ? 'Normal' : 'Service',
        ...(email === '' ? {} : { email }),
        ...(password === '' ? {} : { password }),
      });
    },
    ['user'],
  );
  const refusedFields = useRefusedFields('login');
  const refused = make.error === null ? {} : refusedFields(make.error);
  const submit = (): void =>
    make.mutate(undefined, {
      onSuccess: ({ _id }) => {
        form.discard();
        open(_id);
      },
    });
  return (
    <ItemPanel label={t(`make.${section}`)} isMissing={false} onClose={() => open(undefined)}>
      <form
        className={classes.panel}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={classes.body}>
          <h2 className={classes.title}>{t(`make.${section}`)}</h2>
          <p className={classes.note}>{t(`about.${section}`)}</p>
          <Identity values={form.values} set={form.set} refused={refused} />
          {kind === 'people' && (
            <>
              <PasswordInput
                label={t('password.label')}
                description={t('password.optional')}
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
                value={password}
                error={refused.password}
                onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              />
              <PasswordRules />
            </>
          )}
        </div>
        <FormFoot
          form={{
            ...form,
            discard() {
              form.discard();
              setPassword('');
            },
          }}
          save={make}
          isNew
          onSave={submit}
        />
      </form>
    </ItemPanel>
  );
}

function Identity({
  values,
  set,
  refused,
}: {
  readonly values: typeof empty;
  readonly set: (change: Partial<typeof empty>) => void;
  readonly refused: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('settings');
  const isPlatform = useIsPlatform();
  const profiles = useProfiles(values.organisation);
  const names = profiles.map(({ name }) => name);
  return (
    <>
      <TextInput
        label={t('field.login')}
        description={t('field.loginNote')}
        data-autofocus
        autoComplete="off"
        value={values.login}
        error={refused.login}
        onChange={({ currentTarget }) => set({ login: currentTarget.value })}
      />
      <TextInput
        label={t('field.personName')}
        autoComplete="off"
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        label={t('field.email')}
        type="email"
        autoComplete="off"
        value={values.email}
        error={refused.email}
        onChange={({ currentTarget }) => set({ email: currentTarget.value })}
      />
      {isPlatform && (
        <OrganisationSelect
          value={values.organisation}
          onChange={(organisation) => set({ organisation, profile: '' })}
        />
      )}
      <Select
        label={t('field.profile')}
        allowDeselect={false}
        data={names}
        value={names.includes(values.profile) ? values.profile : null}
        error={refused.profile}
        onChange={(profile) => profile !== null && set({ profile })}
      />
    </>
  );
}

/** Choosing one of all organisations. */
export function OrganisationSelect({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (organisation: string) => void;
}) {
  const { t } = useTranslation('settings');
  const { data } = usePipeline<readonly { readonly name: string }[]>(
    'organisation-names',
    [list('organisation'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['organisation'] },
  );
  return (
    <Select
      label={t('field.organisation')}
      searchable
      allowDeselect={false}
      data={(data ?? []).map(({ name }) => name)}
      value={value}
      onChange={(organisation) => organisation !== null && onChange(organisation)}
    />
  );
}
