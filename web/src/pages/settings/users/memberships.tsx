/** In which organisations an account is, and with which profile. Only the platform changes that; a change counts at once. */
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { Failure } from '../../../ui/states.tsx';
import classes from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import { OrganisationSelect } from './new-user.tsx';
import { type Membership, type UserRow, useProfiles } from './user-data.ts';

type Wanted = Pick<Membership, 'organisation' | 'profile' | 'default'>;

/** The block. */
export function Memberships({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const present: readonly Wanted[] = user.extraData.memberships;
  const save = useChange<readonly Wanted[]>(
    (api, organisations) =>
      api.put(`/user/${user._id}/organisations`, {
        organisations: organisations.map(({ organisation, profile, default: isDefault }) => ({
          organisation,
          profile,
          default: isDefault === true,
        })),
      }),
    ['user', 'organisation'],
  );
  return (
    <section className={classes.section} aria-labelledby="user-memberships">
      <h3 id="user-memberships" className={classes.heading}>
        {t('membership.title')}
      </h3>
      {present.map((membership) => (
        <Line
          key={membership.organisation}
          membership={membership}
          isOnly={present.length === 1}
          onProfile={(profile) =>
            save.mutate(present.map((one) => (one === membership ? { ...one, profile } : one)))
          }
          onRemove={() => save.mutate(present.filter((one) => one !== membership))}
        />
      ))}
      <AddMembership
        taken={present.map(({ organisation }) => organisation)}
        onAdd={(added) => save.mutate([...present, added])}
      />
      {save.error !== null && <Failure reason={refusal(save.error)} againLabel="" />}
    </section>
  );
}

function Line({
  membership,
  isOnly,
  onProfile,
  onRemove,
}: {
  readonly membership: Wanted;
  readonly isOnly: boolean;
  readonly onProfile: (profile: string) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const { organisation, profile } = membership;
  const profiles = useProfiles(organisation);
  return (
    <div className={classes.line}>
      <bdi className={`${classes.spread} sk-ellipsis`}>{organisation}</bdi>
      <Select
        aria-label={t('membership.profile', { organisation })}
        allowDeselect={false}
        data={profiles.map(({ name }) => name)}
        value={profile}
        onChange={(next) => next !== null && next !== profile && onProfile(next)}
      />
      <ActionIcon aria-label={t('membership.remove', { organisation })} disabled={isOnly} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

function AddMembership({
  taken,
  onAdd,
}: {
  readonly taken: readonly string[];
  readonly onAdd: (membership: Wanted) => void;
}) {
  const { t } = useTranslation('settings');
  const [organisation, setOrganisation] = useState('');
  const [profile, setProfile] = useState('');
  const names = useProfiles(organisation).map(({ name }) => name);
  const isReady = organisation !== '' && names.includes(profile) && !taken.includes(organisation);
  return (
    <div className={classes.pair}>
      <OrganisationSelect value={organisation === '' ? null : organisation} onChange={setOrganisation} />
      <Select
        label={t('field.profile')}
        allowDeselect={false}
        data={names}
        value={names.includes(profile) ? profile : null}
        onChange={(next) => setProfile(next ?? '')}
      />
      <Button
        disabled={!isReady}
        onClick={() => {
          onAdd({ organisation, profile });
          setOrganisation('');
          setProfile('');
        }}
      >
        {t('membership.add')}
      </Button>
    </div>
  );
}
