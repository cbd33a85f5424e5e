/** The first start: whoever holds the printed link becomes the first administrator. The token stands behind the `#`, so no log ever holds it. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertCircle, IconCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, createApi } from '../../data/api.ts';
import { giveBrowserTo } from '../../data/begun-here.ts';
import type { SignedIn } from '../../data/session.tsx';
import { usePasswordRefusal } from '../../parts/account/password-refusal.ts';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import classes from './entry.module.css';
import { EntryLayout } from './entry-layout.tsx';

const door = createApi(undefined, () => Promise.reject(new Error('Nobody is signed in before the set-up')));

interface PasswordRules {
  readonly minimumLength: number;
  readonly maximumLength: number;
  readonly requires: readonly ('lower' | 'upper' | 'digit' | 'special')[];
}

/** The page. */
export function SetUp() {
  const { t } = useTranslation('entry');
  const token = window.location.hash.slice(1);
  return (
    <EntryLayout aside={<SetUpIntroduction />}>
      <div>
        <h1 className={classes.title}>{t('setUp.title')}</h1>
        <p className={classes.lead}>{token === '' ? t('setUp.noToken') : t('setUp.lead')}</p>
      </div>
      {token !== '' && <SetUpForm token={token} />}
    </EntryLayout>
  );
}

function SetUpIntroduction() {
  const { t } = useTranslation('entry');
  return (
    <div className={classes.brandText}>
      <p className={classes.brandTitle}>{t('setUp.welcome')}</p>
      <p>{t('setUp.once')}</p>
    </div>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const { t } = useTranslation('entry');
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const refusedPassword = usePasswordRefusal();
  const text = useErrorText();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { name: '', login: '', password: '', again: '' },
    validate: { again: (value, { password }) => (value === password ? null : t('setUp.different')) },
  });
  const submit = async ({ name, login, password }: typeof form.values): Promise<void> => {
    setBusy(true);
    try {
      await door.post('/setup', { token, name, login, password });
      const who = await door.post<SignedIn>('/login', { user: login, password });
      giveBrowserTo(who.login);
      router.history.replace(`/o/${encodeURIComponent(who.organisation)}/alerts`);
    } catch (error) {
      const refused = refusedPassword(error);
      const faults = { ...fieldErrors(error), ...(refused === undefined ? {} : { password: refused }) };
      form.setErrors(faults);
      setRefusal(Object.keys(faults).length > 0 ? undefined : refusalOf(error, t('setUp.invalidLink'), text));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} className={classes.organisations}>
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          <IconAlertCircle size={16} stroke={1.6} aria-hidden="true" />
          <span>{refusal}</span>
        </p>
      )}
      <TextInput
        label={t('setUp.name')}
        size="md"
        required
        withAsterisk={false}
        autoComplete="name"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('login')}
        description={t('setUp.loginHint')}
        size="md"
        required
        withAsterisk={false}
        autoComplete="username"
        {...form.getInputProps('login')}
      />
      <PasswordInput
        label={t('password')}
        size="md"
        required
        withAsterisk={false}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        {...form.getInputProps('password')}
      />
      <PasswordRulesList password={form.values.password} />
      <PasswordInput
        label={t('setUp.again')}
        size="md"
        required
        withAsterisk={false}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        {...form.getInputProps('again')}
      />
      <Button type="submit" variant="filled" size="md" loading={busy} mt={8}>
        {t('setUp.submit')}
      </Button>
    </form>
  );
}

function refusalOf(error: unknown, invalidLink: string, text: (error: unknown) => string): string {
  return error instanceof ApiError && error.code === 'setupLinkInvalid' ? invalidLink : text(error);
}

const demands = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  special: /[^\p{L}\p{N}\s]/u,
} as const;

function PasswordRulesList({ password }: { readonly password: string }) {
  const { t } = useTranslation('entry');
  const { data } = useQuery({
    queryKey: ['password-policy'],
    queryFn: () => door.get<PasswordRules>('/auth/local/passwordPolicy'),
  });
  if (data === undefined) return null;
  const rules = [
    {
      text: t('rule.length', { count: data.minimumLength }),
      met: [...password].length >= data.minimumLength,
    },
    ...data.requires.map((demand) => ({ text: t(`rule.${demand}`), met: demands[demand].test(password) })),
  ];
  return (
    <ul className={classes.rules}>
      {rules.map(({ text, met }) => (
        <li key={text} className={classes.rule} data-met={met}>
          {met ? (
            <IconCircleCheck size={15} stroke={1.6} aria-label={t('rule.met')} />
          ) : (
            <IconCircle size={15} stroke={1.6} aria-hidden="true" />
          )}
          {text}
        </li>
      ))}
      <li className={classes.rule}>
        <IconInfoCircle size={15} stroke={1.6} aria-hidden="true" />
        {t('rule.unusual')}
      </li>
    </ul>
  );
}
