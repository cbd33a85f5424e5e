/** The list of cases. */
import { Button } from '@mantine/core';
import { IconBriefcase } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.tsx';
import { ImportButton } from '../../parts/archive/import-button.tsx';
import { ImportByAddress } from '../../parts/archive/import-by-address.tsx';
import { NewCaseByAddress } from '../../parts/case/new-case/new-case-by-address.tsx';
import { BulkBar, useVerbActions, verbHints } from '../../parts/list/bulk/bulk-bar.tsx';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { useBulk } from '../../parts/list/bulk/use-bulk.ts';
import { useConcerned } from '../../parts/list/bulk/use-concerned.ts';
import { ExportButton } from '../../parts/list/export-csv.tsx';
import { ListScreen } from '../../parts/list/list-screen.tsx';
import { useList } from '../../parts/list/use-list.ts';
import { useMatching } from '../../parts/list/use-matching.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { Message } from '../../ui/states.tsx';
import { CaseCard } from './list/case-card.tsx';
import { CaseFactsProvider } from './list/case-facts.tsx';
import type { CaseRow } from './list/case-row.ts';
import { useCaseList } from './list/definition.tsx';
import { useCaseVerbs } from './list/use-case-verbs.tsx';

/** The page. */
export function Page() {
  const { t } = useTranslation('lists');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const hrefOf = useCallback((row: CaseRow) => `/o/${organisation}/cases/${row.number}`, [organisation]);
  const list = useList(useCaseList(hrefOf));
  const bulk = useBulk(list);
  const [inSight, setInSight] = useState<readonly string[]>([]);
  const { rows, forMarked } = useConcerned(list);
  const { verbs, dialogs } = useCaseVerbs(list, bulk, rows);
  const marked = forMarked(verbs);
  useVerbActions(list, marked);
  const matching = useMatching(list);
  const mayCreate = useMay('manageCase/create');
  return (
    <CaseFactsProvider inSight={inSight}>
      <PageHead title={t('cases.title')} />
      <ListScreen
        list={list}
        label={t('cases.title')}
        hrefOf={hrefOf}
        onOpen={(row) => void navigate({ to: hrefOf(row) })}
        hints={verbHints(marked)}
        card={(row) => <CaseCard row={row} />}
        onInSight={setInSight}
        bulkBar={
          verbs.length === 0 ? undefined : (
            <BulkBar list={list} bulk={bulk} verbs={marked} matching={matching} />
          )
        }
        tools={
          <>
            <ImportButton />
            <ExportButton list={list} />
          </>
        }
        overlay={
          bulk.outcome !== undefined && (
            <ResultSheet outcome={bulk.outcome} titleOf={list.definition.titleOf} onClose={bulk.dismiss} />
          )
        }
        empty={
          <Message
            icon={<IconBriefcase size={24} stroke={1.6} aria-hidden="true" />}
            title={t('cases.empty')}
            action={
              mayCreate && (
                <Button
                  onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, new: 'case' }) })}
                >
                  {t('cases.new')}
                </Button>
              )
            }
          >
            {t('cases.emptyReason')}
          </Message>
        }
      />
      {dialogs}
      <NewCaseByAddress />
      <ImportByAddress />
    </CaseFactsProvider>
  );
}
