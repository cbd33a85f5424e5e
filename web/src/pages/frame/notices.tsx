/** What the connection has to say: a bar while there is none, and a word when everything has been caught up. */
import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../parts/time.tsx';
import { useConnection } from './live-mark.tsx';
import classes from './notices.module.css';

/** Milliseconds without a connection before the bar appears, so that a short restart shows in the live mark alone. */
const patienceMs = 4_000;

/** The bar; nothing while the connection stands. */
export function Notices() {
  const { t } = useTranslation('shell');
  const connection = useConnection();
  const queries = useQueryClient();
  const lost = connection === 'offline' || connection === 'reconnecting';
  const since = useSince(lost);
  const [now, setNow] = useState(Date.now);
  const clock = useInterval(() => setNow(Date.now()), 1_000);
  useEffect(() => {
    if (lost) clock.start();
    return clock.stop;
  }, [lost, clock.start, clock.stop]);
  const shown = lost && since !== undefined && now - since >= patienceMs;
  useCaughtUp(connection === 'live', shown, t('connection.back'));
  if (!shown) return null;
  return (
    <div className={classes.bar} role="alert">
      <IconPlugConnectedX size={16} stroke={1.6} aria-hidden="true" />
      <strong>
        {t('connection.lost')} <Moment at={since} />
      </strong>
      <span className={classes.kept}>{t('connection.kept')}</span>
      <Button
        size="compact-sm"
        className={classes.act}
        onClick={() => void queries.invalidateQueries({ type: 'active' })}
      >
        {t('connection.tryNow')}
      </Button>
    </div>
  );
}

/** When something became true; undefined while it is not. */
function useSince(active: boolean): number | undefined {
  const [since, setSince] = useState<number>();
  useEffect(() => setSince(active ? Date.now() : undefined), [active]);
  return since;
}

/** Says once that the connection is back, after the bar had been shown. */
function useCaughtUp(live: boolean, shown: boolean, message: string): void {
  const wasShown = useRef(false);
  useEffect(() => {
    if (shown) wasShown.current = true;
    if (!live || !wasShown.current) return;
    wasShown.current = false;
    notifications.show({ message });
  }, [live, shown, message]);
}
