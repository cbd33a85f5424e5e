/** The API keys of an account: which there are, when they were used last, making one (shown once) and ending one. */
import { Button, CopyButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange, useResource } from '../../../data/queries.ts';
import { Ago, Moment } from '../../../parts/time.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import classes from '../form/form.module.css';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import type { UserRow } from './user-data.ts';

interface KeyInfo {
  readonly _id: string;
  readonly name: string;
  readonly permissions?: readonly string[] | null;
  readonly organisation?: string | null;
  readonly expiresAt?: number | null;
  readonly lastUsedAt?: number | null;
}

/** The block. */
export function KeyList({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const path = `/user/${user._id}/keys`;
  const { data, error, refetch } = useResource<readonly KeyInfo[]>(path, { entities: ['apiKey', 'user'] });
  const remove = useChange<KeyInfo>(
    (api, key) => api.remove(key.name === '' ? `/user/${user._id}/key` : `${path}/${key._id}`),
    ['apiKey', 'user'],
  );
  return (
    <section className={classes.section} aria-labelledby="user-keys">
      <h3 id="user-keys" className={classes.heading}>
        {t('key.title')}
      </h3>
      {error !== null && (
        <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={2} label={word('loading')} />}
      {data?.length === 0 && <p className={classes.note}>{t('key.none')}</p>}
      <ul className={classes.rows}>
        {data?.map((key) => (
          <KeyRow key={key._id} info={key} onRemove={() => remove.mutate(key)} />
        ))}
      </ul>
      {remove.error !== null && <Failure reason={refusal(remove.error)} againLabel="" />}
      <MakeKey path={path} />
    </section>
  );
}

function KeyRow({ info, onRemove }: { readonly info: KeyInfo; readonly onRemove: () => void }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const name = info.name === '' ? t('key.unnamed') : info.name;
  return (
    <li>
      <bdi className={`${classes.spread} sk-ellipsis`}>{name}</bdi>
      <span className={classes.meta}>
        {typeof info.lastUsedAt === 'number' ? (
          <>
            {t('key.used')} <Ago at={info.lastUsedAt} />
          </>
        ) : (
          t('key.neverUsed')
        )}
      </span>
      {typeof info.expiresAt === 'number' && (
        <span className={classes.meta}>
          {t('key.ends')} <Moment at={info.expiresAt} />
        </span>
      )}
      <Button size="compact-sm" aria-label={`${word('action.remove')} ${name}`} onClick={onRemove}>
        {word('action.remove')}
      </Button>
    </li>
  );
}

function MakeKey({ path }: { readonly path: string }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const refusal = useRefusal();
  const refusedFields = useRefusedFields('name');
  const [name, setName] = useState('');
  const make = useChange<string, { readonly name: string; readonly key: string }>(
    (api, wanted) => api.post(path, { name: wanted }),
    ['apiKey', 'user'],
  );
  const create = (): void => make.mutate(name, { onSuccess: () => setName('') });
  return (
    <>
      <div className={classes.line}>
        <TextInput
          className={classes.spread ?? ''}
          aria-label={t('key.name')}
          placeholder={t('key.name')}
          maxLength={64}
          value={name}
          error={make.error === null ? undefined : (refusedFields(make.error).name ?? refusal(make.error))}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || name === '') return;
            event.preventDefault();
            create();
          }}
        />
        <Button disabled={name === ''} loading={make.isPending} onClick={create}>
          {t('key.make')}
        </Button>
      </div>
      {make.data !== undefined && (
        <div className={classes.secret} role="status">
          <p>{t('key.once', { name: make.data.name })}</p>
          <p className={classes.line}>
            <code className="sk-mono">{make.data.key}</code>
            <CopyButton value={make.data.key}>
              {({ copied, copy }) => (
                <Button size="compact-sm" onClick={copy}>
                  {copied ? t('key.copied') : word('action.copy')}
                </Button>
              )}
            </CopyButton>
          </p>
        </div>
      )}
    </>
  );
}
