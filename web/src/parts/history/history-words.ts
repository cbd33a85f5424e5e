/** Words of the history: names of fields and of kinds of objects, in the reader's language. */
import { useTranslation } from 'react-i18next';

/** Gives the name of a field as records have it: `_createdAt`, or `actionRequired.beta` for a part of one. */
export function useFieldWord(): (field: string) => string {
  const { t } = useTranslation('lists');
  return (field) => {
    const [name = '', ...part] = field.replace(/^_/, '').split('.');
    const word = t(`field.${name}` as 'field.title', { defaultValue: name });
    return part.length === 0 ? word : `${word} ${part.join('.')}`;
  };
}

/** Gives the name of a kind of objects, as records name it. */
export function useKindWord(): (objectType: string) => string {
  const { t } = useTranslation('words');
  return (objectType) => {
    const kind = objectType === 'case_artifact_job' ? 'job' : objectType.toLowerCase();
    return t(`entity.${kind}` as 'entity.task', { count: 1, defaultValue: objectType });
  };
}
