/** What the server refused, in the reader's language. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../data/api.ts';

const byStatus: Readonly<Record<number, string>> = {
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  429: 'tooMany',
};

/** One sentence for an error of a request. */
export function errorText(t: TFunction<'errors'>, error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'offline') return t('offline');
  if (error.status >= 500) return t('internal', { requestId: String(error.parameters.requestId ?? '–') });
  const known = byStatus[error.status];
  if (known !== undefined && error.faults.length === 0) return t(known as 'notFound');
  return t('unknown', { message: error.message });
}

/** One sentence for an error of a request. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return (error) => errorText(t, error);
}

/** What the server said of each field, by the name of the field, in the reader's language. */
export function useFieldErrors(): (error: unknown) => Readonly<Record<string, string>> {
  const { t } = useTranslation('errors');
  return (error) => {
    if (!(error instanceof ApiError)) return {};
    return Object.fromEntries(
      error.faults.map(({ kind, name, accepted }) => [
        name,
        t(`field.${kind}`, { accepted: accepted ?? '' }),
      ]),
    );
  };
}
