/**
 * Asks for the password again when the session has ended, over the page as it is: nothing typed below is lost, and the
 * requests that were under way go on afterwards. Other tabs of the same person follow by themselves.
 */
import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { useMe, useSession } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './re-authentication.module.css';

const channelName = 'skep.session';

/** The dialog; shown only while somebody has to sign in again. */
export function ReAuthentication() {
  const { ended } = useSession();
  const { t } = useTranslation('entry');
  const login = useMe()?.login;
  useFollowOtherTabs();
  if (login === undefined) return ended ? <GoToSignIn /> : null;
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('again.title')}
    >
      <PasswordForm login={login} />
    </Modal>
  );
}

/** Nobody was known here yet, so there is nothing on screen to keep. The client begins anew: requests still wait in this one. */
function GoToSignIn() {
  useEffect(() => {
    const here = `${window.location.pathname}${window.location.search}`;
    window.location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
  }, []);
  return null;
}

function PasswordForm({ login }: { readonly login: string }) {
  const { t } = useTranslation('entry');
  const { api, resume } = useSession();
  const text = useErrorText();
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.post('/login', { user: login, password, organisation: api.organisation });
      tellOtherTabs();
      setPassword('');
      setRefusal(undefined);
      resume();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  const wrong = refusal instanceof ApiError && refusal.code === 'authenticationFailed';
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.form}>
      <p>{t('again.kept', { login })}</p>
      {/* Password managers fill the pair. */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <PasswordInput
        data-autofocus
        label={t('password')}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        error={refusal === undefined ? undefined : wrong ? t('again.wrong') : text(refusal)}
      />
      <div className={classes.foot}>
        <Button component="a" href="/sign-in" variant="subtle">
          {t('again.other')}
        </Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('signIn')}
        </Button>
      </div>
    </form>
  );
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('signed in');
  channel.close();
}

/** Another tab of this browser has signed in: the session is there for this one as well. */
function useFollowOtherTabs(): void {
  const { resume } = useSession();
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = resume;
    return () => channel.close();
  }, [resume]);
}
