/** Templates by which the reports of analyzers are drawn, here and by other clients. */
import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../../parts/time.tsx';
import { FileImport } from '../file-import/file-import.tsx';
import { ResultLine, ResultList } from '../file-import/result-line.tsx';
import { SettingsList } from '../list/settings-list.tsx';
import type { SettingsColumn } from '../list/settings-table.tsx';
import { newItem, useSettingsAddress } from '../use-address.ts';
import { NewReportTemplate, ReportTemplatePanel } from './report-template-panel.tsx';
import { type ReportTemplateRow, sendTemplates, useReportTemplates } from './template-data.ts';

/** Address of the import. */
const importItem = 'import';

const columns: readonly SettingsColumn<ReportTemplateRow>[] = [
  {
    id: 'analyzer',
    orderedBy: ({ analyzerId }) => analyzerId,
    cell: ({ analyzerId }) => <bdi className="sk-mono sk-ellipsis">{analyzerId}</bdi>,
  },
  {
    id: 'changed',
    width: 120,
    align: 'end',
    orderedBy: (row) => row._updatedAt ?? row._createdAt,
    cell: (row) => <Ago at={row._updatedAt ?? row._createdAt} />,
  },
];

/** The section. */
export function AnalyzerTemplatesSection() {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const { itemId, open } = useSettingsAddress();
  const answer = useReportTemplates();
  const row = answer.data?.find(({ _id, analyzerId }) => _id === itemId || analyzerId === itemId);
  return (
    <SettingsList
      label={t('section.analyzerTemplates')}
      answer={answer}
      columns={columns}
      sort="analyzer"
      searched={({ analyzerId }) => analyzerId}
      newLabel={t('make.analyzerTemplates')}
      emptyReason={t('about.analyzerTemplates')}
      tools={
        <Button leftSection={<IconUpload size={16} stroke={1.6} />} onClick={() => open(importItem)}>
          {catalogue('import.start')}
        </Button>
      }
      panel={panelOf(itemId, answer.data, row)}
    />
  );
}

function panelOf(
  itemId: string | undefined,
  all: readonly ReportTemplateRow[] | undefined,
  row: ReportTemplateRow | undefined,
) {
  if (itemId === undefined || all === undefined) return null;
  if (itemId === newItem) return <NewReportTemplate />;
  if (itemId === importItem) return <ImportTemplates present={all} />;
  return <ReportTemplatePanel key={itemId} row={row} />;
}

function ImportTemplates({ present }: { readonly present: readonly ReportTemplateRow[] }) {
  const { t } = useTranslation('catalogues');
  return (
    <FileImport
      title={t('template.import')}
      note={t('template.importNote')}
      accept=".zip,.html,application/zip,text/html"
      entities={['analyzerTemplate']}
      send={(api, file, onSent) => sendTemplates(api, file, onSent, present)}
      result={(taken) => (
        <ResultList>
          {Object.entries(taken).map(([analyzer, isTaken]) => (
            <ResultLine
              key={analyzer}
              taken={isTaken ? 'taken' : 'refused'}
              name={analyzer}
              details={isTaken ? [] : [t('template.refused')]}
            />
          ))}
        </ResultList>
      )}
    />
  );
}
