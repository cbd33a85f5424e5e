/** One lane: its name, and the labels of its events in rows. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';
import type { DrawnLabel, DrawnLane } from './chart-model.ts';
import { LaneIcon } from './lane-icon.tsx';
import type { Scale } from './scale.ts';
import { useMomentTexts } from './use-moment-text.ts';

/** Height of a row, and room above and below, in pixels. */
const rowHeight = 30;
const around = 8;

/** The lane. */
export function ChartLane({
  drawn,
  scale,
  from,
  to,
  current,
  opened,
  onFocus,
  onOpen,
}: {
  readonly drawn: DrawnLane;
  readonly scale: Scale;
  /** Labels in this stretch are drawn, and the current one. */
  readonly from: number;
  readonly to: number;
  /** Key of the label that Tab leads to. */
  readonly current: string | undefined;
  readonly opened: string | undefined;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (label: DrawnLabel) => void;
}) {
  const { t } = useTranslation('timeline');
  const { full } = useMomentTexts();
  const { lane, labels, rows, count } = drawn;
  const seen = labels.filter(({ key, x, width }) => key === current || (x + width >= from && x <= to));
  return (
    <section className={classes.lane} aria-label={t(`lane.${lane}`)}>
      <h3 className={classes.name}>
        <LaneIcon lane={lane} />
        <span className={classes.nameText}>{t(`lane.${lane}`)}</span>
        <span className={classes.count}>{count}</span>
      </h3>
      <div className={classes.track} style={{ height: rows * rowHeight + around * 2 }}>
        <Folds scale={scale} />
        <ul>
          {seen.map((label) => (
            <Label
              key={label.key}
              label={label}
              lane={lane}
              moment={full(label.items[0].at)}
              current={label.key === current}
              opened={label.items.some(({ id }) => id === opened)}
              onFocus={onFocus}
              onOpen={onOpen}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Where time is folded, the track is hatched. */
const Folds = memo(function Folds({ scale }: { readonly scale: Scale }) {
  return scale.stretches
    .filter(({ folded }) => folded)
    .map(({ from, x, width }) => <span key={from} className={classes.fold} style={{ left: x, width }} />);
});

const Label = memo(function Label({
  label,
  lane,
  moment,
  current,
  opened,
  onFocus,
  onOpen,
}: {
  readonly label: DrawnLabel;
  readonly lane: string;
  /** When the first of its events happened. */
  readonly moment: string;
  readonly current: boolean;
  readonly opened: boolean;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (label: DrawnLabel) => void;
}) {
  const { t } = useTranslation('timeline');
  const { items, x, width, row, text, until, key } = label;
  const several = items.length > 1;
  const words = several ? t('several', { count: items.length, name: text }) : text;
  return (
    <li
      className={classes.item}
      data-lane={lane}
      style={{ left: x, top: around + row * rowHeight, width }}
      data-span={until === undefined ? undefined : true}
    >
      {until !== undefined && <span className={classes.span} style={{ width: until - x }} />}
      <button
        type="button"
        className={classes.label}
        data-key={key}
        data-opened={opened || undefined}
        data-several={several || undefined}
        tabIndex={current ? 0 : -1}
        title={`${moment}\n${words}`}
        onFocus={() => onFocus(key)}
        onClick={() => onOpen(label)}
      >
        <span className="sk-hidden">{`${moment}:`} </span>
        {several ? (
          <>
            <span aria-hidden="true">{`+ ${items.length}`}</span>
            <span className="sk-hidden">{words}</span>
          </>
        ) : (
          <bdi className="sk-ellipsis">{text}</bdi>
        )}
      </button>
    </li>
  );
});
