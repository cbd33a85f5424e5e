/** API keys of one's own: named, with fewer rights and an end when wanted, shown once when they are made. */
import { Button, CopyButton, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange, useResource } from '../../data/queries.ts';
import { useMe } from '../../data/session.tsx';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import { Ago, Moment } from '../../parts/time.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './account.module.css';

interface KeyInfo {
  readonly _id: string;
  readonly name: string;
  readonly permissions?: readonly string[] | null;
  readonly expiresAt?: number | null;
  readonly lastUsedAt?: number | null;
}

interface MadeKey {
  readonly name: string;
  readonly key: string;
}

const day = 86_400_000;
const lifetimes = { never: 0, month: 30 * day, quarter: 91 * day, year: 365 * day } as const;

/** The section. */
export function KeysSection() {
  const { t } = useTranslation('entry');
  const { t: word } = useTranslation('words');
  const me = useMe();
  const text = useErrorText();
  const path = `/user/${me?._id ?? ''}/keys`;
  const { data, error, refetch } = useResource<readonly KeyInfo[]>(
    path,
    { entities: ['apiKey'] },
    { enabled: me !== undefined },
  );
  const remove = useChange<string>((api, id) => api.remove(`${path}/${id}`), ['apiKey']);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey>();
  return (
    <section className={classes.block} aria-labelledby="keys">
      <h2 id="keys" className={classes.heading}>
        {t('account.keyList')}
      </h2>
      <p className={classes.note}>{t('account.keyNote')}</p>
      {made !== undefined && <Made made={made} />}
      {error !== null && (
        <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={2} label={word('loading')} />}
      {data?.length === 0 && <p className={classes.note}>{t('account.noKeys')}</p>}
      <ul>
        {data?.map((key) => (
          <KeyRow key={key._id} info={key} onRemove={() => remove.mutate(key._id)} />
        ))}
      </ul>
      <div className={classes.foot}>
        <Button variant="filled" onClick={() => setMaking(true)}>
          {t('account.makeKey')}
        </Button>
      </div>
      <Modal opened={making} onClose={() => setMaking(false)} title={t('account.makeKey')}>
        <KeyForm
          path={path}
          permissions={me?.permissions ?? []}
          onMade={(key) => {
            setMade(key);
            setMaking(false);
          }}
        />
      </Modal>
    </section>
  );
}

function KeyRow({ info, onRemove }: { readonly info: KeyInfo; readonly onRemove: () => void }) {
  const { t } = useTranslation('entry');
  const { t: word } = useTranslation('words');
  const { permissions, expiresAt, lastUsedAt } = info;
  return (
    <li className={classes.row}>
      <bdi className={`${classes.grow} sk-ellipsis`}>{info.name}</bdi>
      <span className={classes.note}>
        {permissions === undefined || permissions === null
          ? t('account.allRights')
          : t('account.someRights', { count: permissions.length })}
      </span>
      <span className={classes.note}>
        {expiresAt === undefined || expiresAt === null ? t('account.noEnd') : <Moment at={expiresAt} />}
      </span>
      <span className={classes.note}>
        {lastUsedAt === undefined || lastUsedAt === null ? t('account.neverUsed') : <Ago at={lastUsedAt} />}
      </span>
      <Button size="compact-sm" onClick={onRemove} aria-label={`${word('action.remove')} ${info.name}`}>
        {word('action.remove')}
      </Button>
    </li>
  );
}

function Made({ made }: { readonly made: MadeKey }) {
  const { t } = useTranslation('entry');
  const { t: word } = useTranslation('words');
  return (
    <div className={classes.secret} role="status">
      <p>{t('account.keyOnce', { name: made.name })}</p>
      <p className={classes.foot}>
        <code className="sk-mono">{made.key}</code>
        <CopyButton value={made.key}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? t('account.copied') : word('action.copy')}
            </Button>
          )}
        </CopyButton>
      </p>
    </div>
  );
}

interface KeyFormProps {
  readonly path: string;
  readonly permissions: readonly string[];
  readonly onMade: (key: MadeKey) => void;
}

function KeyForm({ path, permissions, onMade }: KeyFormProps) {
  const { t } = useTranslation('entry');
  const text = useErrorText();
  const fields = useFieldErrors();
  const form = useForm<{ name: string; lifetime: keyof typeof lifetimes; permissions: string[] }>({
    initialValues: { name: '', lifetime: 'quarter', permissions: [] },
  });
  const make = useChange<typeof form.values, MadeKey>(
    (api, values) => {
      const lasts = lifetimes[values.lifetime];
      return api.post<MadeKey>(path, {
        name: values.name,
        ...(lasts === 0 ? {} : { expiresAt: Date.now() + lasts }),
        ...(values.permissions.length === 0 ? {} : { permissions: values.permissions }),
      });
    },
    ['apiKey'],
  );
  const refused = make.error === null ? {} : fields(make.error);
  return (
    <form
      className={classes.block}
      onSubmit={form.onSubmit((values) => make.mutate(values, { onSuccess: onMade }))}
    >
      <TextInput
        label={t('account.keyName')}
        required
        withAsterisk={false}
        maxLength={64}
        data-autofocus
        {...form.getInputProps('name')}
        error={refused.name}
      />
      <Select
        label={t('account.keyLasts')}
        allowDeselect={false}
        data={(Object.keys(lifetimes) as (keyof typeof lifetimes)[]).map((value) => ({
          value,
          label: t(`account.lifetime.${value}`),
        }))}
        {...form.getInputProps('lifetime')}
      />
      <MultiSelect
        label={t('account.keyRights')}
        description={t('account.keyRightsNote')}
        data={[...permissions]}
        searchable
        clearable
        {...form.getInputProps('permissions')}
        error={refused.permissions}
      />
      {make.error !== null && Object.keys(refused).length === 0 && (
        <Failure reason={text(make.error)} againLabel="" />
      )}
      <Button type="submit" variant="filled" loading={make.isPending}>
        {t('account.makeKey')}
      </Button>
    </form>
  );
}
