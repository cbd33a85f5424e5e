/** The settings of an organisation or of the platform: sections at the left, each at an address of its own. */
import { Link } from '@tanstack/react-router';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { platformOrganisation, useIsPlatform } from '../../data/platform.ts';
import { useApi, useMe, useMeState, useRefreshMe } from '../../data/session.tsx';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { NotFound } from '../not-found.tsx';
import { AnalyzerTemplatesSection } from './analyzer-templates/analyzer-templates.tsx';
import { AttackSection } from './attack/attack.tsx';
import { AuditSection } from './audit/audit.tsx';
import { AutomationSection } from './automation/automation.tsx';
import { CortexServersSection } from './cortex-servers/cortex-servers.tsx';
import { useRefusal } from './form/refusal.ts';
import { GeneralSection } from './general.tsx';
import { PageTemplatesSection } from './page-templates/page-templates.tsx';
import { ProfilesSection } from './profiles/profiles.tsx';
import { customFields } from './reference/custom-fields.tsx';
import { observableTypes } from './reference/observable-types.tsx';
import { organisations } from './reference/organisations.tsx';
import { ReferenceSection } from './reference/reference-section.tsx';
import { alertStatuses, caseStatuses } from './reference/statuses.tsx';
import { ReportTemplatesSection } from './report-templates/report-templates.tsx';
import { type SectionId, useSections } from './sections.ts';
import classes from './settings.module.css';
import { TagsSection } from './tags/tags.tsx';
import { TaxonomiesSection } from './taxonomies/taxonomies.tsx';
import { TemplatesSection } from './templates/templates.tsx';
import { useSettingsAddress } from './use-address.ts';
import { ServicesSection, UsersSection } from './users/users.tsx';
import { WebhooksSection } from './webhooks/webhooks.tsx';

const contents: Readonly<Record<SectionId, ComponentType>> = {
  users: UsersSection,
  services: ServicesSection,
  templates: TemplatesSection,
  pageTemplates: PageTemplatesSection,
  reportTemplates: ReportTemplatesSection,
  tags: TagsSection,
  automation: AutomationSection,
  cortexServers: CortexServersSection,
  webhooks: WebhooksSection,
  general: GeneralSection,
  audit: AuditSection,
  organisations: () => <ReferenceSection kind={organisations} />,
  profiles: ProfilesSection,
  fields: () => <ReferenceSection kind={customFields} />,
  caseStatuses: () => <ReferenceSection kind={caseStatuses} />,
  alertStatuses: () => <ReferenceSection kind={alertStatuses} />,
  types: () => <ReferenceSection kind={observableTypes} />,
  taxonomies: TaxonomiesSection,
  attack: AttackSection,
  analyzerTemplates: AnalyzerTemplatesSection,
};

/** The page. */
export function Page() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { section } = useSettingsAddress();
  const isPlatform = useIsPlatform();
  const sections = useSections();
  const refusal = useRefusal();
  const { error } = useMeState();
  const refresh = useRefreshMe();
  if (sections === undefined)
    return (
      <main>
        {error === null ? (
          <LoadingRows rows={12} label={word('loading')} />
        ) : (
          <Failure reason={refusal(error)} again={() => void refresh()} againLabel={word('action.retry')} />
        )}
      </main>
    );
  const current = sections.find((id) => id === section);
  if (current === undefined) return <NotFound />;
  const Content = contents[current];
  return (
    <div className={classes.page} data-platform={isPlatform}>
      <PageHead title={t(`section.${current}`)} crumbs={[]}>
        <span className={classes.area}>{isPlatform ? t('area.platform') : t('area.organisation')}</span>
      </PageHead>
      <SectionNav sections={sections} current={current} />
      <main className={classes.content}>
        <Content key={current} />
      </main>
    </div>
  );
}

/** Sections by what they are about. */
const groups = {
  people: ['organisations', 'users', 'services', 'profiles'],
  work: [
    'templates',
    'pageTemplates',
    'reportTemplates',
    'tags',
    'automation',
    'cortexServers',
    'fields',
    'caseStatuses',
    'alertStatuses',
    'types',
  ],
  knowledge: ['taxonomies', 'attack', 'analyzerTemplates'],
  rest: ['general', 'webhooks', 'audit'],
} as const satisfies Readonly<Record<string, readonly SectionId[]>>;

function SectionNav({
  sections,
  current,
}: {
  readonly sections: readonly SectionId[];
  readonly current: SectionId;
}) {
  const { t } = useTranslation('settings');
  const isPlatform = useIsPlatform();
  const shown = (['people', 'work', 'knowledge', 'rest'] as const)
    .map((group) => ({ group, ids: groups[group].filter((id) => sections.includes(id)) }))
    .filter(({ ids }) => ids.length > 0);
  return (
    <nav className={classes.nav} aria-label={t('title')}>
      {isPlatform && <p className={classes.reach}>{t('area.reach')}</p>}
      {shown.map(({ group, ids }) => (
        <div key={group} className={classes.group}>
          <p className={classes.groupName}>
            {isPlatform && group === 'rest' ? t('area.platform') : t(`group.${group}`)}
          </p>
          {ids.map((id) => (
            <SectionLink key={id} id={id} isCurrent={id === current} />
          ))}
        </div>
      ))}
      <OtherArea />
    </nav>
  );
}

function SectionLink({ id, isCurrent }: { readonly id: SectionId; readonly isCurrent: boolean }) {
  const { t } = useTranslation('settings');
  const organisation = useApi().organisation ?? '';
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // On a phone the sections stand in one line that is wider than the screen.
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isCurrent]);
  return (
    <Link
      ref={link}
      to="/o/$organisation/settings/$section"
      params={{ organisation, section: id }}
      search={{}}
      className={classes.link}
      data-current={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {t(`section.${id}`)}
    </Link>
  );
}

/** From the platform back to the organisation, and the other way round. */
function OtherArea() {
  const { t } = useTranslation('settings');
  const isPlatform = useIsPlatform();
  const names = useMe()?.organisations.map(({ organisation }) => organisation) ?? [];
  const other = names.find((name) => (name === platformOrganisation) !== isPlatform);
  if (other === undefined) return null;
  return (
    <Link
      to="/o/$organisation/settings/$section"
      params={{ organisation: other, section: 'users' }}
      search={{}}
      className={classes.other}
    >
      {isPlatform ? t('area.back', { organisation: other }) : t('area.toPlatform')}
    </Link>
  );
}
