/** Values to take along: defanged or true as lines, or as a file for other programs. */
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { exportCsv } from '../../data/export-csv.ts';
import { filters, list, where } from '../../data/pipeline.ts';
import { useApi } from '../../data/session.tsx';
import { nameOfValue } from '../engine/engine-data.ts';
import { useErrorText } from '../error-text.ts';
import { shownValue } from '../observable-value.tsx';

/** How a value is written: `defanged` so that nobody opens it by accident, or `raw` as it is. */
export type Form = 'defanged' | 'raw';

type Valued = Pick<OutputObservable, 'dataType' | 'data' | 'attachment'>;

/** The values, one a line. */
export function valueLines(observables: readonly Valued[], form: Form): string {
  return observables
    .map((one) => (form === 'raw' ? nameOfValue(one) : shownValue(one.dataType, nameOfValue(one))))
    .join('\n');
}

/** Copies values and says so; true values are named as such. */
export function useCopyValues(): (observables: readonly Valued[], form: Form) => void {
  const { t } = useTranslation('observables');
  return (observables, form) => {
    const count = observables.length;
    void navigator.clipboard
      .writeText(valueLines(observables, form))
      .then(() => notifications.show({ message: t(`copied.${form}`, { count }) }))
      .catch(() => notifications.show({ color: 'red', message: t('copied.refused') }));
  };
}

/** Columns of the file for other programs. */
const columns = [
  'dataType',
  'data',
  'attachmentName',
  'ioc',
  'sighted',
  'tlp',
  'pap',
  'tags',
  'message',
  '_createdAt',
  '_createdBy',
];

/** Hands observables over as a CSV file. */
export function useExportValues(): (observables: readonly OutputObservable[]) => void {
  const api = useApi();
  const reason = useErrorText();
  return (observables) => {
    const ids = observables.map(({ _id }) => _id);
    exportCsv(api, [list('observable'), where(filters.in('_id', ids))], columns, 'observables.csv').catch(
      (error: unknown) => notifications.show({ color: 'red', message: reason(error) }),
    );
  };
}
