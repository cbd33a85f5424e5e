/** One account: who it is, what it may do, how it signs in, and the ways to end that. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIsPlatform } from '../../../data/platform.ts';
import { useChange } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { Avatar } from '../../../parts/person.tsx';
import { Moment } from '../../../parts/time.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import { type SettingsForm, useSettingsForm } from '../form/use-settings-form.ts';
import { RightsOf } from '../profiles/rights-of.tsx';
import { useSettingsAddress } from '../use-address.ts';
import { KeyList } from './key-list.tsx';
import { Memberships } from './memberships.tsx';
import { UserActs } from './user-acts.tsx';
import { type UserRow, useProfiles } from './user-data.ts';

/** The panel. */
export function UserPanel({
  user,
  isComplete,
}: {
  readonly user: UserRow | undefined;
  /** All accounts have been read: one that is not among them does not exist. */
  readonly isComplete: boolean;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <ItemPanel
      label={user?.name ?? t('section.users')}
      isMissing={user === undefined && isComplete}
      onClose={() => open(undefined)}
    >
      {user !== undefined && <Account user={user} />}
    </ItemPanel>
  );
}

interface AccountValues {
  readonly name: string;
  readonly email: string;
  readonly profile: string;
}

function Account({ user }: { readonly user: UserRow }) {
  const isPlatform = useIsPlatform();
  const { organisation } = useApi();
  const form = useSettingsForm<AccountValues>(`user:${user._id}`, {
    name: user.name,
    email: user.email ?? '',
    profile: user.profile ?? '',
  });
  const refusedFields = useRefusedFields('login');
  const save = useChange<void>(
    (api) => {
      const { email, profile, ...rest } = form.changes;
      return api.patch(`/user/${user._id}`, {
        ...rest,
        ...(email === undefined ? {} : { email: email === '' ? null : email }),
        ...(profile === undefined ? {} : { profile, organisation }),
      });
    },
    ['user'],
  );
  const submit = (): void => save.mutate(undefined, { onSuccess: form.discard });
  return (
    <form
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.body}>
        <Head user={user} />
        <Identity form={form} refused={save.error === null ? {} : refusedFields(save.error)} />
        {isPlatform && <Memberships user={user} />}
        <UserActs user={user} />
        <KeyList user={user} />
        {!isPlatform && <Rights profile={form.values.profile} />}
      </div>
      <FormFoot form={form} save={save} onSave={submit} />
    </form>
  );
}

function Head({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation('settings');
  const { failedAttempts = 0, lastFailed } = user.extraData.lockout;
  return (
    <div>
      <h2 className={classes.title}>
        <span aria-hidden="true">
          <Avatar login={user.login} name={user.name} />
        </span>
        <bdi>{user.name}</bdi>
      </h2>
      <p className={classes.note}>
        <bdi>{user.login}</bdi>
      </p>
      <p className={classes.meta}>
        {t('user.since')} <Moment at={user._createdAt} />
      </p>
      {failedAttempts > 0 && lastFailed !== undefined && lastFailed !== null && (
        <p className={classes.warning}>
          {t('user.failed', { count: failedAttempts })} <Moment at={lastFailed} />
        </p>
      )}
    </div>
  );
}

function Identity({
  form: { values, set },
  refused,
}: {
  readonly form: SettingsForm<AccountValues>;
  readonly refused: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('settings');
  const isPlatform = useIsPlatform();
  const { organisation = '' } = useApi();
  const profiles = useProfiles(organisation);
  return (
    <>
      <TextInput
        label={t('field.personName')}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        label={t('field.email')}
        type="email"
        value={values.email}
        error={refused.email}
        onChange={({ currentTarget }) => set({ email: currentTarget.value })}
      />
      {!isPlatform && (
        <Select
          label={t('field.profile')}
          allowDeselect={false}
          data={profiles.map(({ name }) => name)}
          value={values.profile}
          error={refused.profile}
          onChange={(profile) => profile !== null && set({ profile })}
        />
      )}
    </>
  );
}

/** What the profile allows, in words. */
function Rights({ profile }: { readonly profile: string }) {
  const { t } = useTranslation('settings');
  const permissions = useProfiles().find(({ name }) => name === profile)?.permissions;
  return (
    <section className={classes.section} aria-labelledby="user-rights">
      <h3 id="user-rights" className={classes.heading}>
        {t('user.rights', { profile })}
      </h3>
      <RightsOf permissions={permissions ?? []} />
    </section>
  );
}
