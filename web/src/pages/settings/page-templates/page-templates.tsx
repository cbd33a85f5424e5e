/** What pages start from, as a list; the open template takes the whole section. */
import { useTranslation } from 'react-i18next';
import type { OutputPageTemplate } from '../../../../../contract/v1-types.ts';
import { usePageTemplates } from '../../../parts/pages/page-data.ts';
import { Ago } from '../../../parts/time.tsx';
import { LoadingRows } from '../../../ui/states.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { PageTemplateEditor } from './page-template-editor.tsx';

const columns: readonly SettingsColumn<OutputPageTemplate>[] = [
  {
    id: 'name',
    orderedBy: ({ title }) => title,
    cell: ({ title }) => <bdi className={listClasses.first}>{title}</bdi>,
  },
  {
    id: 'group',
    width: 220,
    orderedBy: ({ category }) => category,
    cell: ({ category }) => <bdi>{category}</bdi>,
  },
  { id: 'order', width: 80, align: 'end', orderedBy: ({ order }) => order, cell: ({ order }) => order },
  {
    id: 'changed',
    width: 100,
    align: 'end',
    orderedBy: (row) => row._updatedAt ?? row._createdAt,
    cell: (row) => <Ago at={row._updatedAt ?? row._createdAt} />,
  },
];

/** The section. */
export function PageTemplatesSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { itemId } = useSettingsAddress();
  const answer = usePageTemplates();
  const chosen = answer.data?.find(({ _id }) => _id === itemId);
  if (itemId !== undefined && answer.error === null)
    return answer.data === undefined ? (
      <LoadingRows rows={12} label={word('loading')} />
    ) : (
      <PageTemplateEditor
        key={itemId}
        template={chosen}
        isMissing={chosen === undefined && itemId !== newItem}
        categories={[...new Set(answer.data.map(({ category }) => category))]}
      />
    );
  return (
    <SettingsList
      label={t('section.pageTemplates')}
      answer={answer}
      columns={columns}
      sort="group"
      searched={({ title, category, content }) => `${title} ${category} ${content}`}
      newLabel={t('make.pageTemplates')}
      emptyReason={t('about.pageTemplates')}
    />
  );
}
