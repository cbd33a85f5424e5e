/** Cortex servers as a list, each with how it was found; the open one stands at the side. */
import { useTranslation } from 'react-i18next';
import type { OutputCortexServer } from '../../../../../contract/v1-types.ts';
import { Ago } from '../../../parts/time.tsx';
import { ItemPanel } from '../form/item-panel.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { useServers } from './server-data.ts';
import { ServerPanel } from './server-panel.tsx';
import { ServerState } from './server-state.tsx';

const columns: readonly SettingsColumn<OutputCortexServer>[] = [
  {
    id: 'name',
    orderedBy: ({ name }) => name,
    cell: ({ name }) => <bdi className={listClasses.first}>{name}</bdi>,
  },
  {
    id: 'address',
    width: 260,
    orderedBy: ({ address }) => address,
    cell: ({ address }) => <bdi>{address}</bdi>,
  },
  {
    id: 'state',
    width: 260,
    orderedBy: ({ status }) => status,
    cell: (server) => <ServerState server={server} />,
  },
  {
    id: 'looked',
    width: 100,
    align: 'end',
    orderedBy: ({ checkedAt }) => checkedAt ?? 0,
    cell: ({ checkedAt }) => (checkedAt === undefined ? null : <Ago at={checkedAt} />),
  },
];

/** The section. */
export function CortexServersSection() {
  const { t } = useTranslation('settings');
  const { itemId, open } = useSettingsAddress();
  const answer = useServers();
  const chosen = answer.data?.find(({ _id }) => _id === itemId);
  const isNew = itemId === newItem;
  const close = (): void => open(undefined);
  return (
    <SettingsList
      label={t('section.cortexServers')}
      answer={answer}
      columns={columns}
      sort="name"
      searched={({ name, address }) => `${name} ${address}`}
      newLabel={t('make.cortexServers')}
      emptyReason={t('about.cortexServers')}
      panel={
        itemId !== undefined && (
          <ItemPanel
            label={chosen?.name ?? t('make.cortexServers')}
            isMissing={answer.data !== undefined && chosen === undefined && !isNew}
            onClose={close}
          >
            <ServerPanel key={itemId} server={chosen} />
          </ItemPanel>
        )
      }
    />
  );
}
