/** What records of a case tell of who sees it and of its links, in words. */
import { defangText } from '@skep/sdk/indicators';
import { useTranslation } from 'react-i18next';
import { peopleKeptTo } from '../access/access.ts';
import { useNames } from '../person.tsx';
import { isRecord } from './bursts.ts';
import classes from './history.module.css';

/** Who sees a case: everybody, or the people by name. */
export function AccessValue({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('sharing');
  const nameOf = useNames();
  const people = peopleKeptTo(isRecord(value) ? value : undefined);
  if (people === undefined) return <>{t('restrict.everybody')}</>;
  return <bdi className={classes.text}>{people.map(nameOf).join(', ')}</bdi>;
}

/** A link that was made or removed: what it means, and where it leads. */
export function LinkValue({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('sharing');
  if (!isRecord(value)) return null;
  const { type, added, number, url } = value;
  const target = url === undefined ? `#${String(number)}` : defangText(String(url));
  return (
    <bdi className={classes.text}>
      {String(type)}: {added === false ? <del>{target}</del> : target}
      {added === false && <span className="sk-hidden"> {t('link.removed')}</span>}
    </bdi>
  );
}
