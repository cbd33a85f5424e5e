/** Where a run stands: glyph and word. */
import { IconCheck, IconCircleDashed, IconClock, IconLoader2, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './run-state.module.css';

/** Status of a run as the API names it. */
export type RunStatus = 'Waiting' | 'InProgress' | 'Success' | 'Failure' | 'Deleted';

const glyphs = {
  Waiting: IconCircleDashed,
  InProgress: IconLoader2,
  Success: IconCheck,
  Failure: IconX,
  Deleted: IconTrash,
} as const;

/** The mark. */
export function RunState({
  status,
  cached = false,
}: {
  readonly status: RunStatus;
  readonly cached?: boolean;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const Glyph = cached && status === 'Success' ? IconClock : glyphs[status];
  return (
    <span className={classes.state} data-status={status}>
      <Glyph size={15} stroke={1.6} aria-hidden="true" />
      {cached && status === 'Success' ? t('fromCache') : word(`runStatus.${status}`)}
    </span>
  );
}
