/** What can be done with many runs: analyzers are run again on the same values, or called off. Responders act, so they are not repeated from here. */
import { useTranslation } from 'react-i18next';
import { useApi, useMay } from '../../data/session.tsx';
import { isOpen } from '../../parts/engine/engine-data.ts';
import type { RunKind } from '../../parts/engine/run-log.tsx';
import type { BulkVerb } from '../../parts/list/bulk/bulk-bar.tsx';
import { gatherRows } from '../../parts/list/bulk/gather.ts';
import type { Bulk } from '../../parts/list/bulk/use-bulk.ts';
import type { List } from '../../parts/list/use-list.ts';
import type { RunRow } from './run-list.tsx';

/** Whether a run has ended, and its value is still there. */
function canRunAgain(row: RunRow): boolean {
  return row.analyzerId !== undefined && row.case_artifact !== undefined && !isOpen(row);
}

/** The verbs for runs of a kind. */
export function useRunVerbs(
  kind: RunKind,
  list: List<RunRow>,
  bulk: Bulk<RunRow>,
): readonly BulkVerb<RunRow>[] {
  const { t } = useTranslation('engine');
  const api = useApi();
  const may = useMay('manageAnalyse');
  if (kind !== 'job' || !may) return [];
  const rerun = async (): Promise<void> => {
    await bulk.run({
      label: t('rerun'),
      rows: await gatherRows(api, list),
      skip: (row) => (canRunAgain(row) ? undefined : t('rerunSkipped')),
      act: (_, some) => api.post('/connector/cortex/job/_bulk', { jobs: some.map(jobOf) }),
      entities: ['observable'],
    });
    await list.rows.insert();
  };
  const cancel = async (): Promise<void> =>
    bulk.run({
      label: t('cancel'),
      rows: await gatherRows(api, list),
      skip: (row) => (isOpen(row) ? undefined : t('cancelSkipped')),
      act: (_, [row]) => api.post(`/connector/cortex/job/${row?._id ?? ''}/cancel`),
      portion: 1,
      entities: ['observable'],
    });
  return [
    { id: 'rerun', label: t('rerun'), applies: canRunAgain, perform: () => void rerun() },
    { id: 'cancel', label: t('cancel'), applies: isOpen, perform: () => void cancel() },
  ];
}

function jobOf({ analyzerId, case_artifact: value }: RunRow) {
  return { analyzerId, artifactId: value?._id, force: true };
}
