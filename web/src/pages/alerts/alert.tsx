/** The page of one alert: the same parts as the preview, each with its whole content. */
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AlertDetail, useAlert } from '../../parts/alert/alert-data.ts';
import { AlertMarks } from '../../parts/alert/alert-marks.tsx';
import { AlertVerbs } from '../../parts/alert/alert-verbs.tsx';
import { Answer } from '../../parts/alert/answer.tsx';
import { HoldingCase } from '../../parts/alert/holding-case.tsx';
import { SectionLevel } from '../../parts/alert/section.tsx';
import { PresenceProvider } from '../../parts/editing/presence.tsx';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useNoteRecent } from '../../parts/shell/recent.ts';
import { NotFound } from '../not-found.tsx';
import classes from './alert/alert-page.module.css';
import { Tab } from './alert/tab.tsx';
import { type TabName, useTabs } from './alert/tabs.ts';

/** The page. */
export function Page() {
  const { alertId = '' } = useParams({ strict: false });
  const answer = useAlert(alertId);
  if (answer.data !== undefined) {
    const [alert] = answer.data;
    return alert === undefined ? <NotFound /> : <Known key={alertId} alert={alert} />;
  }
  return (
    <main>
      <Answer of={answer} rows={10}>
        {() => null}
      </Answer>
    </main>
  );
}

function Known({ alert }: { readonly alert: AlertDetail }) {
  const { t: shell } = useTranslation('shell');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { tab, tabs } = useTabs(alert);
  useNoteRecent({ kind: 'alert', id: alert._id, title: alert.title });
  return (
    <PresenceProvider object={alert._id} part={tab}>
      <PageHead
        title={alert.title}
        label={alert.title}
        crumbs={[
          {
            label: shell('nav.alerts'),
            link: { to: '/o/$organisation/alerts', params: { organisation }, search: {} },
          },
        ]}
      />
      <main className={classes.page}>
        <header className={classes.head}>
          <h1 className={classes.title}>
            <bdi>{alert.title}</bdi>
          </h1>
          <AlertMarks alert={alert} />
          <HoldingCase alert={alert} />
          <AlertVerbs
            alert={alert}
            onGone={() =>
              void navigate({ to: '/o/$organisation/alerts', params: { organisation }, search: {} })
            }
          />
        </header>
        <Tabs alert={alert} tabs={tabs} />
        <div className={classes.content}>
          <SectionLevel value={2}>
            <Tab tab={tab} alert={alert} />
          </SectionLevel>
        </div>
      </main>
    </PresenceProvider>
  );
}

function Tabs({
  alert,
  tabs,
}: {
  readonly alert: AlertDetail;
  readonly tabs: readonly { readonly name: TabName; readonly count: number | undefined }[];
}) {
  const { t } = useTranslation('alerts');
  const { organisation = '' } = useParams({ strict: false });
  return (
    <nav className={classes.tabs} aria-label={t('tabs')}>
      {tabs.map(({ name, count }) => (
        <Link
          key={name}
          to="/o/$organisation/alerts/$alertId"
          params={{ organisation, alertId: alert._id }}
          search={name === 'overview' ? {} : { tab: name }}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {t(`tab.${name}`)}
          {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
