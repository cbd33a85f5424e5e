/** The way between the sections of a case: a column with counts, or one menu where there is little room. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLayoutList } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../parts/case/case-context.tsx';
import { useActions } from '../../ui/actions.tsx';
import classes from './nav.module.css';
import { type SectionName, sectionNames, sections } from './sections.ts';
import { useCaseAddress } from './use-case-address.ts';

const groups = ['work', 'understand', 'evidence', 'act', 'record'] as const;

/** What is counted beside a section: a number, or how many of how many are done. */
function useCounts(): Partial<Record<SectionName, string>> {
  const { taskStats, observableStats, alertCount, attachmentCount, shareCount, procedureCount } =
    useCase().detail.extraData;
  const shown = (count: number): string => (count === 0 ? '' : String(count));
  const tasks = taskStats.total ?? 0;
  return {
    tasks: tasks === 0 ? '' : `${taskStats.Completed ?? 0}/${tasks}`,
    observables: shown(observableStats.total),
    alerts: shown(alertCount),
    ttps: shown(procedureCount),
    files: shown(attachmentCount),
    sharing: shown(shareCount),
  };
}

/** Both forms; the style sheet shows the one that fits. */
export function CaseNav({ current }: { readonly current: SectionName }) {
  const { t } = useTranslation('cases');
  const { openSection, organisation } = useCaseAddress();
  const navigate = useNavigate();
  const counts = useCounts();
  const group = t('group');
  useActions([
    {
      id: 'case.list',
      label: t('act.list'),
      group,
      keys: 'u',
      perform: () => void navigate({ to: '/o/$organisation/cases', params: { organisation }, search: {} }),
    },
    ...sectionNames.map((name, place) => ({
      id: `case.section.${name}`,
      label: t('section.open', { section: t(`section.${name}`) }),
      group,
      // There is one digit for each of the first nine.
      ...(place < 9 ? { keys: `Alt+Digit${place + 1}` } : {}),
      perform: () => openSection(name),
    })),
  ]);
  return (
    <nav className={classes.nav} aria-label={t('section.label')}>
      <div className={classes.column}>
        {groups.map((group) => (
          <section key={group} className={classes.group} aria-label={t(`sectionGroup.${group}`)}>
            <p className={classes.heading} aria-hidden="true">
              {t(`sectionGroup.${group}`)}
            </p>
            {sectionNames
              .filter((name) => sections[name].group === group)
              .map((name) => (
                <SectionLink key={name} name={name} current={name === current} count={counts[name]} />
              ))}
          </section>
        ))}
      </div>
      <SectionMenu current={current} counts={counts} />
    </nav>
  );
}

function SectionLink({
  name,
  current,
  count,
}: {
  readonly name: SectionName;
  readonly current: boolean;
  readonly count: string | undefined;
}) {
  const { t } = useTranslation('cases');
  const { organisation, number } = useCaseAddress();
  const content = (
    <>
      <span className="sk-ellipsis">{t(`section.${name}`)}</span>
      {count !== undefined && <span className={classes.count}>{count}</span>}
    </>
  );
  const shared = {
    className: classes.link,
    'aria-current': current ? ('page' as const) : undefined,
    // The overview's address begins all others.
    activeOptions: { exact: true },
    search: {},
  };
  return name === 'overview' ? (
    <Link to="/o/$organisation/cases/$number" params={{ organisation, number }} {...shared}>
      {content}
    </Link>
  ) : (
    <Link
      to="/o/$organisation/cases/$number/$section"
      params={{ organisation, number, section: name }}
      {...shared}
    >
      {content}
    </Link>
  );
}

function SectionMenu({
  current,
  counts,
}: {
  readonly current: SectionName;
  readonly counts: Partial<Record<SectionName, string>>;
}) {
  const { t } = useTranslation('cases');
  const { openSection } = useCaseAddress();
  return (
    <div className={classes.menu}>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <UnstyledButton className={classes.menuButton}>
            <IconLayoutList size={16} stroke={1.6} aria-hidden="true" />
            {t(`section.${current}`)}
            <span className={classes.count}>{t('section.count', { count: sectionNames.length })}</span>
            <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {sectionNames.map((name) => (
            <Menu.Item
              key={name}
              aria-current={name === current ? 'page' : undefined}
              rightSection={<span className={classes.count}>{counts[name]}</span>}
              onClick={() => openSection(name)}
            >
              {t(`section.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
