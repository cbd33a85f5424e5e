/** The way from a number to what was counted: the list with the same filter, the period among its parts. */
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import classes from './charts.module.css';
import type { OpenedRows } from './figures.ts';

const lists = {
  alert: '/o/$organisation/alerts',
  case: '/o/$organisation/cases',
  task: '/o/$organisation/tasks',
} as const;

/** Filter of a list that leaves out the one of its first view. */
const everything = '*';

/** Where the rows of a number are. */
export function rowsLink(organisation: string, { entity, query, sort }: OpenedRows): LinkProps {
  return {
    to: lists[entity],
    params: { organisation },
    search: { q: query === '' ? everything : query, ...(sort === undefined ? {} : { sort }) },
  };
}

/** A number that opens its rows; plain text where there is no list of them. */
export function RowsLink({
  opens,
  label,
  children,
}: {
  readonly opens: OpenedRows | undefined;
  /** What the number is of, for screen readers. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
}) {
  const { organisation = '' } = useApi();
  if (opens === undefined) return <span className="sk-numbers">{children}</span>;
  return (
    <Link {...rowsLink(organisation, opens)} className={classes.rowsLink} title={label} data-rows="true">
      {children}
    </Link>
  );
}
