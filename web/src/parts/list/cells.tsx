/** Cells that several lists share. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Severity, SeverityBadge, Tag } from '../badges.tsx';
import { Avatar } from '../person.tsx';
import { Duration } from '../time.tsx';
import classes from './cells.module.css';
import { useNameOf } from './list-people.ts';
import { RowLink } from './row-link.tsx';

/** Most tags in a line; the number of the others follows. */
const mostTags = 4;

/** A title that opens the page of its row; tags stand on a second line where rows are high. */
export function TitleCell({
  title,
  href,
  beside,
  tags,
}: {
  readonly title: string;
  readonly href: string;
  /** Stands behind the title while the list has little room. */
  readonly beside?: string;
  readonly tags: readonly string[];
}) {
  return (
    <span className={classes.title}>
      <span className={classes.line}>
        <RowLink href={href} className={classes.link} title={title}>
          <bdi>{title}</bdi>
        </RowLink>
        {beside !== undefined && <bdi className={classes.beside}>{beside}</bdi>}
      </span>
      {tags.length > 0 && (
        <span className={classes.tags}>
          {tags.slice(0, mostTags).map((tag) => (
            <Tag key={tag} name={tag} />
          ))}
          {tags.length > mostTags && <span className={classes.quiet}>+{tags.length - mostTags}</span>}
        </span>
      )}
    </span>
  );
}

/** Bars and letter. */
export function SeverityCell({ severity }: { readonly severity: Severity }) {
  return <SeverityBadge severity={severity} />;
}

/** Who holds the row; an empty place that can be taken when nobody does. */
export function AssigneeCell({
  assignee,
  looking,
  onTake,
}: {
  readonly assignee: string | undefined;
  /** Login of somebody else who has the row open. */
  readonly looking?: string | undefined;
  readonly onTake?: (() => void) | undefined;
}) {
  const { t } = useTranslation('lists');
  const nameOf = useNameOf();
  if (assignee !== undefined)
    return (
      <span className={classes.person} data-looking={looking !== undefined || undefined}>
        <Avatar login={assignee} name={nameOf(assignee)} />
      </span>
    );
  if (looking !== undefined)
    return (
      <span className={classes.person} data-claimed title={t('cell.looking', { name: nameOf(looking) })}>
        <Avatar login={looking} name={t('cell.looking', { name: nameOf(looking) })} />
      </span>
    );
  if (onTake === undefined) return <span className="sk-hidden">{t('cell.nobody')}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.take}
      title={t('act.takeHint')}
      aria-label={t('act.takeHint')}
      onClick={onTake}
    />
  );
}

/** A duration, or nothing. */
export function DurationCell({ milliseconds }: { readonly milliseconds: number | undefined }) {
  return milliseconds === undefined ? null : <Duration milliseconds={milliseconds} />;
}

/** A text that is cut at the end of its cell. */
export function TextCell({ children }: { readonly children: ReactNode }) {
  return <bdi className={classes.text}>{children}</bdi>;
}
