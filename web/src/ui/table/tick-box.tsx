/** A box to tick. Tables draw one for each row in sight, so it is the browser's own, in our colours. */
import { type MouseEvent, useEffect, useRef } from 'react';
import classes from './tick-box.module.css';

/** The box. What a click does is told with whether Shift was held. */
export function TickBox({
  label,
  checked,
  mixed = false,
  isStop = false,
  onTick,
}: {
  readonly label: string;
  readonly checked: boolean;
  /** Some, but not all of what it stands for is ticked. */
  readonly mixed?: boolean;
  /** Whether the tab key stops here. */
  readonly isStop?: boolean;
  readonly onTick: (withShift: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={classes.box}
      aria-label={label}
      tabIndex={isStop ? 0 : -1}
      checked={checked}
      onChange={nothing}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        onTick(event.shiftKey);
      }}
    />
  );
}

/** The click has told it already, with the keys that were held. */
function nothing(): void {}
