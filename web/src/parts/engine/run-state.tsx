/** Where a run stands: glyph and word. */
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconClock,
  IconLoader2,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import classes from './run-state.module.css';

/** Status of a run as the API names it. */
export type RunStatus = OutputJob['status'];

/** What the status does not tell of the end. */
export type RunOutcome = NonNullable<OutputJob['outcome']>;

/** What is said of a run: how it ended where that is known more exactly, else its status. */
export function stateOf({ status, outcome }: Pick<OutputJob, 'status' | 'outcome'>): RunStatus | RunOutcome {
  return outcome ?? status;
}

/** Why a run brought nothing; undefined where its state says so already. */
export function reasonOf({
  outcome,
  errorMessage,
}: Pick<OutputJob, 'outcome' | 'errorMessage'>): string | undefined {
  return outcome === 'Cancelled' ? undefined : errorMessage;
}

/** A glyph for each of them. */
export const stateGlyphs = {
  Waiting: IconCircleDashed,
  InProgress: IconLoader2,
  Success: IconCheck,
  Failure: IconX,
  Deleted: IconTrash,
  NoResult: IconAlertTriangle,
  Blocked: IconBan,
  Cancelled: IconCircleMinus,
} as const;

/** The mark. */
export function RunState({
  status,
  outcome,
  cached = false,
}: {
  readonly status: RunStatus;
  readonly outcome?: RunOutcome | undefined;
  readonly cached?: boolean;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const state = outcome ?? status;
  const isCached = cached && state === 'Success';
  const Glyph = isCached ? IconClock : stateGlyphs[state];
  return (
    <span className={classes.state} data-status={state}>
      <Glyph size={15} stroke={1.6} aria-hidden="true" />
      {isCached ? t('fromCache') : word(`runStatus.${state}`)}
    </span>
  );
}
