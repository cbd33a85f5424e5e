/** The line of a group: what its objects share, how many, how grave, when. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SeverityBadge } from '../badges.tsx';
import { Ago } from '../time.tsx';
import { barsOf, type Group } from './group.ts';
import classes from './group-line.module.css';
import type { GroupDefinition } from './list-definition.ts';

/** Bars of the small picture and the days that they cover. */
const bars = 10;
const daysCovered = 30;

/** The line. `shown` is how many of its rows an open group shows at most. */
export function GroupLine({
  group,
  by,
  isOpen,
  shown,
}: {
  readonly group: Group;
  readonly by: GroupDefinition;
  readonly isOpen: boolean;
  readonly shown: number;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const { title, beside } = group.key === undefined ? { title: by.without ?? '' } : by.said(group.key);
  const [gravest] = group.severities;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <span className={classes.line}>
      <span className={classes.gravest}>
        {gravest !== undefined && <SeverityBadge severity={gravest.severity} />}
      </span>
      <Chevron size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.name}>
        <bdi className={classes.title} title={title}>
          {title}
        </bdi>
        <span className={classes.count}>× {group.count}</span>
        {beside !== undefined && <bdi className={classes.beside}>{beside}</bdi>}
      </span>
      <span className={classes.mix}>
        {group.severities
          .map(({ severity, count }) => `${count} ${word(`severity.${severity}`).toLowerCase()}`)
          .join(' · ')}
      </span>
      <Bars days={group.days} label={t('groups.bars', { days: daysCovered })} />
      <span className={classes.time}>{group.last !== undefined && <Ago at={group.last} />}</span>
      {isOpen && group.count > shown && (
        <span className="sk-hidden">{t('groups.shown', { shown, all: group.count })}</span>
      )}
    </span>
  );
}

function Bars({ days, label }: { readonly days: Group['days']; readonly label: string }) {
  const heights = barsOf(days, Date.now(), bars, daysCovered);
  return (
    <svg className={classes.bars} viewBox={`0 0 ${bars * 5} 16`} role="img" aria-label={label}>
      {heights.map((height, place) => {
        const x = place * 5;
        const tall = Math.max(1, height * 16);
        return <rect key={x} x={x} y={16 - tall} width="4" height={tall} rx="0.5" />;
      })}
    </svg>
  );
}
