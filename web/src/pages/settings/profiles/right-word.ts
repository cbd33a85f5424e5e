/** The word for a right, in the reader's language. */
import { useTranslation } from 'react-i18next';

/** Gives the word for a right; its own name for one that has none. */
export function useRightWord(): (right: string) => string {
  const { t } = useTranslation('settings');
  return (right) => {
    const key = right.replace('/', '-');
    return t(`right.${key}` as 'right.manageTask', { defaultValue: right });
  };
}
