/** The catalogues of techniques of the platform: what cases and alerts can say of how attackers went about it. */
import { useTranslation } from 'react-i18next';
import { Ago } from '../../../parts/time.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { type CatalogRow, useCatalogs, useTechniqueCounts } from './attack-data.ts';
import { AttackImportPanel } from './attack-import.tsx';
import { CatalogPanel } from './catalog-panel.tsx';

/** The section. */
export function AttackSection() {
  const { t } = useTranslation('settings');
  const { itemId } = useSettingsAddress();
  const answer = useCatalogs();
  const counts = useTechniqueCounts();
  const row = answer.data?.find(({ _id, name }) => _id === itemId || name === itemId);
  return (
    <SettingsList
      label={t('section.attack')}
      answer={answer}
      columns={columnsWith(counts)}
      sort="name"
      searched={({ name, description }) => `${name} ${description ?? ''}`}
      newLabel={t('make.attack')}
      emptyReason={t('about.attack')}
      panel={
        itemId === newItem ? (
          <AttackImportPanel names={(answer.data ?? []).map(({ name }) => name)} />
        ) : (
          itemId !== undefined &&
          answer.data !== undefined && (
            <CatalogPanel key={itemId} catalog={row} techniques={counts[row?._id ?? ''] ?? 0} />
          )
        )
      }
    />
  );
}

function columnsWith(counts: Readonly<Record<string, number>>): readonly SettingsColumn<CatalogRow>[] {
  return [
    {
      id: 'name',
      orderedBy: ({ name }) => name,
      cell: (row) => (
        <>
          <bdi className={listClasses.first}>{row.name}</bdi>
          <bdi className={listClasses.beside}>{row.description}</bdi>
        </>
      ),
    },
    {
      id: 'edition',
      width: 140,
      wideOnly: true,
      orderedBy: ({ variant }) => variant ?? '',
      cell: ({ variant }) => <bdi>{variant}</bdi>,
    },
    {
      id: 'techniques',
      width: 110,
      align: 'end',
      orderedBy: ({ _id }) => counts[_id] ?? 0,
      cell: ({ _id }) => counts[_id] ?? 0,
    },
    {
      id: 'changed',
      width: 100,
      align: 'end',
      wideOnly: true,
      orderedBy: (row) => row.updatedAt ?? row.createdAt,
      cell: (row) => <Ago at={row.updatedAt ?? row.createdAt} />,
    },
  ];
}
