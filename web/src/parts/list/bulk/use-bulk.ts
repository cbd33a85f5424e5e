/** Acts on the ticked rows of a list: with progress, a result that names every row, and a minute to take it back. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { useUndo } from '../../../ui/undo.tsx';
import type { ListRow } from '../list-definition.ts';
import { nothingSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import { type BulkResult, runBulk } from './bulk-run.ts';

/** An act on many rows. */
export interface BulkTask<Row extends ListRow> {
  /** What is done, in the reader's language: `Close as False positive`. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly skip?: (row: Row) => string | undefined;
  readonly act: (api: Api, rows: readonly Row[]) => Promise<unknown>;
  /** Objects in one request, when the server takes fewer than usual. */
  readonly portion?: number;
  /** The rows make one thing together: what is refused is not tried again in parts. */
  readonly together?: boolean;
  /** Brings back what was before, for the rows that were done. */
  readonly undo?: (api: Api, rows: readonly Row[]) => Promise<unknown>;
  /** Kinds of objects on other parts of the screen that it concerns. */
  readonly entities?: readonly string[];
}

/** A running act. */
export interface BulkProgress {
  readonly label: string;
  readonly finished: number;
  readonly all: number;
}

/** A finished act. */
export interface BulkOutcome<Row> extends BulkResult<Row> {
  readonly label: string;
  readonly milliseconds: number;
}

/** Runs acts. */
export interface Bulk<Row extends ListRow> {
  readonly progress: BulkProgress | undefined;
  readonly outcome: BulkOutcome<Row> | undefined;
  readonly run: (task: BulkTask<Row>) => Promise<void>;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Acts on the rows of a list. */
export function useBulk<Row extends ListRow>(list: List<Row>): Bulk<Row> {
  const api = useApi();
  const refresh = useRefresh();
  const { offer } = useUndo();
  const { t } = useTranslation('lists');
  const [progress, setProgress] = useState<BulkProgress>();
  const [outcome, setOutcome] = useState<BulkOutcome<Row>>();
  const stop = useRef<AbortController>(undefined);
  const settle = async (rows: readonly Row[], entities: readonly string[] | undefined): Promise<void> => {
    await list.rows.reread(rows.map(({ _id }) => _id));
    await refresh([...(entities ?? []), list.definition.entity]);
  };
  const run = async (task: BulkTask<Row>): Promise<void> => {
    const { label, rows, skip = () => undefined, act, undo, entities, portion, together } = task;
    const started = Date.now();
    const controller = new AbortController();
    stop.current = controller;
    setOutcome(undefined);
    setProgress({ label, finished: 0, all: rows.length });
    const result = await runBulk({
      rows,
      skip,
      act: (some) => act(api, some),
      portion,
      together,
      onProgress: (finished) => setProgress({ label, finished, all: rows.length }),
      signal: controller.signal,
    });
    setProgress(undefined);
    const { done, skipped, failed, left } = result;
    if (rows.length > 1 || skipped.length + failed.length + left.length > 0)
      setOutcome({ ...result, label, milliseconds: Date.now() - started });
    list.setSelection(nothingSelected);
    if (done.length > 0 && undo !== undefined)
      offer({
        label: t('bulk.done', { label, count: done.length }),
        undo: async () => {
          await undo(api, done);
          setOutcome(undefined);
          await list.rows.refresh();
          await refresh([...(entities ?? []), list.definition.entity]);
        },
      });
    await settle(done, entities);
  };
  return {
    progress,
    outcome,
    run,
    cancel: () => stop.current?.abort(),
    dismiss: () => setOutcome(undefined),
  };
}
