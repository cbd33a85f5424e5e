/** Rights down, profiles across. The profile that is open and may be changed has boxes to tick, the others marks to read. */
import { Checkbox } from '@mantine/core';
import { IconCheck, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../../ui/states.tsx';
import { useSettingsAddress } from '../use-address.ts';
import type { GridProfile } from './profile-data.ts';
import classes from './profiles.module.css';
import { useRightWord } from './right-word.ts';
import { groupNames, type Right, rightGroups } from './rights.ts';

interface GridProps {
  readonly profiles: readonly GridProfile[];
  readonly holders: ReadonlyMap<string, number> | undefined;
  /** Id of the open profile. */
  readonly chosen: string | undefined;
  /** Rights of the open profile as they are in its form. */
  readonly permissions: readonly string[];
  /** Names of two profiles: only rights in which they differ are shown. */
  readonly compared: readonly [string, string] | undefined;
  readonly onPermissions: (permissions: readonly string[]) => void;
}

/** The grid. */
export function ProfileGrid(props: GridProps) {
  const { t } = useTranslation('settings');
  const { search } = useSettingsAddress();
  const shown = useShownRights(props, search.q ?? '');
  const pair = props.compared?.filter((name) => name !== '') ?? [];
  const profiles =
    pair.length === 2
      ? props.profiles.filter(({ name, id }) => pair.includes(name) || id === props.chosen)
      : props.profiles;
  const groups = groupNames.filter((group) => rightGroups[group].some((right) => shown.has(right)));
  if (groups.length === 0)
    return <Message title={pair.length === 2 ? t('profile.noDifference') : t('profile.noRight')} />;
  return (
    <div className={classes.scroll}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{t('profile.right')}</th>
            {profiles.map((profile) => (
              <ProfileHead
                key={profile.id}
                profile={profile}
                isChosen={profile.id === props.chosen}
                holders={props.holders}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group}>
              <tr className={classes.group}>
                <th scope="rowgroup" colSpan={profiles.length + 1}>
                  <span>{t(`rightGroup.${group}`)}</span>
                </th>
              </tr>
              {rightGroups[group]
                .filter((right) => shown.has(right))
                .map((right) => (
                  <RightRow key={right} {...props} profiles={profiles} right={right} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rights that fit what is looked for, and in which the compared profiles differ. */
function useShownRights(
  { profiles, compared, chosen, permissions }: GridProps,
  query: string,
): ReadonlySet<string> {
  const word = useRightWord();
  const wanted = query.trim().toLowerCase();
  const rightsOf = (name: string): readonly string[] | undefined => {
    const profile = profiles.find((one) => one.name === name);
    return profile?.id === chosen ? permissions : profile?.permissions;
  };
  const [one, other] = (compared ?? []).map(rightsOf);
  const held = new Set(profiles.flatMap((profile) => profile.permissions));
  const isPlatform = profiles.some(({ type }) => type === 'Admin');
  const fitting = groupNames
    .filter((group) => isPlatform || group !== 'platform')
    .flatMap((group): readonly Right[] => rightGroups[group])
    .filter((right) => !isPlatform || held.has(right))
    .filter((right) => `${word(right)} ${right}`.toLowerCase().includes(wanted))
    .filter(
      (right) => one === undefined || other === undefined || one.includes(right) !== other.includes(right),
    );
  return new Set(fitting);
}

function ProfileHead({
  profile,
  isChosen,
  holders,
}: {
  readonly profile: GridProfile;
  readonly isChosen: boolean;
  readonly holders: ReadonlyMap<string, number> | undefined;
}) {
  const { t } = useTranslation('settings');
  const { hrefOf, search } = useSettingsAddress();
  const { id, name, isNew, isEditable } = profile;
  return (
    <th scope="col" data-chosen={isChosen}>
      <Link
        className={classes.profile}
        to={hrefOf(id)}
        search={search}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={classes.profileName}>
          {!isEditable && <IconLock size={12} stroke={1.8} aria-label={t('mark.builtIn')} />}
          <bdi className="sk-ellipsis">{isNew ? t('profile.new') : name}</bdi>
        </span>
        <span className={classes.people}>
          {isNew
            ? t('profile.notSaved')
            : holders === undefined
              ? ''
              : t('profile.people', { count: holders.get(name) ?? 0 })}
        </span>
      </Link>
    </th>
  );
}

function RightRow({
  profiles,
  right,
  chosen,
  permissions,
  onPermissions,
}: GridProps & { readonly right: Right }) {
  const { t } = useTranslation('settings');
  const word = useRightWord()(right);
  return (
    <tr>
      <th scope="row">
        <span className={classes.word}>{word}</span> <code className={classes.technical}>{right}</code>
      </th>
      {profiles.map((profile) => {
        const isChosen = profile.id === chosen;
        const has = (isChosen ? permissions : profile.permissions).includes(right);
        return (
          <td key={profile.id} data-chosen={isChosen}>
            {isChosen && profile.isEditable ? (
              <Checkbox
                className={classes.tick ?? ''}
                aria-label={`${word}: ${profile.isNew ? t('profile.new') : profile.name}`}
                checked={has}
                onChange={() =>
                  onPermissions(
                    has ? permissions.filter((one) => one !== right) : [...permissions, right].sort(),
                  )
                }
              />
            ) : has ? (
              <IconCheck className={classes.has} size={16} stroke={1.8} aria-label={t('profile.has')} />
            ) : (
              <span className={classes.lacks} role="img" aria-label={t('profile.lacks')}>
                –
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
