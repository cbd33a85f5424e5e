/** The sign-in. Afterwards one stands where one wanted to go, else at the alerts of the organisation one works in. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedIn } from '../../data/session.tsx';
import classes from './entry.module.css';
import { EntryLayout } from './entry-layout.tsx';
import { publicStatus } from './public-status.ts';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/sign-in');

/** The page. */
export function SignIn() {
  const { t } = useTranslation('entry');
  const { to } = route.useSearch();
  const router = useRouter();
  const { data: status } = useQuery(publicStatus);
  const [who, setWho] = useState<SignedIn>();
  const wanted = ownAddress(to);
  const enter = (organisation: string): void =>
    router.history.push(`/o/${encodeURIComponent(organisation)}/alerts`);
  const done = (signedIn: SignedIn): void => {
    if (wanted !== undefined) router.history.push(wanted);
    else if (signedIn.organisations.length > 1) setWho(signedIn);
    else enter(signedIn.organisation);
  };
  return (
    <EntryLayout aside={<p className={classes.brandLine}>{t('brand')}</p>}>
      <div>
        <h1 className={classes.title}>{who === undefined ? t('signIn') : t('chooseOrganisation')}</h1>
        {who === undefined && wanted !== undefined && (
          <p className={classes.lead}>{t('goesOn', { address: wanted })}</p>
        )}
        {status?.setUpNeeded === true && <p className={classes.lead}>{t('notSetUp')}</p>}
      </div>
      {who === undefined ? (
        <SignInForm onDone={done} />
      ) : (
        <div className={classes.organisations}>
          {who.organisations.map(({ organisation, profile }) => (
            <Button
              key={organisation}
              onClick={() => enter(organisation)}
              justify="space-between"
              rightSection={profile}
            >
              {organisation}
            </Button>
          ))}
        </div>
      )}
    </EntryLayout>
  );
}

/** An address of this server only: a link must not send anybody elsewhere after the sign-in. */
function ownAddress(to: string | undefined): string | undefined {
  return to !== undefined && /^\/o\/[^/\\]/.test(to) ? to : undefined;
}
