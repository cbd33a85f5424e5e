/** The observables of a case or an alert: list, adding, analysing, acting, with the details at the side. */
import { Button } from '@mantine/core';
import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Message } from '../../ui/states.tsx';
import { nameOfValue } from '../engine/engine-data.ts';
import { BulkBar, useVerbActions, verbHints } from '../list/bulk/bulk-bar.tsx';
import { gatherRows } from '../list/bulk/gather.ts';
import { ResultSheet } from '../list/bulk/result-sheet.tsx';
import { useBulk } from '../list/bulk/use-bulk.ts';
import { ListScreen } from '../list/list-screen.tsx';
import { useList } from '../list/use-list.ts';
import { useMatching } from '../list/use-matching.ts';
import { shownValue } from '../observable-value.tsx';
import type { AddPlace } from './add-data.ts';
import { AddObservablesDialog } from './add-dialog.tsx';
import { ObservableCard } from './observable-cells.tsx';
import type { ObservableRow } from './observable-data.ts';
import { ObservableDetails } from './observable-details.tsx';
import { type UsualMarkings, useObservableList } from './observable-list.tsx';
import classes from './observable-section.module.css';
import { type ObservableRights, useObservableVerbs } from './observable-verbs.tsx';
import { RunMarksProvider } from './run-marks.tsx';
import { VerdictCounts } from './verdict-counts.tsx';

/** Where a paste belongs to what is being written, or to an open dialog. */
const writingPlaces = 'input, textarea, [contenteditable="true"], [role="dialog"]';

/** The section, inside of a page that has its own main region. */
export function ObservableSection({
  place,
  usual,
  rights,
  hrefOf,
  onOpen,
  asked,
}: {
  readonly place: AddPlace;
  readonly usual: UsualMarkings;
  readonly rights: ObservableRights;
  /** Address of an observable by itself. */
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  /** The address asks for the dialog in which values are added; called once that is open. */
  readonly asked?: (() => void) | undefined;
}) {
  const { t } = useTranslation('observables');
  const api = useApi();
  const list = useList(useObservableList(place, usual));
  const bulk = useBulk(list);
  const rows = useCallback(() => gatherRows(api, list), [api, list]);
  const { verbs, dialogs, ask } = useObservableVerbs({ list, bulk, rows, rights });
  useVerbActions(list, verbs);
  const adding = useAdding(rights.manage, asked);
  return (
    <RunMarksProvider place={place}>
      <div className={classes.section} {...adding.dropTarget} data-over={adding.isOver || undefined}>
        <ListScreen
          embedded
          list={list}
          label={t('title')}
          hrefOf={({ _id }) => hrefOf(_id)}
          onOpen={({ _id }) => onOpen(_id)}
          hints={verbHints(verbs)}
          card={(row) => <ObservableCard row={row} />}
          preview={(id) => (
            <ObservableDetails
              observableId={id}
              onAnalyse={rights.analyse ? (one) => ask('analyse', [one]) : undefined}
              onImported={() => void list.rows.insert()}
              onRespond={rights.respond ? (one) => ask('respond', [one]) : undefined}
            />
          )}
          bulkBar={<BulkBar list={list} bulk={bulk} verbs={verbs} matching={useMatching(list)} />}
          overlay={
            bulk.outcome !== undefined && (
              <ResultSheet outcome={bulk.outcome} titleOf={titleOf} onClose={bulk.dismiss} />
            )
          }
          tools={
            <>
              <VerdictCounts list={list} />
              {rights.manage && <AddButton onAdd={adding.open} />}
            </>
          }
          below={rights.manage && <PasteHint />}
          empty={<Empty onAdd={rights.manage ? adding.open : undefined} />}
        />
      </div>
      {dialogs}
      <AddObservablesDialog
        key={adding.round}
        place={place}
        dropped={adding.files}
        pasted={adding.pasted}
        opened={adding.opened}
        onClose={adding.close}
        onAdded={() => void list.rows.insert()}
      />
    </RunMarksProvider>
  );
}

function titleOf(row: ObservableRow): string {
  return shownValue(row.dataType, nameOfValue(row));
}

/** The dialog for adding: by key, by button, by files that are dropped, by what is pasted. */
function useAdding(may: boolean, asked: (() => void) | undefined) {
  const { t } = useTranslation('observables');
  const [opened, setOpened] = useState(false);
  const [isOver, setOver] = useState(false);
  const [round, setRound] = useState(0);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [pasted, setPasted] = useState('');
  const open = (dropped: readonly File[] = [], text = ''): void => {
    setFiles(dropped);
    setPasted(text);
    setRound(round + 1);
    setOpened(true);
  };
  useActions(
    may
      ? [
          {
            id: 'observables.add',
            label: t('add.title'),
            group: t('group'),
            keys: 'Shift+O',
            perform: () => open(),
          },
        ]
      : [],
  );
  useEffect(() => {
    if (!may || asked === undefined) return;
    setFiles([]);
    setPasted('');
    setRound((before) => before + 1);
    setOpened(true);
    asked();
  }, [may, asked]);
  usePaste(may && !opened, open);
  const dropTarget = {
    onDragOver(event: DragEvent) {
      if (!may || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      if (!may || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      setOver(false);
      open([...event.dataTransfer.files]);
    },
  };
  return {
    opened,
    isOver,
    round,
    files,
    pasted,
    open: () => open(),
    close: () => setOpened(false),
    dropTarget,
  };
}

/** Takes what is pasted while one writes nowhere. */
function usePaste(active: boolean, take: (files: readonly File[], text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!active) return;
    const listen = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event;
      if (clipboardData === null || (target instanceof Element && target.closest(writingPlaces) !== null))
        return;
      const files = [...clipboardData.files];
      const text = clipboardData.getData('text/plain').trim();
      if (files.length === 0 && text === '') return;
      event.preventDefault();
      latest.current(files, text);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, [active]);
}

function PasteHint() {
  const { t } = useTranslation('observables');
  return (
    <p className={classes.hint}>
      <IconClipboardList size={18} stroke={1.6} aria-hidden="true" />
      {t('add.anywhere')}
    </p>
  );
}

function AddButton({ onAdd }: { readonly onAdd: () => void }) {
  const { t } = useTranslation('observables');
  return (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={14} stroke={1.6} aria-hidden="true" />}
      rightSection={<Keys keys="Shift+O" />}
      onClick={onAdd}
    >
      {t('act.add')}
    </Button>
  );
}

function Empty({ onAdd }: { readonly onAdd: (() => void) | undefined }) {
  const { t } = useTranslation('observables');
  return (
    <Message
      icon={<IconClipboardList size={24} stroke={1.6} aria-hidden="true" />}
      title={t('empty.title')}
      action={
        onAdd !== undefined && (
          <Button variant="filled" rightSection={<Keys keys="Shift+O" />} onClick={onAdd}>
            {t('add.title')}
          </Button>
        )
      }
    >
      {t('empty.reason')}
    </Message>
  );
}
