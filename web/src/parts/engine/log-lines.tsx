/** Printed lines with their time; the end stays in sight unless somebody scrolls away from it. */
import { ScrollArea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './log.module.css';

/** One printed line. */
export interface PrintedLine {
  readonly position: number;
  readonly at: number;
  readonly stream: string;
  readonly line: string;
}

/** Pixels from the end within which the end is followed. */
const nearEnd = 24;

/** The lines. */
export function LogLines({ lines }: { readonly lines: readonly PrintedLine[] }) {
  const { t, i18n } = useTranslation('engine');
  const place = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const count = lines.length;
  useEffect(() => {
    if (count > 0 && follows.current && place.current !== null)
      place.current.scrollTop = place.current.scrollHeight;
  }, [count]);
  const clock = new Intl.DateTimeFormat(i18n.language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <ScrollArea.Autosize
      mah={260}
      className={classes.log ?? ''}
      viewportRef={place}
      onScrollPositionChange={({ y }) => {
        const box = place.current;
        if (box !== null) follows.current = box.scrollHeight - y - box.clientHeight < nearEnd;
      }}
      viewportProps={{ tabIndex: 0, role: 'log', 'aria-label': t('log') }}
    >
      {lines.map(({ position, at, line }) => (
        <div key={position}>
          {clock.format(at)} <bdi>{line}</bdi>
        </div>
      ))}
    </ScrollArea.Autosize>
  );
}
