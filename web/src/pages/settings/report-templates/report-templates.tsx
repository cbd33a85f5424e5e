/** The templates of case reports as a list; the open one takes the whole section. */
import { useTranslation } from 'react-i18next';
import type { OutputCaseReportTemplate } from '../../../../../contract/v1-types.ts';
import { useReportTemplates } from '../../../parts/report/report-data.ts';
import { Ago } from '../../../parts/time.tsx';
import { LoadingRows } from '../../../ui/states.tsx';
import listClasses from '../list/list.module.css';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { ReportTemplateEditor } from './report-template-editor.tsx';

const columns: readonly SettingsColumn<OutputCaseReportTemplate>[] = [
  {
    id: 'name',
    orderedBy: ({ title }) => title,
    cell: ({ title, description }) => (
      <>
        <bdi className={listClasses.first}>{title}</bdi>
        <bdi className={listClasses.beside}>{description}</bdi>
      </>
    ),
  },
  {
    id: 'group',
    width: 180,
    wideOnly: true,
    orderedBy: ({ group }) => group,
    cell: ({ group }) => <bdi>{group}</bdi>,
  },
  {
    id: 'changed',
    width: 100,
    align: 'end',
    orderedBy: (row) => row._updatedAt ?? row._createdAt,
    cell: (row) => <Ago at={row._updatedAt ?? row._createdAt} />,
  },
];

/** The section. */
export function ReportTemplatesSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { itemId } = useSettingsAddress();
  const answer = useReportTemplates();
  const chosen = answer.data?.find(({ _id }) => _id === itemId);
  if (itemId !== undefined && answer.error === null)
    return answer.data === undefined ? (
      <LoadingRows rows={12} label={word('loading')} />
    ) : (
      <ReportTemplateEditor
        key={itemId}
        template={chosen}
        isMissing={chosen === undefined && itemId !== newItem}
        titles={answer.data.map(({ title }) => title)}
      />
    );
  return (
    <SettingsList
      label={t('section.reportTemplates')}
      answer={answer}
      columns={columns}
      sort="name"
      searched={({ title, group, description }) => `${title} ${group} ${description}`}
      newLabel={t('make.reportTemplates')}
      emptyReason={t('about.reportTemplates')}
    />
  );
}
