/** What an event stands on, below its text. */
import { useTranslation } from 'react-i18next';
import { EvidenceSource } from '../../../../parts/evidence/evidence-source.tsx';
import classes from './event-panel.module.css';
import type { TimelineEvent } from './events.ts';
import { evidenceOf } from './evidence.ts';

/** The list; nothing where an event stands on nothing. */
export function EvidenceList({ event }: { readonly event: TimelineEvent }) {
  const { t } = useTranslation('timeline');
  const all = evidenceOf(event);
  if (all.length === 0) return null;
  return (
    <section className={classes.evidence} aria-label={t('evidence.label')}>
      <h4>{t('evidence.label')}</h4>
      <ul>
        {all.map((one) => (
          <li key={one.id}>
            <EvidenceSource of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
