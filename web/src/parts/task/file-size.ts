/** Sizes of files in the reader's language: `84 kB`. */
import { useTranslation } from 'react-i18next';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Says a number of bytes with at most three digits. */
export function useFileSize(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    return new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unitDisplay: step === 0 ? 'long' : 'short',
      unit: units[step] ?? 'byte',
      maximumSignificantDigits: 3,
    }).format(bytes / 1_000 ** step);
  };
}
