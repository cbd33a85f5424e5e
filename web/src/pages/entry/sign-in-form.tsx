/** Login and password: one message whatever was wrong of both, and the time to wait after too many attempts. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, createApi } from '../../data/api.ts';
import { giveBrowserTo } from '../../data/begun-here.ts';
import type { SignedIn } from '../../data/session.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import classes from './entry.module.css';

const door = createApi(undefined, () => Promise.reject(new Error('This is the sign-in itself')));

/** The form. `onDone` is told who it is. */
export function SignInForm({ onDone }: { readonly onDone: (who: SignedIn) => void }) {
  const { t } = useTranslation('entry');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const wait = useWait(refusal);
  useEffect(() => loginField.current?.focus(), []);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const who = await door.post<SignedIn>('/login', { user: login, password });
      giveBrowserTo(who.login);
      onDone(who);
    } catch (error) {
      setRefusal(error);
      setPassword('');
      passwordField.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const watchCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.organisations}>
      <Refusal error={refusal} wait={wait} />
      <TextInput
        ref={loginField}
        label={t('login')}
        value={login}
        onChange={({ currentTarget }) => setLogin(currentTarget.value)}
        autoComplete="username"
        size="md"
        required
        withAsterisk={false}
      />
      <PasswordInput
        ref={passwordField}
        label={t('password')}
        description={capsLock ? t('capsLock') : undefined}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        onKeyUp={watchCapsLock}
        autoComplete="current-password"
        size="md"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
      <Button type="submit" variant="filled" size="md" loading={busy} disabled={wait > 0} mt={8}>
        {wait > 0 ? t('waitSeconds', { count: wait }) : t('signIn')}
      </Button>
    </form>
  );
}

function Refusal({ error, wait }: { readonly error: unknown; readonly wait: number }) {
  const { t } = useTranslation('entry');
  const text = useErrorText();
  if (error === undefined) return null;
  const code = error instanceof ApiError ? error.code : '';
  return (
    <p className={classes.refusal} role="alert">
      <IconAlertCircle size={16} stroke={1.6} aria-hidden="true" />
      <span>
        {code === 'authenticationFailed'
          ? t('wrongPair')
          : code === 'tooManyAttempts'
            ? t('tooManyAttempts', { count: wait })
            : text(error)}
      </span>
    </p>
  );
}

/** Seconds until another attempt is allowed, counted down. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds =
      error instanceof ApiError && error.code === 'tooManyAttempts'
        ? Number(error.parameters.retryAfterSeconds ?? 30)
        : 0;
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1_000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
