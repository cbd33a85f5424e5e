/** Runs of analyzers and responders: which, on what, for whom, how they ended, and one in full at the side. */
import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunKind } from '../../parts/engine/run-log.tsx';
import { BulkBar, useVerbActions, verbHints } from '../../parts/list/bulk/bulk-bar.tsx';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { useBulk } from '../../parts/list/bulk/use-bulk.ts';
import { ListScreen } from '../../parts/list/list-screen.tsx';
import { useList } from '../../parts/list/use-list.ts';
import { useMatching } from '../../parts/list/use-matching.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { Message } from '../../ui/states.tsx';
import { EngineTabs } from './engine-tabs.tsx';
import { RunCard } from './run-card.tsx';
import { RunDetail } from './run-detail.tsx';
import { type RunRow, runTitle, useRunList } from './run-list.tsx';
import { useRunVerbs } from './run-verbs.ts';
import classes from './runs.module.css';

/** The page. */
export function Page() {
  const { t } = useTranslation('engine');
  const { kind } = useSearch({ strict: false }) as { readonly kind?: string };
  const shown: RunKind = kind === 'action' ? 'action' : 'job';
  return (
    <main className={classes.screen}>
      <PageHead title={t('tab.jobs')} />
      <EngineTabs current="jobs">
        <KindSwitch kind={shown} />
      </EngineTabs>
      <div className={classes.rows}>
        <Runs kind={shown} key={shown} />
      </div>
    </main>
  );
}

function KindSwitch({ kind }: { readonly kind: RunKind }) {
  const { t } = useTranslation('engine');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('runKind.label')}
      value={kind}
      data={(['job', 'action'] as const).map((value) => ({ value, label: t(`runKind.${value}`) }))}
      onChange={(value) =>
        void navigate({
          to: '/o/$organisation/engine/jobs',
          params: { organisation },
          search: value === 'action' ? { kind: value } : {},
        })
      }
    />
  );
}

function Runs({ kind }: { readonly kind: RunKind }) {
  const { t } = useTranslation('engine');
  const { organisation = '', jobId } = useParams({ strict: false });
  const navigate = useNavigate();
  const hrefOf = (row: RunRow): string =>
    `/o/${organisation}/engine/jobs/${row._id}${kind === 'action' ? '?kind=action' : ''}`;
  const list = useList(useRunList(kind));
  const bulk = useBulk(list);
  const verbs = useRunVerbs(kind, list, bulk);
  const matching = useMatching(list);
  useVerbActions(list, verbs);
  if (jobId !== undefined) return <RunDetail kind={kind} id={jobId} />;
  return (
    <ListScreen
      embedded
      list={list}
      label={t('tab.jobs')}
      hrefOf={hrefOf}
      onOpen={(row) => void navigate({ to: hrefOf(row) })}
      preview={(id) => <RunDetail kind={kind} id={id} />}
      hints={verbHints(verbs)}
      card={(row) => <RunCard row={row} />}
      bulkBar={<BulkBar list={list} bulk={bulk} verbs={verbs} matching={matching} />}
      overlay={
        bulk.outcome !== undefined && (
          <ResultSheet outcome={bulk.outcome} titleOf={runTitle} onClose={bulk.dismiss} />
        )
      }
      empty={<Message title={t('noRuns')}>{t('noRunsReason')}</Message>}
    />
  );
}
