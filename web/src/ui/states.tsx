/** What a block shows while it has nothing else to show: loading, empty, no match, failed, not found. */
import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './states.module.css';

/** Widths of placeholder rows in percent, uneven as text is. */
const widths: readonly number[] = [
  88, 71, 94, 63, 80, 76, 90, 58, 84, 69, 92, 74, 61, 87, 79, 66, 93, 72, 85, 68,
];

/** Placeholders in the shape of rows; they appear after a moment, so that fast answers never flash. */
export function LoadingRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className={classes.loading} role="status" aria-label={label}>
      {widths.slice(0, rows).map((width) => (
        <Skeleton key={width} height={12} radius="sm" width={`${width}%`} />
      ))}
    </div>
  );
}

/** A sentence, a reason and the first useful act. */
export function Message({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.message}>
      {icon}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.reason}>{children}</div>}
      {action}
    </div>
  );
}

/** A block that could not be read, with its reason in plain sight; the rest of the page goes on. */
export function Failure({
  reason,
  again,
  againLabel,
}: {
  readonly reason: string;
  readonly again?: (() => void) | undefined;
  readonly againLabel: string;
}) {
  return (
    <div className={classes.failure} role="alert">
      <span>{reason}</span>
      {again !== undefined && (
        <Button size="compact-sm" onClick={again}>
          {againLabel}
        </Button>
      )}
    </div>
  );
}
