/** What can be done with an account at once: password, signing out, locking, taking it out. */
import { Button, Modal, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { filters, follow, get, where } from '../../../data/pipeline.ts';
import { useIsPlatform } from '../../../data/platform.ts';
import { runPipeline, useChange } from '../../../data/queries.ts';
import { useApi, useMe } from '../../../data/session.tsx';
import { Failure } from '../../../ui/states.tsx';
import { useUndo } from '../../../ui/undo.tsx';
import type { Dependant } from '../form/delete-dialog.tsx';
import { AskToDelete } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import { PasswordRules } from './password-rules.tsx';
import type { UserRow } from './user-data.ts';

/** The block. */
export function UserActs({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation('settings');
  const isSelf = useMe()?._id === user._id;
  const isPlatform = useIsPlatform();
  const refusal = useRefusal();
  const [dialog, setDialog] = useState<'password' | 'remove'>();
  const signOut = useChange<void>(
    async (api) => {
      await api.remove(`/user/${user._id}/session`);
      notifications.show({ message: t('user.signedOut', { name: user.name }) });
    },
    ['session'],
  );
  const lock = useLock(user);
  const error = signOut.error ?? lock.error;
  return (
    <section className={classes.section} aria-labelledby="user-acts">
      <h3 id="user-acts" className={classes.heading}>
        {t('user.access')}
      </h3>
      <p className={classes.note}>{t(`user.has.${accessOf(user)}`)}</p>
      {isSelf ? (
        <p className={classes.note}>{t('user.self')}</p>
      ) : (
        <div className={classes.line}>
          {user.type !== 'Service' && (
            <Button onClick={() => setDialog('password')}>{t('user.setPassword')}</Button>
          )}
          <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('user.signOut')}
          </Button>
          <Button loading={lock.isPending} onClick={() => lock.mutate(!user.locked)}>
            {user.locked ? t('user.unlock') : t('user.lock')}
          </Button>
          {!isPlatform && (
            <Button className={classes.danger ?? ''} variant="subtle" onClick={() => setDialog('remove')}>
              {t('user.remove')}
            </Button>
          )}
        </div>
      )}
      {error !== null && <Failure reason={refusal(error)} againLabel="" />}
      {dialog === 'password' && <PasswordDialog user={user} onClose={() => setDialog(undefined)} />}
      {dialog === 'remove' && <RemoveDialog user={user} onClose={() => setDialog(undefined)} />}
    </section>
  );
}

function accessOf({ hasPassword, hasKey }: UserRow): 'both' | 'password' | 'key' | 'nothing' {
  if (hasPassword) return hasKey ? 'both' : 'password';
  return hasKey ? 'key' : 'nothing';
}

/** Locks or unlocks, and offers to take it back. */
function useLock(user: UserRow) {
  const { t } = useTranslation('settings');
  const { offer } = useUndo();
  const api = useApi();
  const put = (locked: boolean): Promise<unknown> => api.patch(`/user/${user._id}`, { locked });
  return useChange<boolean>(
    async (_, locked) => {
      await put(locked);
      offer({
        label: locked ? t('user.locked', { name: user.name }) : t('user.unlocked', { name: user.name }),
        undo: async () => {
          await put(!locked);
        },
      });
    },
    ['user'],
  );
}

function PasswordDialog({ user, onClose }: { readonly user: UserRow; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const refusal = useRefusal();
  const refusedFields = useRefusedFields('password');
  const [password, setPassword] = useState('');
  const save = useChange<string>(
    async (api, next) => {
      await api.post(`/user/${user._id}/password/set`, { password: next });
      notifications.show({ message: t('user.passwordSet', { name: user.name }) });
    },
    ['user'],
  );
  const error = save.error === null ? undefined : (refusedFields(save.error).password ?? refusal(save.error));
  return (
    <Modal opened onClose={onClose} title={t('user.passwordOf', { name: user.name })} size={440}>
      <form
        className={classes.dialog}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          save.mutate(password, { onSuccess: onClose });
        }}
      >
        <PasswordInput
          label={t('password.label')}
          data-autofocus
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
          value={password}
          error={error}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <PasswordRules />
        <p className={classes.note}>{t('password.ends')}</p>
        <div className={classes.line}>
          <span className={classes.spread} />
          <Button type="submit" variant="filled" disabled={password === ''} loading={save.isPending}>
            {t('user.setPassword')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function RemoveDialog({ user, onClose }: { readonly user: UserRow; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  const { organisation = '' } = useApi();
  return (
    <AskToDelete
      place={`user:${user._id}`}
      title={t('user.removeTitle', { name: user.name, organisation })}
      consequence={t('user.removeNote')}
      act={t('user.remove')}
      path={`/user/${user._id}/force`}
      entities={['user']}
      dependants={(api) => workOf(api, user.login)}
      onClose={onClose}
      onDeleted={() => open(undefined)}
    />
  );
}

/** Open work that somebody holds. */
async function workOf(api: Api, login: string): Promise<readonly Dependant[]> {
  const open = {
    case: filters.in('stage', ['New', 'InProgress']),
    alert: filters.in('stage', ['New', 'InProgress']),
    task: filters.in('status', ['Waiting', 'InProgress']),
  } as const;
  return Promise.all(
    (['case', 'alert', 'task'] as const).map(async (kind) => ({
      kind,
      count: await runPipeline<number>(api, `work-of-${kind}`, [
        get('user', login),
        follow(`${kind}s`),
        where(open[kind]),
        { _name: 'limitedCount' },
      ]),
    })),
  );
}
