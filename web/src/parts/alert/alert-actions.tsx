/** Acts on alerts, one or many at once, each with the way to take it back. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCase } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { runPipeline, useRefresh } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { type AlertState, backTo, type ChangedField } from './alert-state.ts';

/** Alerts that are changed by one request. */
const chunk = 500;
/** Alerts that are merged by one request. */
const mergeChunk = 50;

/** The case that alerts are merged into. */
export type MergeTarget = Pick<OutputCase, '_id' | 'number'>;

/** How alerts are merged. */
export interface MergeManner {
  /** All is taken over, or the observables only. */
  readonly how: 'merge' | 'import';
  /** By the name of a field that both fill differently: the value of the alert (mine), of the case (theirs), or both. */
  readonly choices: Readonly<Record<string, 'mine' | 'theirs' | 'both'>>;
}

/** What can be done with alerts. Each rejects with what the server refused. */
export interface AlertActs {
  /** Makes the reader their assignee. */
  readonly take: (ids: readonly string[]) => Promise<void>;
  readonly assign: (ids: readonly string[], login: string | null) => Promise<void>;
  readonly close: (ids: readonly string[], status: string, summary: string) => Promise<void>;
  readonly reopen: (ids: readonly string[]) => Promise<void>;
  readonly setSeverity: (ids: readonly string[], severity: number) => Promise<void>;
  readonly setTags: (ids: readonly string[], tags: readonly string[]) => Promise<void>;
  readonly follow: (id: string, follow: boolean) => Promise<void>;
  /** Takes an alert out of its case, with what it brought. */
  readonly unmerge: (id: string, caseId: string) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Merges alerts into a case. */
  readonly merge: (ids: readonly string[], into: MergeTarget, how: MergeManner) => Promise<void>;
}

/** Acts on alerts. */
export function useAlertActs(): AlertActs {
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const { offer } = useUndo();
  const { t } = useTranslation('alerts');
  const login = me?.login ?? '';
  return useMemo(() => {
    // What is on screen is read again, but nobody waits for that.
    const done = (...more: readonly string[]): void => void refresh(['alert', 'case', 'audit', ...more]);
    const change = async (
      ids: readonly string[],
      values: Readonly<Record<string, unknown>>,
      fields: readonly ChangedField[],
      label: string,
    ): Promise<void> => {
      const before = await readStates(api, ids);
      await inChunks(ids, chunk, (some) => api.patch('/alert/_bulk', { ...values, ids: some }));
      done();
      offer({
        label,
        undo: async () => {
          for (const back of backTo(before, fields))
            await inChunks(back.ids, chunk, (some) => api.patch('/alert/_bulk', { ...back, ids: some }));
          done();
        },
      });
    };
    return {
      take: (ids) => change(ids, { assignee: login }, ['assignee'], t('done.taken', { count: ids.length })),
      assign: (ids, assignee) =>
        change(ids, { assignee }, ['assignee'], t('done.assigned', { count: ids.length })),
      close: (ids, status, summary) =>
        change(
          ids,
          { status, ...(summary === '' ? {} : { summary }) },
          ['status', 'assignee', ...(summary === '' ? [] : (['summary'] as const))],
          t('done.closed', { count: ids.length }),
        ),
      reopen: (ids) =>
        change(ids, { status: 'InProgress' }, ['status'], t('done.reopened', { count: ids.length })),
      setSeverity: (ids, severity) =>
        change(ids, { severity }, ['severity'], t('done.severity', { count: ids.length })),
      setTags: (ids, tags) => change(ids, { tags }, ['tags'], t('done.tags', { count: ids.length })),
      follow: async (id, follow) => {
        const set = async (to: boolean): Promise<void> => {
          await api.post(`/alert/${id}/${to ? 'follow' : 'unfollow'}`);
          done();
        };
        await set(follow);
        offer({ label: t(follow ? 'done.followed' : 'done.unfollowed'), undo: () => set(!follow) });
      },
      unmerge: async (id, caseId) => {
        await api.post(`/case/${caseId}/alert/${id}/unmerge`);
        done('observable', 'attachment');
        offer({
          label: t('done.unmerged'),
          undo: async () => {
            await api.post('/alert/merge/_bulk', { caseId, alertIds: [id] });
            done('observable', 'attachment');
          },
        });
      },
      remove: async (ids) => {
        await inChunks(ids, chunk, (some) => api.post('/alert/delete/_bulk', { ids: some }));
        done();
        offer({
          label: t('done.removed', { count: ids.length }),
          undo: async () => {
            for (const id of ids) await api.post(`/alert/${id}/restore`);
            done();
          },
        });
      },
      merge: async (ids, into, manner) => {
        await mergeAlerts(api, ids, into._id, manner);
        done('observable', 'attachment');
        offer({
          label: t('done.merged', { count: ids.length, number: into.number }),
          undo: async () => {
            for (const id of ids) await api.post(`/case/${into._id}/alert/${id}/unmerge`);
            done('observable', 'attachment');
          },
        });
      },
    };
  }, [api, login, refresh, offer, t]);
}

async function mergeAlerts(
  api: Api,
  ids: readonly string[],
  caseId: string,
  { how, choices }: MergeManner,
): Promise<void> {
  if (how === 'merge')
    return inChunks(ids, mergeChunk, (some) =>
      api.post('/alert/merge/_bulk', {
        caseId,
        alertIds: some,
        ...(Object.keys(choices).length === 0 ? {} : { customFields: choices }),
      }),
    );
  for (const id of ids) await api.post(`/alert/${id}/import/${caseId}`);
}

async function readStates(api: Api, ids: readonly string[]): Promise<readonly AlertState[]> {
  const found: AlertState[] = [];
  await inChunks(ids, chunk, async (some) => {
    const steps = [list('alert'), where(filters.in('_id', some)), page(0, some.length)];
    found.push(...(await runPipeline<readonly AlertState[]>(api, 'alert-states', steps)));
  });
  return found;
}

async function inChunks(
  ids: readonly string[],
  size: number,
  perform: (some: readonly string[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += size) await perform(ids.slice(from, from + size));
}
