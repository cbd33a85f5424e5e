/** Links of a mail: what the reader sees of each, and where it really leads. None can be followed. */

import { useTranslation } from 'react-i18next';
import { shownValue } from '../observable-value.tsx';
import classes from './mail.module.css';
import type { MailLink } from './mail-data.ts';

/** Most links listed. */
const mostShown = 100;

/** The links. */
export function MailLinks({ links }: { readonly links: readonly MailLink[] }) {
  const { t } = useTranslation('alerts');
  if (links.length === 0) return <p className={classes.quiet}>{t('mail.noLinks')}</p>;
  return (
    <ul>
      {links.slice(0, mostShown).map(({ url, defanged, shown, flags }) => (
        <li key={`${url} ${shown ?? ''}`} className={classes.link}>
          <bdi className="sk-mono">{defanged}</bdi>
          {shown !== undefined && shown !== '' && shown !== url && (
            <span className={classes.quiet}>
              {t('mail.shown')} <bdi>{shownValue('url', shown)}</bdi>
            </span>
          )}
          {flags.length > 0 && (
            <span className={classes.chips}>
              {flags.map((flag) => (
                <span key={flag} className={classes.chip} data-hue="red">
                  {t(`mail.flag.${flag}`)}
                </span>
              ))}
            </span>
          )}
        </li>
      ))}
      {links.length > mostShown && <li className={classes.quiet}>+{links.length - mostShown}</li>}
    </ul>
  );
}
