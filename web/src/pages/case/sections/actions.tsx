/** The runs of responders in the case: on the case itself, on its observables and on its tasks. */
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { ActionList } from '../../../parts/engine/action-list.tsx';
import { RunResponder } from '../../../parts/engine/run-responder.tsx';
import type { SectionProps } from '../sections.ts';
import classes from './observables.module.css';

/** The section. */
export default function Section({ caseId }: SectionProps) {
  const { t } = useTranslation('observables');
  const { detail, may } = useCase();
  return (
    <section className={classes.actions} aria-label={t('action.title')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('action.title')}</h2>
        {may('manageAction') && (
          <RunResponder
            entityType="case"
            entityId={caseId}
            object={`#${detail.number} ${detail.title}`}
            action={{ id: 'actions.run', label: t('action.runOnCase'), group: t('group') }}
          />
        )}
      </div>
      <ActionList
        sources={[
          { entity: 'case', id: caseId },
          { entity: 'case', id: caseId, through: 'observables' },
          { entity: 'case', id: caseId, through: 'tasks' },
        ]}
      />
    </section>
  );
}
