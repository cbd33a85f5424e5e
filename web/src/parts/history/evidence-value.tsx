/** What an event stood on before and after a change: links to what is still there, a word for what is not. */
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import evidenceClasses from '../evidence/evidence.module.css';
import { type FoundEvidence, useEvidence } from '../evidence/evidence-data.ts';
import { EvidenceSource } from '../evidence/evidence-source.tsx';
import { type Change, evidenceIdsOf } from './bursts.ts';
import classes from './history.module.css';

const Found = createContext<FoundEvidence>(() => undefined);

/** Asks once for all that the changes name, and gives it to the values below. */
export function EvidenceOfChanges({
  caseId,
  changes,
  children,
}: {
  readonly caseId: string;
  readonly changes: readonly Change[];
  readonly children: ReactNode;
}) {
  const found = useEvidence(caseId, changes.flatMap(evidenceIdsOf));
  return <Found.Provider value={found}>{children}</Found.Provider>;
}

/** The objects behind the ids. */
export function EvidenceValue({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('timeline');
  const found = useContext(Found);
  const those = ids.map((id) => ({ id, one: found(id) }));
  const gone = those.filter(({ one }) => one === 'gone').length;
  const unknown = those.filter(({ one }) => one === undefined).length;
  return (
    <span className={evidenceClasses.list}>
      {those.map(({ id, one }) =>
        one === undefined || one === 'gone' ? null : <EvidenceSource key={id} of={one} />,
      )}
      {gone > 0 && <span className={evidenceClasses.gone}>{t('evidence.gone', { count: gone })}</span>}
      {unknown > 0 && <span className={classes.empty}>{t('evidence.count', { count: unknown })}</span>}
    </span>
  );
}
