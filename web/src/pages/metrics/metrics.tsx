/** Metrics: how soon incidents are found, taken up and ended, where time goes, and how much there is to do. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, zoneOf } from '../../data/preferences.tsx';
import { useMay } from '../../data/session.tsx';
import { browserZone } from '../../parts/charts/calendar.ts';
import { FigureGathering } from '../../parts/charts/export-figures.tsx';
import { periodOf, readPeriod } from '../../parts/charts/period.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useActions } from '../../ui/actions.tsx';
import { ArrivalBlock } from './arrival-block.tsx';
import { BacklogBlock } from './backlog-block.tsx';
import { ByBlock, type Grouping, groupings } from './by-block.tsx';
import { FigureCard } from './figure-card.tsx';
import { FunnelBlock } from './funnel-block.tsx';
import { LoadBlock } from './load-block.tsx';
import classes from './metrics.module.css';
import { RuleBlock } from './rule-block.tsx';
import { type Scope, scopeOf } from './scope.ts';
import { type MetricsAddress, ScopeBar } from './scope-bar.tsx';
import { StepBlock } from './step-block.tsx';
import { timeMeasures } from './times.ts';
import { useAskAgain } from './use-question.ts';

const usual = { name: 'last30Days' } as const;

/** The page. */
export function Page() {
  const { t } = useTranslation('metrics');
  const address = useSearch({ strict: false }) as MetricsAddress;
  const navigate = useNavigate();
  const page = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState(Date.now);
  const askAgain = useAskAgain();
  const { choice, scope } = useScope(address, now);
  const change = (next: MetricsAddress): void => {
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...next }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
  };
  const refresh = (): void => {
    setNow(Date.now());
    askAgain();
  };
  useActions([
    { id: 'metrics.refresh', label: t('refresh'), group: t('title'), keys: 'Shift+R', perform: refresh },
  ]);
  return (
    <FigureGathering>
      <main className={classes.page} data-print-page="true">
        <PageHead title={t('title')} />
        <ScopeBar scope={scope} choice={choice} page={page} onChange={change} />
        <div className={classes.scroll} ref={page} {...scrolled(t('title'))}>
          <Blocks scope={scope} now={now} by={readGrouping(address.by)} onBy={(by) => change({ by })} />
        </div>
      </main>
    </FigureGathering>
  );
}

/** What can be scrolled can be reached by keys. */
const scrolled = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label }) as const;

function useScope({ period, from, to, template, rule, team }: MetricsAddress, now: number) {
  const { preferences } = usePreferences();
  const zone = zoneOf(preferences) ?? browserZone();
  const choice = useMemo(() => {
    const read = readPeriod({ period, from, to }, usual);
    return read.name === 'all' ? usual : read;
  }, [period, from, to]);
  const scope = useMemo(() => {
    const chosen = periodOf(choice, now, zone) ?? periodOf(usual, now, zone);
    if (chosen === undefined) throw new Error('The usual period has boundaries');
    return scopeOf(chosen, { template, rule, team });
  }, [choice, now, zone, template, rule, team]);
  return { choice, scope };
}

function readGrouping(text: string | undefined): Grouping {
  return groupings.find((name) => name === text) ?? 'rule';
}

function Blocks({
  scope,
  now,
  by,
  onBy,
}: {
  readonly scope: Scope;
  readonly now: number;
  readonly by: Grouping;
  readonly onBy: (by: Grouping) => void;
}) {
  // Whoever may make dashboards can ask for the work of each person anyway.
  const mayCompare = useMay('manageDashboard');
  return (
    <>
      <div className={classes.cards}>
        {timeMeasures.map((measure) => (
          <FigureCard key={measure.id} measure={measure} scope={scope} />
        ))}
      </div>
      <div className={classes.grid}>
        <StepBlock scope={scope} />
        <FunnelBlock scope={scope} />
        <BacklogBlock scope={scope} now={now} />
        {mayCompare && <LoadBlock scope={scope} />}
        <ArrivalBlock scope={scope} />
        <RuleBlock scope={scope} />
        <ByBlock scope={scope} by={by} onBy={onBy} />
      </div>
    </>
  );
}
