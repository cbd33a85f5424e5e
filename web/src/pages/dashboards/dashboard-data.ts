/** Dashboards as the server keeps them, and what can be done with them. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { list, page, sort } from '../../data/pipeline.ts';
import { useChange, usePipeline, useResource } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';

const entities = ['dashboard'] as const;
const mostDashboards = 500;

/** All that one sees, by title. */
export function useDashboards() {
  return usePipeline<readonly OutputDashboard[]>(
    'dashboards',
    [list('dashboard'), sort([{ title: 'asc' }]), page(0, mostDashboards)],
    { entities },
  );
}

/** One. */
export function useDashboard(id: string) {
  return useResource<OutputDashboard>(`/dashboard/${encodeURIComponent(id)}`, { entities, about: id });
}

/** What is written of a dashboard. */
export type DashboardContent = Pick<OutputDashboard, 'title' | 'description' | 'status' | 'definition'>;

const bodyOf = ({ title, description, status, definition }: DashboardContent) => ({
  title,
  description,
  status,
  definition,
  version: 1,
});

function create(api: Api, content: DashboardContent): Promise<OutputDashboard> {
  return api.post<OutputDashboard>('/dashboard', bodyOf(content));
}

/** Makes one; answers it. */
export function useCreateDashboard() {
  return useChange(create, entities);
}

/** Changes one. The version that it was based on keeps what others changed meanwhile. */
export function useUpdateDashboard() {
  return useChange(
    (
      api,
      {
        id,
        change,
        version,
      }: { readonly id: string; readonly change: Partial<DashboardContent>; readonly version: number },
    ) => api.patch(`/dashboard/${id}`, { ...change, _version: version }),
    entities,
  );
}

/** Gives one to somebody else. */
export function useGiveDashboard() {
  return useChange(
    (api, { id, user }: { readonly id: string; readonly user: string }) =>
      api.post(`/dashboard/${id}/owner`, { user }),
    entities,
  );
}

/** Removes one, and offers to make it again. */
export function useDeleteDashboard() {
  const { t } = useTranslation('dashboards');
  const undo = useUndo();
  const api = useApi();
  const navigate = useNavigate();
  const remove = useChange(
    (client, { _id }: OutputDashboard) => client.remove(`/dashboard/${_id}`),
    entities,
  );
  const again = useCreateDashboard();
  return (dashboard: OutputDashboard): void =>
    remove.mutate(dashboard, {
      onSuccess: () => {
        void navigate({
          to: '/o/$organisation/dashboards',
          params: { organisation: api.organisation ?? '' },
          search: {},
        });
        undo.offer({
          label: t('deleted', { title: dashboard.title }),
          undo: async () => {
            await again.mutateAsync(dashboard);
          },
        });
      },
    });
}

/** Whether one may say who sees a dashboard: its owner may, and everybody where there is none. */
export function useOwns(): (dashboard: OutputDashboard) => boolean {
  const me = useMe();
  const may = me?.permissions.includes('manageDashboard') ?? false;
  return ({ owner }) => may && (owner === undefined || owner === me?.login);
}
