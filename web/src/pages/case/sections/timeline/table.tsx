/** The timeline as a table: the same events in words, with both times and what lies between them. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Person } from '../../../../parts/person.tsx';
import { useDuration } from '../../../../parts/time.tsx';
import { momentOf } from './chart-model.ts';
import { useEventWords } from './event-words.ts';
import type { Clock, TimelineEvent } from './events.ts';
import { LaneIcon } from './lane-icon.tsx';
import classes from './table.module.css';
import { useMomentTexts } from './use-moment-text.ts';

/** Rows that are drawn at first, and with each demand for more. */
const portion = 300;

/** The table, in the order of the clock. */
export function TimelineTable({
  events,
  clock,
  opened,
  onOpen,
}: {
  readonly events: readonly TimelineEvent[];
  readonly clock: Clock;
  readonly opened: string | undefined;
  readonly onOpen: (event: TimelineEvent) => void;
}) {
  const { t } = useTranslation('timeline');
  const { t: word } = useTranslation('words');
  const [most, setMost] = useState(portion);
  const ordered = events.toSorted((one, other) => momentOf(one, clock) - momentOf(other, clock));
  return (
    <div className={classes.place}>
      <table className={classes.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('happened')}</th>
            <th scope="col">{t('known')}</th>
            <th scope="col">{t('gap')}</th>
            <th scope="col">{word('field.type')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col">{word('field.by')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, most).map((event) => (
            <Row key={event.id} event={event} opened={event.id === opened} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {ordered.length > most && (
        <Button onClick={() => setMost(most + portion)}>{t('more', { count: ordered.length - most })}</Button>
      )}
    </div>
  );
}

function Row({
  event,
  opened,
  onOpen,
}: {
  readonly event: TimelineEvent;
  readonly opened: boolean;
  readonly onOpen: (event: TimelineEvent) => void;
}) {
  const { full } = useMomentTexts();
  const duration = useDuration();
  const { kind, name } = useEventWords()(event);
  const { at, until, knownAt, lane, by } = event;
  return (
    <tr data-opened={opened || undefined}>
      <td className={classes.moment}>
        {full(at)}
        {until !== undefined && <span className={classes.until}>– {full(until)}</span>}
      </td>
      <td className={classes.moment}>{full(knownAt)}</td>
      <td className={classes.moment}>{knownAt > at ? duration(knownAt - at) : ''}</td>
      <td>
        <span className={classes.kind}>
          <LaneIcon lane={lane} /> {kind}
        </span>
      </td>
      <td className={classes.what}>
        <button type="button" className={classes.open} onClick={() => onOpen(event)}>
          <bdi>{name === '' ? kind : name}</bdi>
        </button>
      </td>
      <td className={classes.by}>
        <Person login={by} />
      </td>
    </tr>
  );
}
