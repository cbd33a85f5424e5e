/** The password, and where one is signed in. */
import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { useChange, useResource } from '../../data/queries.ts';
import { useMe } from '../../data/session.tsx';
import { usePasswordRefusal } from '../../parts/account/password-refusal.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { Ago } from '../../parts/time.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './account.module.css';

/** The section. */
export function SecuritySection() {
  return (
    <>
      <PasswordForm />
      <Sessions />
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation('entry');
  const me = useMe();
  const text = useErrorText();
  const [done, setDone] = useState(false);
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: { again: (value, { next }) => (value === next ? null : t('setUp.different')) },
  });
  const change = useChange<typeof form.values>(
    (api, { current, next }) =>
      api.post(`/user/${me?._id ?? ''}/password/change`, { currentPassword: current, password: next }),
    ['user'],
  );
  const submit = (values: typeof form.values): void =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        setDone(true);
      },
    });
  const refused = useRefusedFields(change.error);
  const toggle = { 'aria-label': t('showPassword') };
  return (
    <form className={classes.block} onSubmit={form.onSubmit(submit)}>
      <h2 className={classes.heading}>{t('account.changePassword')}</h2>
      {done && (
        <p role="status" className={classes.secret}>
          {t('account.passwordChanged')}
        </p>
      )}
      <PasswordInput
        label={t('account.currentPassword')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('current')}
        error={refused.current}
      />
      <PasswordInput
        label={t('account.newPassword')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('next')}
        error={refused.next}
      />
      <PasswordInput
        label={t('setUp.again')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('again')}
      />
      {change.error !== null && Object.keys(refused).length === 0 && (
        <Failure reason={text(change.error)} againLabel="" />
      )}
      <div className={classes.foot}>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('account.changePassword')}
        </Button>
      </div>
    </form>
  );
}

/** What the server refused, by the name of the field; nothing when it was neither of the passwords. */
function useRefusedFields(error: unknown): { readonly current?: string; readonly next?: string } {
  const { t } = useTranslation('entry');
  const refusal = usePasswordRefusal()(error);
  if (refusal !== undefined) return { next: refusal };
  return error instanceof ApiError && error.code === 'notAllowed' ? { current: t('again.wrong') } : {};
}

interface SessionInfo {
  readonly _id: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly agent?: string;
  readonly current: boolean;
}

const origin = { entities: ['session'] } as const;

function Sessions() {
  const { t } = useTranslation('entry');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { data, error, refetch } = useResource<readonly SessionInfo[]>('/session', origin);
  const end = useChange<string | undefined>(
    (api, id) => api.remove(id === undefined ? '/session' : `/session/${id}`),
    ['session'],
  );
  return (
    <section className={classes.block} aria-labelledby="sessions">
      <h2 id="sessions" className={classes.heading}>
        {t('account.sessionList')}
      </h2>
      {error !== null && (
        <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={2} label={word('loading')} />}
      <ul>
        {data?.map((session) => (
          <li key={session._id} className={classes.row}>
            <span className={classes.grow}>
              <bdi>{session.agent ?? t('account.unknownAgent')}</bdi>
              {session.current && <strong> {t('account.thisSession')}</strong>}
            </span>
            <span className={classes.note}>
              {t('account.lastUsed')} <Ago at={session.lastUsedAt} />
            </span>
            {!session.current && (
              <Button size="compact-sm" onClick={() => end.mutate(session._id)}>
                {t('account.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {(data?.length ?? 0) > 1 && (
        <div className={classes.foot}>
          <Button loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('account.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}
