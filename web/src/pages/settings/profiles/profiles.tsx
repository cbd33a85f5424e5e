/** The profiles of the platform as a grid: rights down, profiles across, the chosen one open at the side. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconCopy, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { useRefusal } from '../form/refusal.ts';
import { leaveDraft, useSettingsForm } from '../form/use-settings-form.ts';
import listClasses from '../list/list.module.css';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { type GridProfile, inGrid, useAllProfiles, useHolders } from './profile-data.ts';
import { ProfileGrid } from './profile-grid.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import classes from './profiles.module.css';

/** Values of the form of a profile. */
export interface ProfileValues {
  readonly name: string;
  readonly permissions: readonly string[];
}

/** Profile that new ones start from when none is open. */
const usualStart = 'analyst';

/** The section. */
export function ProfilesSection() {
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const { itemId } = useSettingsAddress();
  const { data, error, refetch } = useAllProfiles();
  if (error !== null && data === undefined)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={12} label={word('loading')} />;
  return <Profiles key={itemId ?? 'none'} profiles={data.map(inGrid)} />;
}

function Profiles({ profiles }: { readonly profiles: readonly GridProfile[] }) {
  const { t } = useTranslation('settings');
  const { itemId, search, open } = useSettingsAddress();
  const { organisation } = useApi();
  const type = search.type === 'Admin' ? 'Admin' : 'Organisation';
  const chosen: GridProfile | undefined =
    itemId === newItem
      ? { id: newItem, name: '', type, permissions: [], isEditable: true, isNew: true }
      : profiles.find(({ id }) => id === itemId);
  const form = useSettingsForm<ProfileValues>(`profile:${itemId ?? ''}`, {
    name: chosen?.name ?? '',
    permissions: chosen?.permissions ?? [],
  });
  const holders = useHolders();
  const all = profiles.filter((profile) => profile.type === type);
  const shown = chosen?.isNew === true ? [chosen, ...all] : all;
  const copied =
    chosen !== undefined && !chosen.isNew ? chosen : profiles.find(({ name }) => name === usualStart);
  const make = (): void => {
    leaveDraft(organisation, `profile:${newItem}`, {
      name: t('profile.copyName', { name: copied?.name ?? '' }),
      permissions: copied?.permissions ?? [],
    });
    open(newItem, { with: copied?.name });
  };
  const compared = profiles.find(({ name }) => name === search.with);
  return (
    <div className={`${listClasses.split} ${classes.split}`}>
      <section className={listClasses.list} aria-label={t('section.profiles')}>
        <Tools type={type} copied={copied?.name ?? ''} onMake={make} />
        <ProfileGrid
          profiles={shown}
          holders={holders}
          chosen={chosen?.id}
          permissions={form.values.permissions}
          compared={search.view === 'differences' ? [search.one ?? '', search.other ?? ''] : undefined}
          onPermissions={(permissions) => form.set({ permissions })}
        />
      </section>
      {itemId !== undefined && (
        <ProfilePanel
          profile={chosen}
          form={form}
          profiles={profiles}
          compared={compared}
          holders={holders}
        />
      )}
    </div>
  );
}

function Tools({
  type,
  copied,
  onMake,
}: {
  readonly type: 'Organisation' | 'Admin';
  readonly copied: string;
  readonly onMake: () => void;
}) {
  const { t } = useTranslation('settings');
  const { search, ask } = useSettingsAddress();
  const differs = search.view === 'differences';
  return (
    <div className={listClasses.tools}>
      <TextInput
        className={classes.find ?? ''}
        leftSection={<IconSearch size={14} stroke={1.6} />}
        placeholder={t('profile.search')}
        aria-label={t('profile.search')}
        value={search.q ?? ''}
        onChange={({ currentTarget }) => ask({ q: currentTarget.value })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('profile.where')}
        value={type}
        data={[
          { value: 'Organisation', label: t('profile.ofOrganisations') },
          { value: 'Admin', label: t('profile.ofPlatform') },
        ]}
        onChange={(next) => ask({ type: next === 'Admin' ? next : undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('profile.view')}
        value={differs ? 'differences' : 'all'}
        data={[
          { value: 'all', label: t('profile.all') },
          { value: 'differences', label: t('profile.differences') },
        ]}
        onChange={(view) => ask({ view: view === 'differences' ? view : undefined })}
      />
      {differs && <Pair type={type} />}
      <span className={listClasses.count} />
      <Button leftSection={<IconCopy size={16} stroke={1.6} />} onClick={onMake}>
        {t('profile.newFrom', { name: copied })}
      </Button>
    </div>
  );
}

/** The two profiles whose differences are shown. */
function Pair({ type }: { readonly type: string }) {
  const { t } = useTranslation('settings');
  const { search, ask } = useSettingsAddress();
  const names = (useAllProfiles().data ?? [])
    .filter((profile) => profile.type === type)
    .map(({ name }) => name);
  return (['one', 'other'] as const).map((which) => (
    <Select
      key={which}
      size="xs"
      aria-label={t(`profile.${which}`)}
      placeholder={t(`profile.${which}`)}
      data={names}
      value={search[which] ?? null}
      onChange={(name) => ask({ [which]: name ?? undefined })}
    />
  ));
}
