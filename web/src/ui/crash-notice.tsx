/** What stands where something has crashed: that it did, why in its own words, and what can be done about it. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './crash-notice.module.css';

/** A way out; the first is the one to try first. */
export interface CrashAct {
  readonly label: string;
  readonly perform: () => void;
}

/** The notice. */
export function CrashNotice({
  title,
  note,
  reason,
  acts,
}: {
  readonly title: string;
  readonly note: string;
  readonly reason: string;
  readonly acts: readonly CrashAct[];
}) {
  return (
    <div className={classes.notice} role="alert">
      <span className={classes.mark}>
        <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
      </span>
      <p className={classes.title}>{title}</p>
      <p className={classes.note}>{note}</p>
      <p className={classes.reason}>
        <bdi>{reason}</bdi>
      </p>
      <p className={classes.acts}>
        {acts.map(({ label, perform }, place) => (
          <Button key={label} variant={place === 0 ? 'filled' : 'default'} onClick={perform}>
            {label}
          </Button>
        ))}
      </p>
    </div>
  );
}
