/** Whether what is on screen is kept up to date, in one word. */
import { Tooltip } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../../data/live-provider.tsx';
import classes from './top-bar.module.css';

/** How the connection stands: `reconnecting` tries by itself, `offline` waits for the network. */
export type Connection = 'live' | 'connecting' | 'reconnecting' | 'offline';

/** How the connection stands. */
export function useConnection(): Connection {
  const state = useLiveState();
  const { online } = useNetwork();
  if (!online) return 'offline';
  return state === 'offline' ? 'reconnecting' : state;
}

/** The mark. */
export function LiveMark() {
  const { t } = useTranslation('shell');
  const connection = useConnection();
  return (
    <Tooltip label={t(`live.hint.${connection}`)}>
      <span
        className={`${classes.mark} ${classes.live}`}
        data-state={connection}
        data-testid="live-state"
        role="status"
      >
        {t(`live.${connection}`)}
      </span>
    </Tooltip>
  );
}
