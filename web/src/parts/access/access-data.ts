/** Changing who sees a case, and who owns it. */
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import type { ShareRule } from '../sharing/sharing-data.ts';
import { accessOf } from './access.ts';

/** Kinds of objects that a change of access or owner concerns: everything in a case goes along. */
const concerned = ['case', 'task', 'observable', 'share', 'comment', 'log', 'attachment', 'alert', 'audit'];

/** How a case is given away. */
export interface Handover {
  readonly organisation: string;
  /** Profile with which the present owner keeps it; undefined: it loses the case. */
  readonly keepProfile?: string;
  readonly taskRule: ShareRule;
  readonly observableRule: ShareRule;
}

/** Acts on a case. Each rejects with what the server refused. */
export interface AccessActs {
  /** Keeps the case to people; undefined: to nobody. */
  readonly restrict: (people: readonly string[] | undefined) => Promise<void>;
  readonly giveAway: (handover: Handover) => Promise<void>;
}

/** Acts on a case. */
export function useAccessActs(caseId: string): AccessActs {
  const api = useApi();
  const refresh = useRefresh();
  return {
    restrict: async (people) => {
      await api.post(`/case/${caseId}/access`, { access: accessOf(people) });
      await refresh(concerned);
    },
    giveAway: async (handover) => {
      await api.post(`/case/${caseId}/owner`, handover);
      await refresh(concerned);
    },
  };
}
