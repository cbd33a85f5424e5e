/** A panel at the right of a list that leaves the list usable, and whose width people choose and keep. */
import { CloseButton } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import classes from './drawer.module.css';

/** Narrowest and widest panel, and how far a key moves its edge, in pixels. */
const narrowest = 420;
const widest = 960;
const stride = 24;
/** What the edge tells screen readers: a line that is moved has no element of its own. */
const separator = (label: string, width: number) =>
  ({
    role: 'separator',
    'aria-orientation': 'vertical',
    'aria-label': label,
    'aria-valuemin': narrowest,
    'aria-valuemax': widest,
    'aria-valuenow': width,
    tabIndex: 0,
  }) as const;
const storageKey = 'skep.drawer';

function bounded(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)));
}

function storedWidth(): number | undefined {
  const stored = Number(localStorage.getItem(storageKey) ?? Number.NaN);
  return Number.isFinite(stored) && stored > 0 ? bounded(stored) : undefined;
}

/** The panel. `head` stands in its first line, before the way to close it. */
export function Drawer({
  label,
  resizeLabel,
  closeLabel,
  head,
  onClose,
  children,
}: {
  readonly label: string;
  readonly resizeLabel: string;
  readonly closeLabel: string;
  readonly head: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const [width, setWidth] = useState(storedWidth);
  return (
    <aside
      className={classes.drawer}
      aria-label={label}
      data-testid="preview-drawer"
      style={(width === undefined ? {} : { '--drawer-width': `${width}px` }) as CSSProperties}
    >
      <Edge
        label={resizeLabel}
        width={width}
        onWidth={(next) => {
          setWidth(bounded(next));
          localStorage.setItem(storageKey, String(bounded(next)));
        }}
      />
      <div className={classes.head}>
        {head}
        <CloseButton size={28} aria-label={closeLabel} onClick={onClose} />
      </div>
      <div className={classes.content}>{children}</div>
    </aside>
  );
}

/** The edge that is dragged, or moved by the arrow keys. */
function Edge({
  label,
  width,
  onWidth,
}: {
  readonly label: string;
  readonly width: number | undefined;
  readonly onWidth: (width: number) => void;
}) {
  const hold = (event: PointerEvent<HTMLDivElement>): void =>
    event.currentTarget.setPointerCapture(event.pointerId);
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right;
    if (right !== undefined) onWidth(right - event.clientX);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowLeft' ? stride : event.key === 'ArrowRight' ? -stride : 0;
    const present = event.currentTarget.parentElement?.offsetWidth;
    if (by === 0 || present === undefined) return;
    event.preventDefault();
    onWidth(present + by);
  };
  return (
    <div
      className={classes.edge}
      {...separator(label, width ?? narrowest)}
      {...{ onPointerDown: hold, onPointerMove: drag, onKeyDown: press }}
    />
  );
}
