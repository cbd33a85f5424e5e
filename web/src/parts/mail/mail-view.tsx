/** A mail as evidence: who sent it and whether that is true, its words, its links with where they really lead, its files. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { useExactTime } from '../time.tsx';
import classes from './mail.module.css';
import { MailAddresses } from './mail-addresses.tsx';
import { MailAuthentication } from './mail-authentication.tsx';
import { type MailView as Mail, type MailPlace, useMail } from './mail-data.ts';
import { MailFiles } from './mail-files.tsx';
import { MailHeaders } from './mail-headers.tsx';
import { MailHops } from './mail-hops.tsx';
import { MailLinks } from './mail-links.tsx';

/** The mail. */
export function MailView(place: MailPlace) {
  const { t } = useTranslation('words');
  const text = useErrorText();
  const answer = useMail(place);
  if (answer.data !== undefined) return <Known mail={answer.data} />;
  if (answer.error !== null)
    return (
      <Failure
        reason={text(answer.error)}
        again={() => void answer.refetch()}
        againLabel={t('action.retry')}
      />
    );
  return <LoadingRows rows={8} label={t('loading')} />;
}

function Known({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation('alerts');
  return (
    <div className={classes.mail}>
      <div className={classes.reading}>
        <MailHead mail={mail} />
        <MailBody mail={mail} />
      </div>
      <div className={classes.evidence}>
        <MailPart title={t('mail.authentication')}>
          <MailAuthentication mail={mail} />
        </MailPart>
        <MailPart title={t('mail.links')} count={mail.links.length}>
          <MailLinks links={mail.links} />
        </MailPart>
        <MailPart title={t('mail.files')} count={mail.attachments.length}>
          <MailFiles files={mail.attachments} />
        </MailPart>
        <MailPart title={t('mail.hops')} count={mail.hops.length}>
          <MailHops hops={mail.hops} />
        </MailPart>
        <MailPart title={t('mail.headers')} count={mail.headers.length}>
          <MailHeaders headers={mail.headers} />
        </MailPart>
      </div>
    </div>
  );
}

function MailPart({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h3 id={id} className={classes.partTitle}>
        {title} {count !== undefined && <span className={classes.quiet}>{count}</span>}
      </h3>
      {children}
    </section>
  );
}

function MailHead({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation('alerts');
  const exact = useExactTime();
  return (
    <header className={classes.head}>
      <h2 className={classes.subject}>
        <bdi>{mail.subject ?? t('mail.noSubject')}</bdi>
      </h2>
      <dl className={classes.pairs}>
        <MailAddresses label={t('mail.from')} addresses={mail.from} />
        <MailAddresses label={t('mail.replyTo')} addresses={mail.replyTo} />
        <MailAddresses label={t('mail.returnPath')} addresses={mail.returnPath} />
        <MailAddresses label={t('mail.to')} addresses={mail.to} />
        <MailAddresses label={t('mail.cc')} addresses={mail.cc} />
        {mail.date !== undefined && (
          <>
            <dt>{t('mail.date')}</dt>
            <dd>{exact(mail.date)}</dd>
          </>
        )}
        {mail.received !== undefined && (
          <>
            <dt>{t('mail.received')}</dt>
            <dd>{exact(mail.received)}</dd>
          </>
        )}
      </dl>
      {mail.faults.length > 0 && (
        <p className={classes.warning}>
          {t('mail.faults')}{' '}
          <bdi>
            {mail.faults.map(({ code, detail }) => [code, detail].filter(Boolean).join(' ')).join(', ')}
          </bdi>
        </p>
      )}
      {mail.cut.length > 0 && (
        <p className={classes.warning}>
          {t('mail.cut')} <bdi>{mail.cut.join(', ')}</bdi>
        </p>
      )}
    </header>
  );
}

/** The policy of the frame that shows a mail: nothing is fetched, nothing runs. */
const framePolicy =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">";

/** The words of the mail, as text or as it was laid out. */
function MailBody({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation('alerts');
  const [shown, setShown] = useState<'text' | 'html'>('text');
  const both = mail.html !== '' && mail.text !== '';
  const kind = both ? shown : mail.html === '' ? 'text' : 'html';
  return (
    <div className={classes.body}>
      {both && (
        <SegmentedControl
          size="xs"
          aria-label={t('mail.shownAs')}
          value={kind}
          onChange={(next) => setShown(next === 'html' ? 'html' : 'text')}
          data={[
            { value: 'text', label: t('mail.asText') },
            { value: 'html', label: t('mail.asHtml') },
          ]}
        />
      )}
      {kind === 'text' ? (
        <pre className={classes.text}>
          <bdi>{mail.text === '' ? t('mail.empty') : mail.text}</bdi>
        </pre>
      ) : (
        // The empty sandbox takes scripts, forms, links and our own origin from what is shown.
        <iframe
          className={classes.frame}
          title={t('mail.asHtml')}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={`<!doctype html><html><head>${framePolicy}</head><body>${mail.html}</body></html>`}
        />
      )}
    </div>
  );
}
