/** Numbers in the reader's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dateLanguage, useDuration } from '../time.tsx';
import type { FigureForm } from './figures.ts';

/** Writes a number in one of its forms; a dash where there is none. */
export type FigureText = (value: number | null, form?: FigureForm) => string;

/** The writer of numbers. */
export function useFigureText(): FigureText {
  const { t, i18n } = useTranslation('words');
  const duration = useDuration();
  return useMemo(() => {
    const number = new Intl.NumberFormat(dateLanguage(i18n.language), { maximumFractionDigits: 1 });
    const share = new Intl.NumberFormat(dateLanguage(i18n.language), {
      style: 'percent',
      maximumFractionDigits: 0,
    });
    return (value, form = 'number') => {
      if (value === null) return t('duration.none');
      if (form === 'duration') return duration(value);
      return form === 'share' ? share.format(value) : number.format(value);
    };
  }, [t, i18n.language, duration]);
}
