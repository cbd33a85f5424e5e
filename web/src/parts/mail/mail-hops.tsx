/** The way a mail took, from the sender's side to ours, with how long each step took. */
import { useTranslation } from 'react-i18next';
import { shownValue } from '../observable-value.tsx';
import { useDuration } from '../time.tsx';
import classes from './mail.module.css';
import type { MailHop } from './mail-data.ts';

/** The way. */
export function MailHops({ hops }: { readonly hops: readonly MailHop[] }) {
  const { t } = useTranslation('alerts');
  const duration = useDuration();
  if (hops.length === 0) return <p className={classes.quiet}>{t('mail.noHops')}</p>;
  const took = (place: number): string | undefined => {
    const [before, now] = [hops[place - 1]?.date, hops[place]?.date];
    return before === undefined || now === undefined ? undefined : duration(now - before);
  };
  return (
    <ol className={classes.hops}>
      {hops.map(({ from, address, by, with: protocol }, place) => (
        <li
          key={hops
            .slice(place)
            .map((hop) => `${hop.from}${hop.by}${hop.date}`)
            .join()}
          className={classes.hop}
        >
          <bdi className="sk-mono">{[from, address].filter(isText).map(shownHost).join(' ')}</bdi>
          <span className={classes.quiet}>
            → <bdi className="sk-mono">{by === undefined ? '' : shownHost(by)}</bdi>{' '}
            {[protocol, took(place)].filter(isText).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function shownHost(name: string): string {
  return shownValue(/^[\d.]+$|:/.test(name) ? 'ip' : 'domain', name);
}
