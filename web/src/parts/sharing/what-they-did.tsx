/** What people of an organisation did lately in a case that it shares; it grows while they work. */
import { useTranslation } from 'react-i18next';
import { auditLines } from '../case/audit-line.ts';
import { useCaseAudits } from '../case/case-audits.ts';
import { useAuditText } from '../case/use-audit-text.ts';
import { Avatar, useNames } from '../person.tsx';
import { Moment } from '../time.tsx';
import classes from './sharing.module.css';

/** Records that are looked through, and lines that are shown. */
const mostRecords = 200;
const mostLines = 6;

/** The block; nothing while its records are read or cannot be. */
export function WhatTheyDid({
  caseId,
  organisation,
}: {
  readonly caseId: string;
  readonly organisation: string;
}) {
  const { t } = useTranslation('sharing');
  const text = useAuditText();
  const nameOf = useNames();
  const { data } = useCaseAudits(caseId, mostRecords);
  if (data === undefined) return null;
  const theirs = data.filter(({ extraData }) => extraData?.authorOrganisation === organisation);
  const lines = auditLines(theirs).slice(0, mostLines);
  const title = t('did.title', { name: organisation });
  return (
    <section className={classes.panelBlock} aria-label={title}>
      <h3 className={classes.panelTitle}>{title}</h3>
      {lines.length === 0 && <p className={classes.quiet}>{t('did.none')}</p>}
      <ul className={classes.didList}>
        {lines.map((line) => (
          <li key={line.id} className={classes.didLine}>
            <Avatar login={line.by} name={nameOf(line.by)} />
            <span className={classes.didText}>{text(line)}</span>
            <span className={classes.quiet}>
              <Moment at={line.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
