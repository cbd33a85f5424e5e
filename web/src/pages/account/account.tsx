/** Oneself: profile, password and sessions, API keys, preferences. Each section has an address. */
import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { NotFound } from '../not-found.tsx';
import classes from './account.module.css';
import { KeysSection } from './keys-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecuritySection } from './security-section.tsx';

const sections = {
  profile: ProfileSection,
  security: SecuritySection,
  keys: KeysSection,
  preferences: PreferencesSection,
} as const satisfies Record<string, ComponentType>;

type SectionName = keyof typeof sections;
const names = Object.keys(sections) as SectionName[];

/** The page. */
export function Page() {
  const { t } = useTranslation('entry');
  const { section } = useParams({ strict: false });
  const organisation = useApi().organisation ?? '';
  const name = names.find((known) => known === section);
  if (name === undefined) return <NotFound />;
  const Section = sections[name];
  return (
    <div className={classes.page}>
      <PageHead title={t(`account.${name}`)} crumbs={[]} />
      <nav className={classes.nav} aria-label={t('account.sections')}>
        {names.map((each) => (
          <Link
            key={each}
            to="/o/$organisation/me/$section"
            params={{ organisation, section: each }}
            search={{}}
            className={classes.link}
            data-current={each === name}
            aria-current={each === name ? 'page' : undefined}
          >
            {t(`account.${each}`)}
          </Link>
        ))}
      </nav>
      <main className={classes.content}>
        <Section />
      </main>
    </div>
  );
}
