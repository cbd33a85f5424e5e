/** The rows of a list as a CSV file, with the columns that are shown; all that match, or the ticked ones. */
import { Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportCsv } from '../../data/export-csv.ts';
import { filters, sort } from '../../data/pipeline.ts';
import { useApi } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import type { ListRow } from './list-definition.ts';
import { stepsOf } from './list-question.ts';
import { orderOf } from './sort-text.ts';
import type { List } from './use-list.ts';

/** Fields of every file, before those of the shown columns. */
const always: readonly string[] = ['_id', 'title'];

/** The button. */
export function ExportButton<Row extends ListRow>({ list }: { readonly list: List<Row> }) {
  const { t } = useTranslation('lists');
  const { save, isSaving } = useExport(list);
  const label = list.selection.ids.size > 0 ? t('export.ticked') : t('export.all');
  return (
    <Tooltip label={label}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={isSaving}
        leftSection={<IconDownload size={16} stroke={1.6} />}
        onClick={() => void save()}
      >
        {t('act.export')}
      </Button>
    </Tooltip>
  );
}

function useExport<Row extends ListRow>(list: List<Row>) {
  const api = useApi();
  const { t } = useTranslation('lists');
  const reason = useErrorText();
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    const { definition, compiled, columns, selection, state } = list;
    const ticked = selection.ids.size > 0 && !selection.allMatching ? [...selection.ids] : [];
    const order = orderOf(state.sort, (id) => definition.columns.find((column) => column.id === id)?.field);
    const shown = columns.flatMap(({ field }) => (field === undefined ? [] : [field]));
    setSaving(true);
    try {
      const query = [
        ...stepsOf(definition, [
          ...compiled.filters,
          ...(ticked.length === 0 ? [] : [filters.in('_id', ticked)]),
        ]),
        sort(order),
      ];
      const today = new Date().toISOString().slice(0, 10);
      await exportCsv(api, query, [...new Set([...always, ...shown])], `${definition.entity}s-${today}.csv`);
    } catch (error) {
      notifications.show({ color: 'red', title: t('export.failed'), message: reason(error) });
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving };
}
