/** What can be done with a dashboard as a whole. */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconFileExport,
  IconLock,
  IconShare,
  IconTrash,
  IconUser,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import { useApi, useMay } from '../../data/session.tsx';
import { saveFile } from '../../parts/charts/save-file.ts';
import { usePeople } from '../../parts/person.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import {
  useCreateDashboard,
  useDeleteDashboard,
  useGiveDashboard,
  useOwns,
  useUpdateDashboard,
} from './dashboard-data.ts';
import { fileNameOf, writeDashboard } from './dashboard-file.ts';

const size = { size: 16, stroke: 1.6 };

/** The menu; nothing for who may only look. */
export function DashboardMenu({ dashboard }: { readonly dashboard: OutputDashboard }) {
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const may = useMay('manageDashboard');
  const owns = useOwns()(dashboard);
  const [giving, setGiving] = useState(false);
  const remove = useDeleteDashboard();
  const update = useUpdateDashboard();
  const duplicate = useDuplicate();
  const isShared = dashboard.status === 'Shared';
  if (!may) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('more', { title: dashboard.title })}>
            <IconDots {...size} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy {...size} />} onClick={() => duplicate(dashboard)}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileExport {...size} />} onClick={() => save(dashboard)}>
            {t('saveFile')}
          </Menu.Item>
          {owns && (
            <Menu.Item
              leftSection={isShared ? <IconLock {...size} /> : <IconShare {...size} />}
              onClick={() =>
                update.mutate({
                  id: dashboard._id,
                  version: dashboard._version,
                  change: { status: isShared ? 'Private' : 'Shared' },
                })
              }
            >
              {t(isShared ? 'unshare' : 'share')}
            </Menu.Item>
          )}
          {owns && (
            <Menu.Item leftSection={<IconUser {...size} />} onClick={() => setGiving(true)}>
              {t('give')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash {...size} />} onClick={() => remove(dashboard)}>
            {word('action.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {giving && <Give id={dashboard._id} onClose={() => setGiving(false)} />}
    </>
  );
}

function save(dashboard: OutputDashboard): void {
  saveFile(new Blob([writeDashboard(dashboard)], { type: 'application/json' }), fileNameOf(dashboard.title));
}

function Give({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('dashboards');
  const people = usePeople();
  const give = useGiveDashboard();
  return (
    <PickDialog
      opened
      title={t('give')}
      searchLabel={t('giveSearch')}
      noneLabel={t('giveNone')}
      options={[...people.values()].map(({ login, name }) => ({ id: login, label: name }))}
      onClose={onClose}
      onPick={(user) => give.mutate({ id, user })}
    />
  );
}

function useDuplicate(): (dashboard: OutputDashboard) => void {
  const { t } = useTranslation('dashboards');
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const create = useCreateDashboard();
  return (dashboard) =>
    create.mutate(
      { ...dashboard, title: t('copyOf', { title: dashboard.title }), status: 'Private' },
      {
        onSuccess: ({ _id }) =>
          void navigate({
            to: '/o/$organisation/dashboards/$dashboardId',
            params: { organisation, dashboardId: _id },
            search: {},
          }),
      },
    );
}
