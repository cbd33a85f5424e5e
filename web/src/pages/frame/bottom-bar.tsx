/** The way around on a phone. */
import {
  IconBellRinging,
  IconBriefcase,
  IconChecklist,
  IconSearch,
  IconSettings,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useIsPlatform } from '../../data/platform.ts';
import { useApi } from '../../data/session.tsx';
import classes from './bottom-bar.module.css';
import { type AllCounters, countText } from './counters.ts';

/** Most that a badge shows. */
const mostInBadge = 99;

/** Five places within reach of a thumb. */
export function BottomBar({ counters }: { readonly counters: AllCounters }) {
  const { t } = useTranslation('shell');
  const isPlatform = useIsPlatform();
  const organisation = useApi().organisation ?? '';
  const fresh = counters.alerts?.fresh ?? 0;
  const common = {
    search: {},
    className: classes.place,
    activeProps: { 'data-active': true },
    activeOptions: { includeSearch: false },
  };
  return (
    <nav className={classes.bar} aria-label={t('rail.label')}>
      {isPlatform ? (
        <Link to="/o/$organisation/settings/$section" params={{ organisation, section: 'users' }} {...common}>
          <IconSettings size={20} stroke={1.6} aria-hidden="true" />
          {t('nav.platform')}
        </Link>
      ) : (
        <>
          <Link to="/o/$organisation/alerts" params={{ organisation }} {...common}>
            <IconBellRinging size={20} stroke={1.6} aria-hidden="true" />
            {fresh !== 0 && (
              <span className={classes.fresh}>
                <span className="sk-hidden">{t('rail.fresh', { number: countText(fresh) })}, </span>
                <span aria-hidden="true">{countText(fresh, mostInBadge)}</span>
              </span>
            )}
            {t('nav.alerts')}
          </Link>
          <Link to="/o/$organisation/cases" params={{ organisation }} {...common}>
            <IconBriefcase size={20} stroke={1.6} aria-hidden="true" />
            {t('nav.cases')}
          </Link>
          <Link to="/o/$organisation/tasks" params={{ organisation }} {...common}>
            <IconChecklist size={20} stroke={1.6} aria-hidden="true" />
            {t('nav.tasks')}
          </Link>
        </>
      )}
      <Link to="/o/$organisation/search" params={{ organisation }} {...common}>
        <IconSearch size={20} stroke={1.6} aria-hidden="true" />
        {t('nav.search')}
      </Link>
      <Link to="/o/$organisation/me/$section" params={{ organisation, section: 'profile' }} {...common}>
        <IconUser size={20} stroke={1.6} aria-hidden="true" />
        {t('nav.me')}
      </Link>
    </nav>
  );
}
