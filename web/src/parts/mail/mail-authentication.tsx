/** Whether the sender is who the mail says: the verdict of each check, and what each receiving machine noted. */
import { useTranslation } from 'react-i18next';
import classes from './mail.module.css';
import type { MailView } from './mail-data.ts';

const methods = ['spf', 'dkim', 'dmarc'] as const;
const hues: Readonly<Record<string, string>> = { pass: 'green', fail: 'red' };

/** The checks. */
export function MailAuthentication({ mail }: { readonly mail: MailView }) {
  const { t } = useTranslation('alerts');
  const { results } = mail.authentication;
  const chips = methods.flatMap((method) => {
    const verdict = mail.authentication[method];
    return verdict === undefined ? [] : [{ method, verdict }];
  });
  if (chips.length === 0 && results.length === 0)
    return <p className={classes.quiet}>{t('mail.unchecked')}</p>;
  return (
    <>
      <div className={classes.chips}>
        {chips.map(({ method, verdict }) => (
          <span key={method} className={classes.chip} data-hue={hues[verdict] ?? 'amber'}>
            {method.toUpperCase()} <bdi>{verdict}</bdi>
          </span>
        ))}
      </div>
      {results.length > 0 && (
        <details className={classes.details}>
          <summary>{t('mail.checks', { count: results.length })}</summary>
          <ul>
            {results.map(({ method, verdict, server, detail }) => (
              <li key={`${server ?? ''} ${method} ${verdict} ${detail ?? ''}`} className={classes.detail}>
                <b>{method}</b> <bdi>{verdict}</bdi> <bdi className={classes.quiet}>{server}</bdi>{' '}
                <bdi className={classes.quiet}>{detail}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
