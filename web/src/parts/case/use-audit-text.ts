/** Lines of changes in the reader's language. */
import { useTranslation } from 'react-i18next';
import type { AuditLine } from './audit-line.ts';

const kinds = [
  'Case',
  'Task',
  'Log',
  'Observable',
  'Alert',
  'Comment',
  'Share',
  'Job',
  'Action',
  'Attachment',
] as const;
type Kind = (typeof kinds)[number] | 'Other';

function kindOf(objectType: string): Kind {
  if (objectType === 'case_artifact_job') return 'Job';
  return kinds.find((kind) => kind === objectType) ?? 'Other';
}

/** Gives "3 comments" for a number of objects of a kind. */
export function useObjectsText(): (objectType: string, count: number) => string {
  const { t } = useTranslation('cases');
  return (objectType, count) => t(`objects.${kindOf(objectType)}`, { count });
}

/** Gives "Changed: 1 task (Completed)" for a line. */
export function useAuditText(): (line: AuditLine) => string {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const objects = useObjectsText();
  const statusOf = ({ objectType, status }: AuditLine): string | undefined => {
    if (status === undefined) return undefined;
    if (objectType === 'Task')
      return word(`taskStatus.${status}` as 'taskStatus.Waiting', { defaultValue: status });
    if (objectType === 'Case')
      return word(`caseStatus.${status}` as 'caseStatus.New', { defaultValue: status });
    return objectType === 'Alert'
      ? word(`alertStatus.${status}` as 'alertStatus.New', { defaultValue: status })
      : undefined;
  };
  return (line) => {
    const { action, objectType, count } = line;
    const what = objectType === 'Case' ? t('objects.theCase') : objects(objectType, count);
    const text = t(`audit.${action}`, { objects: what });
    const status = action === 'update' ? statusOf(line) : undefined;
    return status === undefined ? text : t('audit.status', { text, status });
  };
}
