/** The accounts of an organisation, or of the whole platform: people in one section, services in another. */
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsPlatform } from '../../../data/platform.ts';
import { Avatar } from '../../../parts/person.tsx';
import { Ago } from '../../../parts/time.tsx';
import listClasses from '../list/list.module.css';
import { mostRows, SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { NewUser } from './new-user.tsx';
import { signInStateOf, type UserRow, useUsers } from './user-data.ts';
import { UserPanel } from './user-panel.tsx';

const name: SettingsColumn<UserRow> = {
  id: 'name',
  orderedBy: (row) => row.name,
  cell: (row) => <UserName row={row} />,
};
const signIn: SettingsColumn<UserRow> = {
  id: 'signIn',
  width: 150,
  orderedBy: (row) => signInStateOf(row, Date.now()),
  cell: (row) => <SignIn row={row} />,
};
const changed: SettingsColumn<UserRow> = {
  id: 'changed',
  width: 100,
  align: 'end',
  wideOnly: true,
  orderedBy: (row) => row._updatedAt ?? row._createdAt,
  cell: (row) => <Ago at={row._updatedAt ?? row._createdAt} />,
};
const inOrganisation: readonly SettingsColumn<UserRow>[] = [
  name,
  {
    id: 'profile',
    width: 140,
    orderedBy: (row) => row.profile ?? '',
    cell: (row) => <bdi>{row.profile}</bdi>,
  },
  signIn,
  changed,
];
const onPlatform: readonly SettingsColumn<UserRow>[] = [
  name,
  {
    id: 'memberships',
    orderedBy: (row) => membershipsOf(row),
    cell: (row) => <bdi title={membershipsOf(row)}>{membershipsOf(row)}</bdi>,
  },
  signIn,
  changed,
];

/** People. */
export function UsersSection() {
  return <Accounts kind="people" />;
}

/** Services. */
export function ServicesSection() {
  return <Accounts kind="services" />;
}

function Accounts({ kind }: { readonly kind: 'people' | 'services' }) {
  const { t } = useTranslation('settings');
  const isPlatform = useIsPlatform();
  const { itemId } = useSettingsAddress();
  const answer = useUsers(kind);
  const section = kind === 'people' ? 'users' : 'services';
  const row = answer.data?.find(({ _id, login }) => _id === itemId || login === itemId);
  return (
    <SettingsList
      label={t(`section.${section}`)}
      answer={answer}
      columns={isPlatform ? onPlatform : inOrganisation}
      sort="name"
      searched={(user) => `${user.name} ${user.login} ${user.profile ?? ''} ${membershipsOf(user)}`}
      newLabel={t(`make.${section}`)}
      emptyReason={t(`about.${section}`)}
      panel={
        itemId === newItem ? (
          <NewUser kind={kind} />
        ) : (
          itemId !== undefined &&
          answer.data !== undefined && (
            <UserPanel key={itemId} user={row} isComplete={answer.data.length < mostRows} />
          )
        )
      }
    />
  );
}

function membershipsOf({ organisations }: UserRow): string {
  return organisations.map(({ organisation, profile }) => `${organisation} (${profile})`).join(', ');
}

function UserName({ row }: { readonly row: UserRow }) {
  return (
    <>
      <span aria-hidden="true">
        <Avatar login={row.login} name={row.name} />
      </span>
      <bdi className="sk-ellipsis">{row.name}</bdi>
      {row.name !== row.login && <bdi className={listClasses.beside}>{row.login}</bdi>}
    </>
  );
}

function SignIn({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation('settings');
  const state = signInStateOf(row, Date.now());
  if (state === 'locked' || state === 'lockedOut')
    return (
      <span className={listClasses.state} data-tone="warn">
        <IconLock size={14} stroke={1.6} aria-hidden="true" />
        {t(`signIn.${state}`)}
      </span>
    );
  if (state === 'noWay') return <span className={listClasses.soft}>{t('signIn.noWay')}</span>;
  const ways = [...(row.hasPassword ? [t('signIn.password')] : []), ...(row.hasKey ? [t('signIn.key')] : [])];
  return <span className={listClasses.soft}>{ways.join(', ')}</span>;
}
