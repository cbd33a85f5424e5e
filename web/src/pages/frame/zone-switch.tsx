/** The time now, and the switch between the zone of the browser and UTC for everything on screen. */
import { Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { useActions } from '../../ui/actions.tsx';
import classes from './top-bar.module.css';

/** The switch. Back from UTC it goes to the zone that was shown before. */
export function ZoneSwitch() {
  const { t } = useTranslation('shell');
  const { preferences, change } = usePreferences();
  const { timeZone } = preferences;
  const [before, setBefore] = useLocalStorage({
    key: 'skep.zone-before',
    defaultValue: 'browser',
    getInitialValueInEffect: false,
  });
  const toggle = (): void => {
    if (timeZone !== 'UTC') setBefore(timeZone);
    void change({ timeZone: timeZone === 'UTC' ? before : 'UTC' });
  };
  useActions([
    { id: 'zone', label: t('zone.switch'), group: t('group.general'), words: 'UTC', perform: toggle },
  ]);
  return (
    <Tooltip label={t('zone.switch')}>
      <UnstyledButton className={`${classes.mark} ${classes.zone}`} onClick={toggle}>
        {timeZone === 'browser' ? t('zone.local') : cityOf(timeZone)} <Clock zone={zoneOf(preferences)} />
      </UnstyledButton>
    </Tooltip>
  );
}

/** `Paris` for `Europe/Paris`. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** Milliseconds of a minute. */
const minute = 60_000;

function Clock({ zone }: { readonly zone: string | undefined }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minute - (now % minute));
    return () => clearTimeout(timer);
  }, [now]);
  const text = new Intl.DateTimeFormat(i18n.language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(now);
  return <time dateTime={new Date(now).toISOString()}>{text}</time>;
}
