/** The open profile: its name, how it differs from another one, what it lacks to make sense, and the way to save it. */
import { Select, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { FormFoot } from '../form/form-foot.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusedFields } from '../form/refusal.ts';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { isBuiltInProfile } from '../reference/built-in.ts';
import { useSettingsAddress } from '../use-address.ts';
import type { GridProfile } from './profile-data.ts';
import gridClasses from './profiles.module.css';
import type { ProfileValues } from './profiles.tsx';
import { useRightWord } from './right-word.ts';
import { incompleteRights, rightsBeyond } from './rights.ts';
import { RightsOf } from './rights-of.tsx';

/** The panel. */
export function ProfilePanel({
  profile,
  form,
  profiles,
  compared,
  holders,
}: {
  readonly profile: GridProfile | undefined;
  readonly form: SettingsForm<ProfileValues>;
  readonly profiles: readonly GridProfile[];
  readonly compared: GridProfile | undefined;
  readonly holders: ReadonlyMap<string, number> | undefined;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const refusedFields = useRefusedFields('name');
  const save = useChange<void, { readonly _id?: string } | undefined>(
    (api) =>
      profile?.isNew === true
        ? api.post('/profile', { ...form.values, type: profile.type })
        : api.patch(`/profile/${profile?.id ?? ''}`, form.changes),
    ['profile', 'user'],
  );
  const submit = (): void =>
    save.mutate(undefined, {
      onSuccess(made) {
        form.discard();
        if (profile?.isNew === true) open(made?._id);
      },
    });
  const isNew = profile?.isNew === true;
  const label = isNew ? t('profile.new') : (profile?.name ?? t('section.profiles'));
  return (
    <ItemPanel label={label} isMissing={profile === undefined} onClose={() => open(undefined)}>
      {profile !== undefined && (
        <form
          className={classes.panel}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className={classes.body}>
            <Head
              profile={profile}
              count={holders === undefined ? undefined : (holders.get(profile.name) ?? 0)}
            />
            {profile.isEditable && (
              <TextInput
                label={t('field.name')}
                disabled={isBuiltInProfile(profile.name)}
                description={isBuiltInProfile(profile.name) ? t('field.fixed') : undefined}
                value={form.values.name}
                error={save.error === null ? undefined : refusedFields(save.error).name}
                onChange={({ currentTarget }) => form.set({ name: currentTarget.value })}
              />
            )}
            <Incomplete permissions={form.values.permissions} />
            <Comparison
              permissions={form.values.permissions}
              others={profiles.filter(({ id, type }) => id !== profile.id && type === profile.type)}
              compared={compared}
            />
            <section className={classes.section} aria-labelledby="profile-allows">
              <h3 id="profile-allows" className={classes.heading}>
                {t('profile.allows')}
              </h3>
              <RightsOf permissions={form.values.permissions} />
            </section>
            {profile.isEditable && !isNew && !isBuiltInProfile(profile.name) && (
              <Removing
                profile={profile}
                count={holders === undefined ? undefined : (holders.get(profile.name) ?? 0)}
              />
            )}
          </div>
          {profile.isEditable && (
            <FormFoot
              form={{ ...form, isRestored: form.isRestored && !isNew }}
              save={save}
              isNew={isNew}
              onSave={submit}
            />
          )}
        </form>
      )}
    </ItemPanel>
  );
}

function Head({ profile, count }: { readonly profile: GridProfile; readonly count: number | undefined }) {
  const { t } = useTranslation('settings');
  const { name, isNew, isEditable, type } = profile;
  return (
    <div>
      <h2 className={classes.title}>
        <bdi>{isNew ? t('profile.new') : name}</bdi>
      </h2>
      <p className={classes.note}>
        {isNew ? t('profile.newNote') : t('profile.heldBy', { count: count ?? 0 })}{' '}
        {t(`profile.type.${type}`)}
      </p>
      {!isEditable && <p className={classes.note}>{t('profile.protected')}</p>}
    </div>
  );
}

/** Rights that do nothing without another one. */
function Incomplete({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation('settings');
  const word = useRightWord();
  return incompleteRights(permissions).map(([right, needed]) => (
    <p key={right} className={classes.warning} role="status">
      {t('profile.needs', { right: word(right), needed: word(needed) })}
    </p>
  ));
}

function Comparison({
  permissions,
  others,
  compared,
}: {
  readonly permissions: readonly string[];
  readonly others: readonly GridProfile[];
  readonly compared: GridProfile | undefined;
}) {
  const { t } = useTranslation('settings');
  const { ask } = useSettingsAddress();
  const other = others.find(({ id }) => id === compared?.id);
  const more = other === undefined ? [] : rightsBeyond(permissions, other.permissions);
  const fewer = other === undefined ? [] : rightsBeyond(other.permissions, permissions);
  return (
    <section className={classes.section} aria-labelledby="profile-comparison">
      <h3 id="profile-comparison" className={classes.heading}>
        {t('profile.compared')}
        <Select
          size="xs"
          className={classes.spread ?? ''}
          aria-label={t('profile.other')}
          placeholder={t('profile.other')}
          data={others.map(({ name }) => name)}
          value={other?.name ?? null}
          onChange={(name) => ask({ with: name ?? undefined })}
        />
      </h3>
      {other !== undefined && (
        <>
          <p className={classes.meta}>
            {t('profile.more', { count: more.length })} · {t('profile.fewer', { count: fewer.length })}
          </p>
          <Differences more={more} fewer={fewer} />
        </>
      )}
    </section>
  );
}

function Differences({
  more,
  fewer,
}: {
  readonly more: readonly string[];
  readonly fewer: readonly string[];
}) {
  const { t } = useTranslation('settings');
  const word = useRightWord();
  return (
    <ul className={gridClasses.differences}>
      {more.map((right) => (
        <li key={right} data-more="true">
          <IconPlus size={14} stroke={1.8} aria-label={t('profile.has')} />
          {word(right)}
        </li>
      ))}
      {fewer.map((right) => (
        <li key={right}>
          <IconMinus size={14} stroke={1.8} aria-label={t('profile.lacks')} />
          {word(right)}
        </li>
      ))}
    </ul>
  );
}

function Removing({ profile, count }: { readonly profile: GridProfile; readonly count: number | undefined }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <DeleteSection
      stays={count === 0 ? undefined : t('profile.stays')}
      place={`profile:${profile.id}`}
      title={t('delete.title', { name: profile.name })}
      consequence={t('removal.free')}
      path={`/profile/${profile.id}`}
      entities={['profile']}
      onDeleted={() => open(undefined)}
    />
  );
}
