/** What came of each mail: waiting, being read, an alert, or the reason why there is none. */
import { CloseButton, Loader } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconClock } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../parts/error-text.ts';
import classes from './mail-drop.module.css';

/** A mail on its way. */
export interface MailResult {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed';
  readonly alertId?: string;
  readonly title?: string;
  readonly reason?: string;
  readonly error?: unknown;
}

/** The sheet. */
export function MailResults({
  results,
  onClose,
}: {
  readonly results: readonly MailResult[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const finished = results.filter(({ state }) => state === 'done' || state === 'failed').length;
  return (
    <section className={classes.sheet} aria-label={t('mail.title')} data-testid="mail-results">
      <header className={classes.head}>
        <strong>{t('mail.title')}</strong>
        <span role="status" className="sk-numbers">
          {t('bulk.of', { done: finished, all: results.length })}
        </span>
        <CloseButton size={24} aria-label={word('action.dismiss')} onClick={onClose} />
      </header>
      <ul className={classes.files}>
        {results.map((result) => (
          <Line key={result.id} result={result} />
        ))}
      </ul>
    </section>
  );
}

function Line({ result }: { readonly result: MailResult }) {
  const { name, state, alertId, title, reason, error } = result;
  const { organisation = '' } = useParams({ strict: false });
  const said = useErrorText();
  return (
    <li className={classes.file} data-state={state}>
      <Mark state={state} />
      <bdi className={classes.name}>{name}</bdi>
      {alertId !== undefined && (
        <Link to="/o/$organisation/alerts/$alertId" params={{ organisation, alertId }} search={{}}>
          <bdi>{title}</bdi>
        </Link>
      )}
      {state === 'failed' && <bdi className={classes.reason}>{reason ?? said(error)}</bdi>}
    </li>
  );
}

function Mark({ state }: { readonly state: MailResult['state'] }) {
  if (state === 'sending') return <Loader size={14} aria-hidden="true" />;
  const Glyph = state === 'done' ? IconCheck : state === 'failed' ? IconAlertCircle : IconClock;
  return <Glyph size={16} stroke={1.6} aria-hidden="true" />;
}
