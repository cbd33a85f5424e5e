/** Numbers of rows in the reader's language; `+` after a number that is only the least. */
import { useTranslation } from 'react-i18next';
import type { BoundedNumber } from './list-question.ts';

/** `84`, `1 000+`. */
export function useCountText(): (number: BoundedNumber) => string {
  const { i18n } = useTranslation();
  return ({ count, more }) => `${new Intl.NumberFormat(i18n.language).format(count)}${more ? '+' : ''}`;
}
