/** A panel beside what it was opened from: it takes the focus, Escape closes it, and the focus goes back. */
import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusVisit } from './focus-visit.ts';
import classes from './side-panel.module.css';

/** The panel. On narrow screens it stands below. */
export function SidePanel({
  label,
  closeLabel,
  onClose,
  children,
}: {
  readonly label: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const panel = useFocusVisit();
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes.panel}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <CloseButton size={28} className={classes.close} aria-label={closeLabel} onClick={onClose} />
      {children}
    </aside>
  );
}
