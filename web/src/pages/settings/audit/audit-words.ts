/** Words for records of changes: what was done to what, and names of fields. */
import { useTranslation } from 'react-i18next';
import { useFieldWord } from '../../../parts/history/history-words.ts';
import type { AuditRow } from './audit-row.ts';

/** The words. */
export function useAuditWords(): {
  readonly deed: (row: Pick<AuditRow, 'action' | 'objectType'>) => string;
  readonly field: (name: string) => string;
} {
  const { t } = useTranslation('settings');
  const field = useFieldWord();
  const recorded = (name: string): string =>
    t(`recorded.${name}` as 'recorded.keyCreated', { defaultValue: '' }) || field(name);
  return {
    deed: ({ action, objectType }) =>
      t(`deed.${action}`, {
        object: t(`objectType.${objectType}` as 'objectType.Case', { defaultValue: objectType }),
      }),
    field: recorded,
  };
}
