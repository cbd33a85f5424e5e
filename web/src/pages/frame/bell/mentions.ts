/** Where somebody mentioned the reader: each mention with the object it stands in, as far as that is still shared. */
import type { LinkProps } from '@tanstack/react-router';
import type {
  OutputAlert,
  OutputCase,
  OutputComment,
  OutputLog,
  OutputMention,
  OutputTask,
} from '../../../../../contract/v1-types.ts';
import { count, filters, follow, list, page, sort, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { oneLine } from '../../../parts/shell/passage.ts';
import { caseLink } from '../../../parts/shell/search-kinds.ts';

/** Mentions shown, the newest. */
const mostShown = 30;
/** Objects read for them. */
const mostObjects = 200;
/** Characters of a text that are shown. */
const mostCharacters = 140;

/** A mention as it is shown. */
export interface ShownMention {
  readonly id: string;
  readonly author: string;
  readonly at: number;
  readonly unread: boolean;
  readonly kind: OutputMention['objectType'];
  /** Case or alert; undefined when it is no longer shared. */
  readonly place: string | undefined;
  readonly text: string;
  readonly link: LinkProps | undefined;
}

const origin = { entities: ['mention'] } as const;

/** How many mentions have not been read. */
export function useUnreadCount(): number {
  const steps = [list('mention'), where(filters.not(filters.has('readAt'))), count()];
  return usePipeline<number>('unread-mentions', steps, origin).data ?? 0;
}

type LogOfTask = OutputLog & { readonly extraData?: { readonly taskId?: string | null } };

interface Objects {
  readonly cases: ReadonlyMap<string, OutputCase>;
  readonly alerts: ReadonlyMap<string, OutputAlert>;
  readonly comments: ReadonlyMap<string, OutputComment>;
  readonly logs: ReadonlyMap<string, LogOfTask>;
  readonly tasks: ReadonlyMap<string, OutputTask>;
}

function useRelated<T extends { readonly _id: string }>(
  relation: string,
  extraData: readonly string[] = [],
): ReadonlyMap<string, T> {
  const steps = [list('mention'), follow(relation), page(0, mostObjects, extraData)];
  const { data } = usePipeline<readonly T[]>(`mentions-${relation}`, steps, {
    entities: ['mention', relation],
  });
  return new Map((data ?? []).map((object) => [object._id, object]));
}

/** The newest mentions, read only while the list is open. */
export function useMentions(): {
  readonly mentions: readonly ShownMention[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
} {
  const organisation = useApi().organisation ?? '';
  const steps = [list('mention'), sort([{ _createdAt: 'desc' }]), page(0, mostShown)];
  const { data, error, refetch } = usePipeline<readonly OutputMention[]>('mentions', steps, origin);
  const objects: Objects = {
    cases: useRelated('case'),
    alerts: useRelated('alert'),
    comments: useRelated('comment'),
    logs: useRelated('log', ['taskId']),
    tasks: useRelated('task'),
  };
  return {
    mentions: data?.map((mention) => shownMention(organisation, mention, objects)),
    error,
    retry: () => void refetch(),
  };
}

function shownMention(organisation: string, mention: OutputMention, objects: Objects): ShownMention {
  const { _id, _createdBy, _createdAt, readAt, objectType, objectId, rootId } = mention;
  const case_ = objects.cases.get(rootId);
  const alert = objects.alerts.get(rootId);
  const text =
    objects.comments.get(objectId)?.message ??
    objects.logs.get(objectId)?.message ??
    objects.tasks.get(objectId)?.title ??
    '';
  return {
    id: _id,
    author: _createdBy,
    at: _createdAt,
    unread: readAt === undefined,
    kind: objectType,
    place: case_ === undefined ? alert?.title : `#${case_.number} ${case_.title}`,
    text: oneLine(text).slice(0, mostCharacters),
    link: linkOf(organisation, mention, case_, objects.logs),
  };
}

function linkOf(
  organisation: string,
  { objectType, objectId, rootType, rootId }: OutputMention,
  case_: OutputCase | undefined,
  logs: Objects['logs'],
): LinkProps | undefined {
  const search = objectType === 'Comment' ? { comment: objectId } : {};
  if (rootType === 'Alert')
    return { to: '/o/$organisation/alerts/$alertId', params: { organisation, alertId: rootId }, search };
  if (objectType === 'Task') return caseLink(organisation, case_, 'tasks', objectId);
  const taskId = objectType === 'Log' ? logs.get(objectId)?.extraData?.taskId : undefined;
  return typeof taskId === 'string'
    ? caseLink(organisation, case_, 'tasks', taskId, { log: objectId })
    : caseLink(organisation, case_, undefined, undefined, search);
}
