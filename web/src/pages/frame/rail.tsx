/** The rail: where one works, where one can go, and what one has open. Narrow or wide as the person left it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import {
  IconHelpCircle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useRecent } from '../../parts/shell/recent.ts';
import { Tour } from '../../parts/shell/tour.tsx';
import { useActions } from '../../ui/actions.tsx';
import type { AllCounters } from './counters.ts';
import { useDestinations } from './destinations.ts';
import { OrganisationSwitch } from './organisation-switch.tsx';
import classes from './rail.module.css';
import { RailLink } from './rail-link.tsx';
import { useShell } from './shell-state.tsx';

/** Open cases shown below the destinations. */
const mostOpen = 5;

/** The rail. */
export function Rail({ counters }: { readonly counters: AllCounters }) {
  const { t } = useTranslation('shell');
  const small = useMediaQuery('(max-width: 1023px)', false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useLocalStorage({
    key: 'skep.rail-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const destinations = useDestinations();
  const narrow = folded || small;
  const toggle = (): void => setFolded(!folded);
  useActions([
    {
      id: 'rail',
      label: narrow ? t('rail.open') : t('rail.collapse'),
      group: t('group.general'),
      perform: toggle,
    },
  ]);
  return (
    <nav className={classes.rail} data-narrow={narrow} aria-label={t('rail.label')}>
      <OrganisationSwitch />
      <ul>
        {destinations
          .filter(({ id }) => id !== 'settings')
          .map((destination) => (
            <li key={destination.id}>
              <RailLink destination={destination} counters={counters[destination.id]} narrow={narrow} />
            </li>
          ))}
      </ul>
      <OpenWork />
      <div className={classes.foot}>
        {!narrow && <Tour />}
        {destinations
          .filter(({ id }) => id === 'settings')
          .map((destination) => (
            <RailLink key={destination.id} destination={destination} counters={undefined} narrow={narrow} />
          ))}
        <HelpButton narrow={narrow} />
        <ActionIcon
          className={classes.fold}
          disabled={small}
          aria-label={narrow ? t('rail.open') : t('rail.collapse')}
          aria-expanded={!narrow}
          onClick={toggle}
        >
          {narrow ? (
            <IconLayoutSidebarLeftExpand size={16} stroke={1.6} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={16} stroke={1.6} />
          )}
        </ActionIcon>
      </div>
    </nav>
  );
}

function HelpButton({ narrow }: { readonly narrow: boolean }) {
  const { t } = useTranslation('shell');
  const { openSheet } = useShell();
  const button = (
    <button type="button" className={classes.place} onClick={openSheet}>
      <IconHelpCircle size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.word}>{t('help')}</span>
    </button>
  );
  if (!narrow) return button;
  return (
    <Tooltip label={t('help')} position="right">
      {button}
    </Tooltip>
  );
}

/** The cases that were opened last. */
function OpenWork() {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const cases = useRecent().filter(({ kind, number }) => kind === 'case' && number !== undefined);
  if (cases.length === 0) return null;
  return (
    <div className={classes.open}>
      <p id="open-work" className={classes.group}>
        {t('rail.openWork')}
      </p>
      <ul aria-labelledby="open-work">
        {cases.slice(0, mostOpen).map(({ id, number, title }) => (
          <li key={id}>
            <Link
              to="/o/$organisation/cases/$number"
              params={{ organisation, number: String(number) }}
              search={{}}
              className={classes.place}
              activeProps={{ 'data-active': true }}
              title={`#${number} ${title}`}
            >
              <span className={classes.number}>#{number}</span>
              <bdi className={classes.word}>{title}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
