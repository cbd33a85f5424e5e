/** Who one is here: the name others see, and what one may do in each organisation. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/queries.ts';
import { type SignedIn, useMe, useRefreshMe } from '../../data/session.tsx';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import classes from './account.module.css';

/** The section. */
export function ProfileSection() {
  const me = useMe();
  return me === undefined ? null : <Profile me={me} key={me._id} />;
}

function Profile({ me }: { readonly me: SignedIn }) {
  const { t } = useTranslation('entry');
  const { t: word } = useTranslation('words');
  const [name, setName] = useState(me.name);
  const text = useErrorText();
  const fields = useFieldErrors();
  const refresh = useRefreshMe();
  const save = useChange<string>(
    async (api, value) => {
      await api.patch(`/user/${me._id}`, { name: value });
      await refresh();
    },
    ['user'],
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(name);
  };
  return (
    <>
      <form className={classes.block} onSubmit={submit}>
        <TextInput
          label={t('setUp.name')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={save.error === null ? undefined : (fields(save.error).name ?? text(save.error))}
        />
        <div className={classes.foot}>
          <Button
            type="submit"
            variant="filled"
            loading={save.isPending}
            disabled={name === me.name || name.trim() === ''}
          >
            {word('action.save')}
          </Button>
        </div>
      </form>
      <section className={classes.block} aria-labelledby="memberships">
        <h2 id="memberships" className={classes.heading}>
          {t('account.memberships')}
        </h2>
        <dl className={classes.facts}>
          <dt>{t('login')}</dt>
          <dd>
            <bdi>{me.login}</bdi>
          </dd>
          {me.organisations.map(({ organisation, profile }) => (
            <div key={organisation} style={{ display: 'contents' }}>
              <dt>
                <bdi>{organisation}</bdi>
              </dt>
              <dd>
                <bdi>{profile}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
