/** Values as texts to take along: defanged or true, as lines, or as a table for other programs. */
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { nameOfValue } from '../engine/engine-data.ts';
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

/** Columns of the table for other programs. */
const columns = [
  'dataType',
  'value',
  'ioc',
  'sighted',
  'tlp',
  'pap',
  'tags',
  'message',
  'createdAt',
  'createdBy',
];

/** A table as text with commas. Times are ISO; cells that a spreadsheet would take for a formula start with an apostrophe. */
export function observablesAsCsv(observables: readonly OutputObservable[]): string {
  const lines = observables.map((one) => [
    one.dataType,
    nameOfValue(one),
    String(one.ioc),
    String(one.sighted),
    String(one.tlp),
    String(one.pap),
    one.tags.join(' '),
    one.message ?? '',
    new Date(one._createdAt).toISOString(),
    one._createdBy,
  ]);
  return [columns, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a text over as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
