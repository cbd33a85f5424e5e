/** With whom a case is shared, with whom it could be, and what the others see of it. */
import type {
  OutputObservable,
  OutputOrganisation,
  OutputProfile,
  OutputShare,
} from '../../../../contract/v1-types.ts';
import { follow, get, list, page } from '../../data/pipeline.ts';
import { usePipeline, useRefresh, useResource } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { type TaskDetail, useCaseTasks } from '../task/task-data.ts';

/** Most observables whose shares are looked at. */
const mostObservables = 1_000;

/** A link of the reader's organisation to another. */
export interface Link {
  readonly linkType: string;
  readonly otherLinkType: string;
  readonly organisation: OutputOrganisation;
}

/** A rule for what is added to a case later. */
export type ShareRule = 'manual' | 'autoShare';

/** An observable with the organisations that have it. */
export interface SharedObservable extends OutputObservable {
  readonly extraData?: { readonly shares?: readonly string[] };
}

/** What a share is made with. */
export interface NewShare {
  readonly organisation: string;
  readonly profile: string;
  /** Whether what is in the case goes along. */
  readonly share: boolean;
  readonly taskRule: ShareRule;
  readonly observableRule: ShareRule;
}

/** Shares of a case with other organisations than the reader's. */
export function useShares(caseId: string) {
  return useResource<readonly OutputShare[]>(`/case/${caseId}/shares`, {
    entities: ['share', 'case'],
    about: caseId,
  });
}

/** Organisations that the reader's is linked to. */
export function useLinks() {
  const { organisation = '' } = useApi();
  return useResource<readonly Link[]>(`/organisation/${encodeURIComponent(organisation)}/links`, {
    entities: ['organisation'],
  });
}

/** Profiles that can cap a share. */
export function useProfiles(): readonly OutputProfile[] {
  const { data } = usePipeline<readonly OutputProfile[]>('profiles', [list('profile'), page(0, 200)], {
    entities: ['profile'],
  });
  return (data ?? []).filter(({ type }) => type === 'Organisation');
}

/** What one organisation has of a case. */
export interface SeenBy {
  readonly tasks: readonly TaskDetail[];
  readonly tasksWithheld: readonly TaskDetail[];
  readonly observables: readonly SharedObservable[];
  readonly observablesWithheld: readonly SharedObservable[];
}

/** What an organisation sees; undefined while that is read. */
export function useSeenBy(caseId: string, organisation: string): SeenBy | undefined {
  const tasks = useCaseTasks(caseId);
  const observables = usePipeline<readonly SharedObservable[]>(
    'case-observable-shares',
    [get('case', caseId), follow('observables'), page(0, mostObservables, ['shares'])],
    { entities: ['observable', 'share'], about: caseId },
  );
  if (tasks.data === undefined || observables.data === undefined) return undefined;
  const hasTask = ({ extraData }: TaskDetail): boolean =>
    Object.hasOwn(extraData?.actionRequiredMap ?? {}, organisation);
  const hasObservable = ({ extraData }: SharedObservable): boolean =>
    extraData?.shares?.includes(organisation) ?? false;
  return {
    tasks: tasks.data.filter(hasTask),
    tasksWithheld: tasks.data.filter((task) => !hasTask(task)),
    observables: observables.data.filter(hasObservable),
    observablesWithheld: observables.data.filter((one) => !hasObservable(one)),
  };
}

/** Acts on shares. Each rejects with what the server refused. */
export interface ShareActs {
  readonly share: (share: NewShare) => Promise<void>;
  readonly withdraw: (organisation: string) => Promise<void>;
  /** Replaces what one share allows; the others stay as they are. */
  readonly change: (shares: readonly OutputShare[], changed: OutputShare) => Promise<void>;
  readonly sharePart: (kind: 'task' | 'observable', id: string, organisation: string) => Promise<void>;
  readonly withdrawPart: (kind: 'task' | 'observable', id: string, organisation: string) => Promise<void>;
}

/** Acts on the shares of a case. */
export function useShareActs(caseId: string): ShareActs {
  const api = useApi();
  const refresh = useRefresh();
  const done = (): Promise<void> => refresh(['share', 'case', 'task', 'observable', 'audit']);
  const part = async (
    method: 'POST' | 'DELETE',
    kind: 'task' | 'observable',
    id: string,
    organisation: string,
  ): Promise<void> => {
    await api.request(method, `/${kind}/${id}/shares`, { body: { organisations: [organisation] } });
    await done();
  };
  return {
    share: async (share) => {
      await api.post(`/case/${caseId}/shares`, { shares: [share] });
      await done();
    },
    withdraw: async (organisation) => {
      await api.request('DELETE', `/case/${caseId}/shares`, { body: { organisations: [organisation] } });
      await done();
    },
    change: async (shares, changed) => {
      await api.put(`/case/${caseId}/shares`, {
        shares: shares.map((share) => {
          const { organisationName, profileName, taskRule, observableRule } =
            share._id === changed._id ? changed : share;
          return {
            organisation: organisationName,
            profile: profileName,
            taskRule,
            observableRule,
            share: false,
          };
        }),
      });
      await done();
    },
    sharePart: (kind, id, organisation) => part('POST', kind, id, organisation),
    withdrawPart: (kind, id, organisation) => part('DELETE', kind, id, organisation),
  };
}
