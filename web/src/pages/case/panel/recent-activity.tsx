/** What was done in a case lately, in short; the whole record is a section of its own. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../parts/alert/answer.tsx';
import { auditLines } from '../../../parts/case/audit-line.ts';
import { useCaseAudits } from '../../../parts/case/case-audits.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useAuditText } from '../../../parts/case/use-audit-text.ts';
import { OrganisationBadge } from '../../../parts/organisation-badge.tsx';
import { Person } from '../../../parts/person.tsx';
import { Moment } from '../../../parts/time.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './panel.module.css';

/** Records that are read for the short form. */
const mostRecords = 100;

/** The lines. */
export function RecentActivity() {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const { organisation, number } = useCaseAddress();
  const text = useAuditText();
  return (
    <>
      <Answer of={useCaseAudits(detail._id, mostRecords)} rows={8}>
        {(audits) => (
          <ul className={classes.lines}>
            {auditLines(audits).map((line) => (
              <li key={line.id} className={classes.lineItem}>
                <div className={classes.commentHead}>
                  <Person login={line.by} />
                  <OrganisationBadge of={audits.find(({ _createdBy }) => _createdBy === line.by) ?? {}} />
                  <span className={`${classes.quiet} ${classes.end}`}>
                    <Moment at={line.at} />
                  </span>
                </div>
                <p className={classes.lineText}>
                  {text(line)}
                  {line.about !== undefined && (
                    <>
                      {' '}
                      <bdi className={classes.quiet}>{line.about}</bdi>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <Link
        className={classes.all}
        to="/o/$organisation/cases/$number/$section"
        params={{ organisation, number, section: 'activity' }}
        search={{}}
      >
        {t('activity.all')}
      </Link>
    </>
  );
}
