/** Calls a run off that has not ended. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/queries.ts';
import { useMay } from '../../data/session.tsx';
import { useErrorText } from '../error-text.ts';
import type { RunKind } from './run-log.tsx';

/** The button; nothing for those who may not. */
export function CancelRun({ kind, id }: { readonly kind: RunKind; readonly id: string }) {
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const may = useMay(kind === 'job' ? 'manageAnalyse' : 'manageAction');
  const cancel = useChange((api) => api.post(`/connector/cortex/${kind}/${id}/cancel`), [kind]);
  if (!may) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={cancel.isPending}
      title={cancel.error === null ? undefined : errorText(cancel.error)}
      onClick={() => cancel.mutate(undefined)}
    >
      {word('action.cancel')}
    </Button>
  );
}
