/** The names of tactics in the reader's language. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isKnownTactic, plainTactic } from './tactics.ts';

/** Gives the name of a tactic; none has a name of its own too: a technique may stand without one. */
export function useTacticName(): (tactic: string | undefined) => string {
  const { t } = useTranslation('attack');
  return useCallback(
    (tactic) => {
      if (tactic === undefined || tactic === '') return t('noTactic');
      return isKnownTactic(tactic) ? t(`tactic.${tactic}`) : plainTactic(tactic);
    },
    [t],
  );
}
