/** Cells of the list of cases. */
import { IconFlag, IconLock, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { peopleKeptTo } from '../../../parts/access/access.ts';
import { TitleCell } from '../../../parts/list/cells.tsx';
import classes from './case-cells.module.css';
import { useIocCount } from './case-facts.tsx';
import type { CaseRow } from './case-row.ts';

/** Circumference of the ring of tasks. */
const round = 2 * Math.PI * 5;

/** How many tasks are done, as a ring that fills. */
export function TasksCell({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('lists');
  const stats = row.extraData?.taskStats ?? {};
  const all = stats.total ?? 0;
  const done = stats.Completed ?? 0;
  if (all === 0) return null;
  return (
    <span className={classes.tasks} title={t('cell.tasks', { done, all })}>
      <svg viewBox="0 0 14 14" className={classes.ring} aria-hidden="true">
        <circle cx="7" cy="7" r="5" className={classes.ringGround} />
        <circle
          cx="7"
          cy="7"
          r="5"
          className={classes.ringDone}
          strokeDasharray={`${(done / all) * round} ${round}`}
          transform="rotate(-90 7 7)"
        />
      </svg>
      <span aria-hidden="true">
        {done}/{all}
      </span>
      <span className="sk-hidden">{t('cell.tasks', { done, all })}</span>
    </span>
  );
}

/** How many observables there are, and how many of them are signs of compromise. */
export function CaseObservablesCell({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('lists');
  const iocs = useIocCount(row._id);
  const total = row.extraData?.observableStats?.total ?? 0;
  if (total === 0) return null;
  return (
    <span className={classes.observables}>
      {total}
      {iocs > 0 && <span className={classes.iocs}>{t('cell.iocs', { count: iocs })}</span>}
    </span>
  );
}

/** The title with the marks of attention and of sharing. */
export function CaseTitle({ row, href }: { readonly row: CaseRow; readonly href: string }) {
  const { t } = useTranslation('lists');
  const { isOwner = true, owningOrganisation = '', shareCount = 0 } = row.extraData ?? {};
  const sharing = isOwner
    ? shareCount > 0
      ? t('cell.shared')
      : undefined
    : t('cell.ownedBy', { organisation: owningOrganisation });
  return (
    <span className={classes.title}>
      {row.flag && (
        <span className={classes.flag} title={t('cell.flagged')}>
          <IconFlag size={14} stroke={1.8} aria-hidden="true" />
          <span className="sk-hidden">{t('cell.flagged')}</span>
        </span>
      )}
      {peopleKeptTo(row.access) !== undefined && <KeptMark />}
      <TitleCell title={row.title} href={href} tags={row.tags} />
      {sharing !== undefined && (
        <span className={classes.shared} title={sharing}>
          <IconUsersGroup size={15} stroke={1.6} aria-hidden="true" />
          <span className="sk-hidden">{sharing}</span>
        </span>
      )}
    </span>
  );
}

/** Says that a case is kept to some people, of whom the reader is one. */
export function KeptMark() {
  const { t } = useTranslation('sharing');
  return (
    <span className={classes.kept} title={t('restrict.cell')}>
      <IconLock size={14} stroke={1.8} aria-hidden="true" />
      <span className="sk-hidden">{t('restrict.cell')}</span>
    </span>
  );
}
