/** The three lists of the engine room, and the way to the servers that run neurons elsewhere. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMe } from '../../data/session.tsx';
import { EngineWorkers, NoWorkers } from '../../parts/engine/engine-workers.tsx';
import classes from './engine.module.css';

/** Which list is shown. */
export type EngineTab = 'analyzer' | 'responder' | 'jobs';

/** The tabs; `children` stand at the end. */
export function EngineTabs({
  current,
  counts,
  children,
}: {
  readonly current: EngineTab;
  readonly counts?: Readonly<Partial<Record<EngineTab, number>>>;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('engine');
  const organisation = useApi().organisation ?? '';
  const mayConfigure = useMe()?.permissions.includes('manageConfig') === true;
  const look = (tab: EngineTab) => ({
    className: classes.tab,
    'data-current': tab === current,
    activeOptions: { exact: true, includeSearch: true },
    'aria-current': tab === current ? ('page' as const) : undefined,
  });
  const label = (tab: EngineTab): ReactNode => (
    <>
      {t(`tab.${tab}`)} {counts?.[tab] !== undefined && <span className={classes.count}>{counts[tab]}</span>}
    </>
  );
  return (
    <>
      <nav className={classes.tabs} aria-label={t('tabs')}>
        <Link
          to="/o/$organisation/engine/neurons"
          params={{ organisation }}
          search={{}}
          {...look('analyzer')}
        >
          {label('analyzer')}
        </Link>
        <Link
          to="/o/$organisation/engine/neurons"
          params={{ organisation }}
          search={{ kind: 'responder' }}
          {...look('responder')}
        >
          {label('responder')}
        </Link>
        <Link to="/o/$organisation/engine/jobs" params={{ organisation }} search={{}} {...look('jobs')}>
          {label('jobs')}
        </Link>
        {mayConfigure && (
          <Link
            to="/o/$organisation/settings/$section"
            params={{ organisation, section: 'cortexServers' }}
            search={{}}
            className={classes.tab}
          >
            {t('servers')}
          </Link>
        )}
        <EngineWorkers />
        {children}
      </nav>
      <NoWorkers />
    </>
  );
}
