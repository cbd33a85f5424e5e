/** The taxonomies of the platform: tags with a meaning of their own, which every organisation is offered. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { type TaxonomyRow, useTagCounts, useTaxonomies } from './taxonomy-data.ts';
import { TaxonomyImportPanel } from './taxonomy-import.tsx';
import { TaxonomyPanel } from './taxonomy-panel.tsx';

/** The section. */
export function TaxonomiesSection() {
  const { t } = useTranslation('settings');
  const { itemId } = useSettingsAddress();
  const answer = useTaxonomies();
  const counts = useTagCounts();
  const row = answer.data?.find(({ _id, namespace }) => _id === itemId || namespace === itemId);
  return (
    <SettingsList
      label={t('section.taxonomies')}
      answer={answer}
      columns={columnsWith(counts)}
      sort="name"
      searched={({ namespace, description }) => `${namespace} ${description}`}
      newLabel={t('make.taxonomies')}
      emptyReason={t('about.taxonomies')}
      panel={
        itemId === newItem ? (
          <TaxonomyImportPanel />
        ) : (
          itemId !== undefined && answer.data !== undefined && <TaxonomyPanel key={itemId} taxonomy={row} />
        )
      }
    />
  );
}

function columnsWith(counts: Readonly<Record<string, number>>): readonly SettingsColumn<TaxonomyRow>[] {
  return [
    {
      id: 'name',
      orderedBy: ({ namespace }) => namespace,
      cell: (row) => (
        <>
          <bdi className={listClasses.first}>{row.namespace}</bdi>
          <bdi className={listClasses.beside}>{row.description}</bdi>
        </>
      ),
    },
    {
      id: 'offered',
      width: 130,
      orderedBy: ({ extraData }) => (extraData.enabled ? 0 : 1),
      cell: ({ extraData }) => <Offered isOffered={extraData.enabled} />,
    },
    {
      id: 'tags',
      width: 80,
      align: 'end',
      orderedBy: ({ namespace }) => counts[namespace] ?? 0,
      cell: ({ namespace }) => counts[namespace] ?? '',
    },
    {
      id: 'edition',
      width: 90,
      align: 'end',
      wideOnly: true,
      orderedBy: ({ version }) => version,
      cell: ({ version }) => version,
    },
  ];
}

function Offered({ isOffered }: { readonly isOffered: boolean }) {
  const { t } = useTranslation('catalogues');
  if (!isOffered) return <span className={listClasses.soft}>{t('taxonomy.notOffered')}</span>;
  return (
    <span className={listClasses.state}>
      <IconCheck size={14} stroke={1.8} aria-hidden="true" />
      {t('taxonomy.offered')}
    </span>
  );
}
