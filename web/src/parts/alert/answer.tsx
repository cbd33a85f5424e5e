/** The answer to a question, or what stands in its place while it is read or when it could not be read. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';

/** Shows `children` with the answer once it is there; a failure says why and can be tried again. */
export function Answer<T>({
  of,
  rows = 2,
  children,
}: {
  readonly of: UseQueryResult<T>;
  /** Rows of the placeholder. */
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}) {
  const { t } = useTranslation('words');
  const text = useErrorText();
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null)
    return <Failure reason={text(of.error)} againLabel={t('action.retry')} again={() => void of.refetch()} />;
  return <LoadingRows rows={rows} label={t('loading')} />;
}
