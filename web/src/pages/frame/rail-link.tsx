/** One destination of the rail with its counts. */
import { Tooltip } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useIsPlatform } from '../../data/platform.ts';
import { type Counters, countText } from './counters.ts';
import type { Destination } from './destinations.ts';
import classes from './rail.module.css';

/** Most that the badge of the narrow rail shows. */
const mostInBadge = 99;

/** A link; indigo is new since the last visit, plain is mine. */
export function RailLink({
  destination,
  counters,
  narrow,
}: {
  readonly destination: Destination;
  readonly counters: Counters | undefined;
  readonly narrow: boolean;
}) {
  const { t } = useTranslation('shell');
  const { id, icon: Icon, link } = destination;
  const isPlatform = useIsPlatform();
  // The link to the settings leads to one of their sections, and stands for all.
  const isHere = useLocation({ select: ({ pathname }) => pathname.split('/')[3] }) === id;
  const name = t(isPlatform && id === 'settings' ? 'nav.platform' : `nav.${id}`);
  const place = (
    <Link
      {...link}
      className={classes.place}
      {...(isHere ? { 'data-active': true } : {})}
      activeProps={{ 'data-active': true }}
      activeOptions={{ includeSearch: false }}
    >
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.word}>{name}</span>
      <Counts counters={counters} />
    </Link>
  );
  if (!narrow) return place;
  return (
    <Tooltip label={name} position="right">
      {place}
    </Tooltip>
  );
}

function Counts({ counters }: { readonly counters: Counters | undefined }) {
  const { t } = useTranslation('shell');
  const { fresh = 0, mine = 0 } = counters ?? {};
  if (fresh === 0 && mine === 0) return null;
  return (
    <span className={classes.counts}>
      {mine !== 0 && (
        <span className={classes.mine}>
          <span className="sk-hidden">, {t('rail.mine', { number: countText(mine) })}</span>
          <span aria-hidden="true">{countText(mine)}</span>
        </span>
      )}
      {fresh !== 0 && (
        <span className={classes.fresh}>
          <span className="sk-hidden">, {t('rail.fresh', { number: countText(fresh) })}</span>
          <span aria-hidden="true">{countText(fresh, mostInBadge)}</span>
        </span>
      )}
    </span>
  );
}
