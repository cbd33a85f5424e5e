/** Everything that happened in a case. */
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { ActivityList } from '../../../parts/history/activity-list.tsx';
import classes from './sections.module.css';

/** The section. */
export default function Section() {
  const { t } = useTranslation('tasks');
  const { detail } = useCase();
  return (
    <section className={classes.section} aria-label={t('activity.title')}>
      <h2 className={classes.title}>{t('activity.title')}</h2>
      <ActivityList caseId={detail._id} />
    </section>
  );
}
