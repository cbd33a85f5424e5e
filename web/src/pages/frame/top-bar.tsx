/** The top bar: the way to the screen and its name, the search, what can be begun, how things stand, and oneself. */
import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/keys.tsx';
import { Unhurried } from '../../ui/unhurried.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell/bell.tsx';
import { LiveMark } from './live-mark.tsx';
import { NewMenu } from './new-menu.tsx';
import { RunningJobs } from './running-jobs.tsx';
import { useShell } from './shell-state.tsx';
import classes from './top-bar.module.css';
import { ZoneSwitch } from './zone-switch.tsx';

/** The bar; `slot` receives the place where screens put their name. What can be done there waits until the screen stands. */
export function TopBar({ slot }: { readonly slot: (place: HTMLElement | null) => void }) {
  return (
    <header className={classes.bar}>
      <div ref={slot} className={classes.head} />
      <Unhurried>
        <div className={classes.tools}>
          <SearchBox />
          <NewMenu />
          <LiveMark />
          <ZoneSwitch />
          <RunningJobs />
        </div>
        <Bell />
        <div className={classes.tools}>
          <AccountMenu />
        </div>
      </Unhurried>
    </header>
  );
}

function SearchBox() {
  const { t } = useTranslation('shell');
  const { openPalette } = useShell();
  return (
    <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.searchWord}>{t('search.box')}</span>
      <Keys keys="$mod+K" />
    </UnstyledButton>
  );
}
