/** An alert as the API gives it: every leaf with its path, narrowed by words. */
import { Button, CopyButton, TextInput } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { IconCopy, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '../../../parts/alert/alert-data.ts';
import classes from './alert-page.module.css';
import { leavesOf } from './leaves.ts';

/** Most leaves that are drawn. */
const mostShown = 500;

/** The part. */
export function Raw({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.toLowerCase());
  const leaves = useMemo(() => leavesOf(alert), [alert]);
  const shown = leaves.filter(
    ({ path, value }) => path.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          aria-label={t('raw.find')}
          placeholder={t('raw.find')}
          leftSection={<IconSearch size={15} stroke={1.6} />}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <CopyButton value={JSON.stringify(alert, null, 2)}>
          {({ copied, copy }) => (
            <Button leftSection={<IconCopy size={15} stroke={1.6} />} onClick={copy}>
              {copied ? t('raw.copied') : word('action.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <dl className={classes.card}>
        {shown.slice(0, mostShown).map(({ path, value }) => (
          <div key={path} className={classes.leaf}>
            <dt className="sk-mono">
              <bdi>{path}</bdi>
            </dt>
            <dd className="sk-mono">
              <bdi>{defangText(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p className={classes.count}>{t('raw.none')}</p>}
    </>
  );
}
