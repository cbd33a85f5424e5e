/** How safe what is being written is: "Saved" only after the server said so. */
import { useTranslation } from 'react-i18next';
import type { DraftState as State } from '../../data/drafts.ts';
import { Moment } from '../time.tsx';
import classes from './markdown.module.css';

/** The line beside an editor. */
export function DraftState({ state }: { readonly state: State }) {
  const { t } = useTranslation('tasks');
  return (
    <span
      data-testid="draft-state"
      className={state.kind === 'failed' ? classes.failed : undefined}
      aria-live="polite"
    >
      {state.kind === 'kept' && t('draft.kept')}
      {state.kind === 'failed' && t('draft.failed')}
      {state.kind === 'saved' && (
        <>
          {t('draft.saved')} <Moment at={state.at} />
        </>
      )}
    </span>
  );
}
