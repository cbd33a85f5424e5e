/** Why the server refuses a password, in the reader's language. */
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';

interface PasswordFault {
  readonly code: 'unreadable' | 'tooShort' | 'tooLong' | 'lacks' | 'common' | 'fromAccount' | 'unchanged';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly demand?: 'lower' | 'upper' | 'digit' | 'special';
}

/** Gives the reasons as one text for the field; undefined for every other error. */
export function usePasswordRefusal(): (error: unknown) => string | undefined {
  const { t } = useTranslation('entry');
  return (error) => {
    if (!(error instanceof ApiError) || error.code !== 'passwordRefused') return undefined;
    const { reasons } = error.parameters;
    if (!Array.isArray(reasons)) return error.message;
    return (reasons as readonly PasswordFault[])
      .map(({ code, minimum, maximum, demand }) =>
        code === 'lacks'
          ? t(`rule.${demand ?? 'special'}`)
          : t(`refused.${code}`, { count: minimum ?? maximum ?? 0 }),
      )
      .join('. ');
  };
}
