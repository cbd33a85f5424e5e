/** All headers of a mail in their order. */
import { useTranslation } from 'react-i18next';
import classes from './mail.module.css';
import type { MailView } from './mail-data.ts';

/** The headers, closed until somebody wants them. */
export function MailHeaders({ headers }: Pick<MailView, 'headers'>) {
  const { t } = useTranslation('alerts');
  if (headers.length === 0) return <p className={classes.quiet}>{t('mail.noHeaders')}</p>;
  return (
    <details className={classes.details}>
      <summary>{t('mail.allHeaders')}</summary>
      <dl className={classes.headers}>
        {headers.map(({ name, value }, place) => (
          <div key={headers.slice(place).length}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi className="sk-mono">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
