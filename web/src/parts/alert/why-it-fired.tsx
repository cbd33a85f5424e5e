/** Why an alert fired, in the words of its source; of a mail first who sent it and whether that is true. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../markdown/markdown.tsx';
import { ObservableValue } from '../observable-value.tsx';
import classes from './alert.module.css';
import { type AlertDetail, useAlertObservables } from './alert-data.ts';
import { type MailFacts, mailFacts, mailWords } from './mail-facts.ts';
import { Section } from './section.tsx';

/** Characters of a description that are shown at once beside a list. */
const longestShort = 900;
/** Addresses that are listed for a mail. */
const mostAddresses = 3;

/** The block; `whole` shows the description in full. */
export function WhyItFired({
  alert,
  whole = false,
}: {
  readonly alert: AlertDetail;
  readonly whole?: boolean;
}) {
  const { t } = useTranslation('alerts');
  const { data } = useAlertObservables(alert._id);
  const facts = mailFacts(alert.tags, data ?? []);
  return (
    <Section title={t('why.title')}>
      {facts !== undefined && <Facts facts={facts} />}
      <Description text={alert.description} whole={whole || facts === undefined} />
    </Section>
  );
}

/** The description; a long one is opened on demand, and of a mail its words come before its headers. */
function Description({ text, whole }: { readonly text: string; readonly whole: boolean }) {
  const { t } = useTranslation('alerts');
  const [opened, setOpened] = useState(false);
  if (text.trim() === '') return <p className={classes.quiet}>{t('why.nothing')}</p>;
  const words = mailWords(text);
  const short = !opened && (words !== undefined || (!whole && text.length > longestShort));
  return (
    <>
      {short && words !== undefined ? (
        <p className={classes.excerpt}>{words}</p>
      ) : (
        <div className={classes.description} data-short={short || undefined}>
          <Markdown text={text} />
        </div>
      )}
      {short && (
        <button type="button" className={classes.more} onClick={() => setOpened(true)}>
          {t('why.more')}
        </button>
      )}
    </>
  );
}

function Facts({ facts }: { readonly facts: MailFacts }) {
  const { t } = useTranslation('alerts');
  return (
    <dl className={classes.facts}>
      <Addresses label={t('mail.sender')} values={facts.senders} />
      {facts.checks.length > 0 && (
        <>
          <dt>{t('mail.authentication')}</dt>
          <dd className={classes.chips}>
            {facts.checks.map(({ method, result, hue }) => (
              <span key={method} className={classes.chip} data-hue={hue}>
                {method.toUpperCase()} <bdi>{result}</bdi>
              </span>
            ))}
          </dd>
        </>
      )}
      <Addresses label={t('mail.delivered')} values={facts.recipients} />
    </dl>
  );
}

function Addresses({ label, values }: { readonly label: string; readonly values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className={classes.addresses}>
        {values.slice(0, mostAddresses).map((value) => (
          <ObservableValue key={value} dataType="mail" value={value} />
        ))}
        {values.length > mostAddresses && (
          <span className={classes.quiet}>+{values.length - mostAddresses}</span>
        )}
      </dd>
    </>
  );
}
