/** The queue of alerts. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../data/session.tsx';
import { BulkBar, type BulkVerb, useVerbActions, verbHints } from '../../parts/list/bulk/bulk-bar.tsx';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { type Bulk, useBulk } from '../../parts/list/bulk/use-bulk.ts';
import { useConcerned } from '../../parts/list/bulk/use-concerned.ts';
import { fieldTask } from '../../parts/list/bulk/use-update-verbs.tsx';
import { ExportButton } from '../../parts/list/export-csv.tsx';
import { ListScreen } from '../../parts/list/list-screen.tsx';
import { isGroupId } from '../../parts/list/use-groups.tsx';
import { type List, useList } from '../../parts/list/use-list.ts';
import { useMatching } from '../../parts/list/use-matching.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useActions } from '../../ui/actions.tsx';
import { AlertCard } from './list/alert-card.tsx';
import { AlertFactsProvider } from './list/alert-facts.tsx';
import { QueuePreview } from './list/alert-preview.tsx';
import type { AlertRow } from './list/alert-row.ts';
import { useAlertList } from './list/definition.tsx';
import { EmptyQueue } from './list/empty-queue.tsx';
import { GroupPreview } from './list/group-preview.tsx';
import { fetchLateParts } from './list/late.tsx';
import { LookingMark } from './list/looking-mark.tsx';
import mail from './list/mail-drop.module.css';
import { RowVerbs } from './list/row-verbs.tsx';
import { TakeProvider } from './list/take.ts';
import { useAlertVerbs } from './list/use-alert-verbs.tsx';
import { type MailDrop, useMailDrop } from './list/use-mail-drop.tsx';

/** The page. */
export function Page() {
  const { t } = useTranslation('lists');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const hrefOf = useCallback((row: AlertRow) => `/o/${organisation}/alerts/${row._id}`, [organisation]);
  const list = useList(useAlertList(hrefOf));
  const bulk = useBulk(list);
  const [inSight, setInSight] = useState<readonly string[]>([]);
  const { rows, forMarked, forRow } = useConcerned(list);
  const { verbs, dialogs } = useAlertVerbs(list, bulk, rows);
  const marked = forMarked(verbs);
  useVerbActions(list, besidePreview(list, marked));
  const matching = useMatching(list);
  const mayCreate = useMay('manageAlert/create');
  const drop = useMailDrop(mayCreate, () => void list.rows.insert());
  useMailAction(drop, mayCreate);
  const stands = list.rows.rows.length > 0;
  useEffect(() => (stands ? fetchLateParts() : undefined), [stands]);
  return (
    <TakeProvider value={useTaking(bulk)}>
      <AlertFactsProvider inSight={inSight} list={list}>
        <PageHead title={t('alerts.title')} />
        <div className={mail.zone} {...drop.zone}>
          <ListScreen
            list={list}
            label={t('alerts.title')}
            hrefOf={hrefOf}
            onOpen={(row) => void navigate({ to: hrefOf(row) })}
            preview={(id) => (
              <QueuePreview
                key={id}
                list={list}
                id={id}
                onOpen={() => void navigate({ to: `/o/${organisation}/alerts/${id}` })}
              />
            )}
            groupPreview={(id) => <GroupPreview key={id} list={list} id={id} />}
            previewMarks={(id) => <LookingMark id={id} />}
            hints={verbHints(marked)}
            card={(row) => <AlertCard row={row} />}
            onInSight={setInSight}
            bulkBar={
              verbs.length === 0 ? undefined : (
                <BulkBar list={list} bulk={bulk} verbs={marked} matching={matching} />
              )
            }
            verbs={(row) => <RowVerbs row={row} verbs={forRow(verbs, row)} />}
            tools={<ExportButton list={list} />}
            overlay={
              bulk.outcome !== undefined && (
                <ResultSheet outcome={bulk.outcome} titleOf={({ title }) => title} onClose={bulk.dismiss} />
              )
            }
            empty={<EmptyQueue onMail={mayCreate ? drop.choose : undefined} />}
          />
          {drop.overlay}
        </div>
        {dialogs}
      </AlertFactsProvider>
    </TakeProvider>
  );
}

/** Verbs that an open preview offers by itself, with the same keys. */
const inPreview: ReadonlySet<string> = new Set(['take', 'promote', 'merge', 'close', 'tags', 'assign']);

/** While a preview is open and nothing is ticked, its verbs count. */
function besidePreview(
  { state, selection }: List<AlertRow>,
  verbs: readonly BulkVerb<AlertRow>[],
): readonly BulkVerb<AlertRow>[] {
  const hasTicks = selection.allMatching || selection.ids.size > 0;
  const isOfRow = state.preview !== undefined && !isGroupId(state.preview);
  return !isOfRow || hasTicks ? verbs : verbs.filter(({ id }) => !inPreview.has(id));
}

/** Taking an alert from within its row; undefined for people who may not. */
function useTaking(bulk: Bulk<AlertRow>): ((row: AlertRow) => void) | undefined {
  const { t } = useTranslation('lists');
  const me = useMe()?.login;
  const mayUpdate = useMay('manageAlert/update');
  if (!mayUpdate || me === undefined) return undefined;
  return (row) =>
    void bulk.run({
      ...fieldTask<AlertRow>('alert', 'assignee', me, t('act.take'), t('bulk.skip.mine')),
      rows: [row],
    });
}

/** Adding mails by the palette, and by the address that the menu of new things leads to. */
function useMailAction({ choose }: MailDrop, mayCreate: boolean): void {
  const { t } = useTranslation('lists');
  const search = useSearch({ strict: false }) as { readonly new?: string };
  const navigate = useNavigate();
  useActions(
    mayCreate ? [{ id: 'alerts.mail', label: t('act.mail'), group: t('group.list'), perform: choose }] : [],
  );
  const isWanted = search.new === 'mail' && mayCreate;
  useEffect(() => {
    if (!isWanted) return;
    choose();
    void navigate({
      to: '.',
      search: (before) => ({ ...before, new: '' }),
      replace: true,
    });
  }, [isWanted, choose, navigate]);
}
