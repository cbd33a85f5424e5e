/** The timeline of a case from the server, and what people do with the events that they put into it. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomEvent } from '../../../../../../contract/v1-types.ts';
import type { Api } from '../../../../data/api.ts';
import { fewAtOnce } from '../../../../data/few-at-once.ts';
import { filters, list, page, sort, where } from '../../../../data/pipeline.ts';
import { useRefresh, useResource } from '../../../../data/queries.ts';
import { useApi } from '../../../../data/session.tsx';
import { useUndo } from '../../../../ui/undo.tsx';
import type { NewEvent } from './csv-events.ts';
import type { EventChange } from './event-texts.ts';
import { type MomentRecord, readEvents, type WireEvent } from './events.ts';

/** Kinds of objects that a timeline is made of. */
const timelineEntities = [
  'case',
  'alert',
  'task',
  'log',
  'observable',
  'attachment',
  'procedure',
  'customEvent',
];
/** Most records of changes that are read to tell when moments were noted. */
const mostRecords = 2_000;

/** The events of a case, oldest first. */
export function useTimeline(caseId: string) {
  const answer = useResource<{ readonly events: readonly WireEvent[] }>(`/case/${caseId}/timeline`, {
    entities: timelineEntities,
    about: caseId,
  });
  const records = useMomentRecords(caseId);
  const wire = answer.data?.events;
  const events = useMemo(
    () => (wire === undefined ? undefined : readEvents(wire, records ?? [])),
    [wire, records],
  );
  return { events, error: answer.error, again: () => void answer.refetch() };
}

/** The records of the work in a case, oldest first. */
function useMomentRecords(caseId: string): readonly MomentRecord[] | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [api.organisation, 'timeline-records', caseId],
    queryFn: ({ signal }) =>
      api.request<readonly MomentRecord[]>('POST', '/query?name=timeline-records', {
        body: {
          query: [
            list('audit'),
            where(
              filters.is('rootId', caseId),
              filters.in('objectType', ['Case', 'Alert', 'Task', 'Log', 'Observable']),
            ),
            sort([{ _createdAt: 'asc' }]),
            page(0, mostRecords),
          ],
          includeFields: ['_createdAt', 'objectId', 'details'],
        },
        signal,
      }),
    meta: { entities: timelineEntities, about: caseId },
  });
  return data;
}

/** An event of a file that the server refused. */
export interface FailedEvent {
  /** Place among the events, from 0. */
  readonly place: number;
  readonly title: string;
  readonly error: unknown;
}

/** What became of the events of a file. */
export interface ImportOutcome {
  readonly made: number;
  readonly failed: readonly FailedEvent[];
}

/** The acts; each rejects with the server's refusal, except the import, which tells what failed. */
export interface EventActs {
  readonly add: (event: NewEvent) => Promise<void>;
  /** Changes fields of an event, based on a version of it. */
  readonly change: (before: OutputCustomEvent, change: EventChange, version: number) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly importAll: (
    events: readonly NewEvent[],
    onDone: (count: number) => void,
  ) => Promise<ImportOutcome>;
}

/** Requests of an import that run beside each other. */
const importedAtOnce = 4;

/** Gives the acts for a case. */
export function useEventActs(caseId: string): EventActs {
  const { t } = useTranslation('timeline');
  const api = useApi();
  const refresh = useRefresh();
  const undo = useUndo();
  const done = (): Promise<void> => refresh(timelineEntities);
  const offer = (label: string, back: () => Promise<unknown>): void =>
    undo.offer({ label, undo: () => back().finally(done) });
  return {
    async add(event) {
      const { _id } = await make(api, caseId, event);
      await done();
      offer(t('undo.added', { count: 1 }), () => api.remove(`/customEvent/${_id}`));
    },
    async change(before, change, _version) {
      await api.patch(`/customEvent/${before._id}`, { ...change, _version });
      await done();
      offer(t('undo.changed', { title: before.title }), () =>
        api.patch(`/customEvent/${before._id}`, formerOf(before, change)),
      );
    },
    async remove(id) {
      const before = await readCustomEvent(api, id);
      await api.remove(`/customEvent/${id}`);
      await done();
      offer(t('undo.deleted', { title: before.title }), () => make(api, caseId, before));
    },
    async importAll(events, onDone) {
      const outcome = await importEvents(api, caseId, events, onDone);
      await done();
      const { made } = outcome;
      if (made.length > 0) offer(t('undo.added', { count: made.length }), () => removeAll(api, made));
      return { made: made.length, failed: outcome.failed };
    },
  };
}

/** An event that somebody put into the timeline, as a whole: the timeline cuts long texts. */
export function readCustomEvent(api: Api, id: string): Promise<OutputCustomEvent> {
  return api
    .post<readonly OutputCustomEvent[]>('/query?name=custom-event', {
      query: [{ _name: 'getCustomEvent', idOrName: id }, page(0, 1)],
    })
    .then(([event]) => {
      if (event === undefined) throw new Error('The event is gone');
      return event;
    });
}

function make(api: Api, caseId: string, event: NewEvent): Promise<OutputCustomEvent> {
  const { date, endDate, title, description, evidence } = event;
  return api.post(`/case/${caseId}/customEvent`, { date, endDate, title, description, evidence });
}

/** What brings back the fields that were changed; those that were missing are taken away. */
function formerOf(before: OutputCustomEvent, change: EventChange): EventChange {
  const { date, endDate = null, title, description = null, evidence } = before;
  const former = Object.entries({ date, endDate, title, description, evidence });
  return Object.fromEntries(former.filter(([name]) => name in change));
}

async function importEvents(
  api: Api,
  caseId: string,
  events: readonly NewEvent[],
  onDone: (count: number) => void,
): Promise<{ readonly made: readonly string[]; readonly failed: ImportOutcome['failed'] }> {
  const made: string[] = [];
  const failed: FailedEvent[] = [];
  const few = fewAtOnce(importedAtOnce);
  await Promise.all(
    events.map((event, place) =>
      few(async () => {
        try {
          made.push((await make(api, caseId, event))._id);
        } catch (error) {
          failed.push({ place, title: event.title, error });
        }
        onDone(made.length + failed.length);
      }),
    ),
  );
  return { made, failed };
}

async function removeAll(api: Api, ids: readonly string[]): Promise<void> {
  const few = fewAtOnce(importedAtOnce);
  await Promise.all(ids.map((id) => few(() => api.remove(`/customEvent/${id}`))));
}
