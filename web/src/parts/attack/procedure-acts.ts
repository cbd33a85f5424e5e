/** What is done with techniques that were seen: noting several at once, changing one, and deleting one with the way back. */
import { useTranslation } from 'react-i18next';
import type { Api } from '../../data/api.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { type Procedure, type ProcedurePlace, procedureEntities } from './attack-data.ts';

/** A technique that is to be noted. */
export interface NewProcedure {
  readonly patternId: string;
  readonly occurDate: number;
  readonly tactic?: string | undefined;
  readonly description?: string | undefined;
}

/** What may be changed of one. */
export interface ProcedureChange {
  readonly occurDate?: number;
  readonly tactic?: string;
  /** Null takes it away. */
  readonly description?: string | null;
}

/** The acts; each rejects with the server's refusal. */
export interface ProcedureActs {
  readonly add: (procedures: readonly NewProcedure[]) => Promise<void>;
  /** Changes one, based on a version of it. */
  readonly change: (procedure: Procedure, change: ProcedureChange, version: number) => Promise<void>;
  readonly remove: (procedure: Procedure) => Promise<void>;
}

/** Gives the acts for a case or an alert. */
export function useProcedureActs(place: ProcedurePlace): ProcedureActs {
  const { t } = useTranslation('attack');
  const api = useApi();
  const refresh = useRefresh();
  const undo = useUndo();
  const done = (): Promise<void> => refresh(procedureEntities);
  const offer = (label: string, back: () => Promise<unknown>): void =>
    undo.offer({ label, undo: async () => back().finally(done) });
  return {
    async add(procedures) {
      const made = await addTo(api, place, procedures);
      await done();
      offer(t('undo.added', { count: made.length }), () =>
        api.post('/procedure/delete/_bulk', { ids: made.map(({ _id }) => _id) }),
      );
    },
    async change({ _id, patternId = '', ...before }, change, _version) {
      await api.patch(`/procedure/${_id}`, { ...change, _version });
      await done();
      const { occurDate, tactic, description = null } = before;
      const former = Object.entries({ occurDate, tactic, description });
      offer(t('undo.changed', { technique: patternId }), () =>
        api.patch(`/procedure/${_id}`, Object.fromEntries(former.filter(([name]) => name in change))),
      );
    },
    async remove(procedure) {
      await api.remove(`/procedure/${procedure._id}`);
      await done();
      offer(t('undo.deleted', { technique: procedure.patternId ?? '' }), () =>
        addTo(api, place, [againOf(procedure)]),
      );
    },
  };
}

function addTo(
  api: Api,
  { on, id }: ProcedurePlace,
  procedures: readonly NewProcedure[],
): Promise<readonly Procedure[]> {
  return api.post(`/${on}/${id}/procedures`, { procedures });
}

/** What is deleted cannot be brought back by the server, but be noted anew. */
function againOf({ patternId = '', occurDate, tactic, description }: Procedure): NewProcedure {
  return { patternId, occurDate, tactic, description };
}
