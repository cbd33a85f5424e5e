/** A list on a phone: rows and groups as cards of one height, of which only those in sight are drawn. */
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useInSight } from '../../ui/table/use-in-sight.ts';
import type { CardOf, ListRow } from './list-definition.ts';
import classes from './list-screen.module.css';
import { MoreRows } from './more-rows.tsx';
import type { List } from './use-list.ts';

/** Height of a card in pixels, as the token has it. */
const cardHeight = 64;
/** Cards before the end at which more are asked for. */
const nearEnd = 20;

/** The cards. */
export function ListCards<Row extends ListRow>({
  list: { rows, items, groups },
  card,
  hrefOf,
  onInSight,
}: {
  readonly list: List<Row>;
  readonly card: CardOf<Row>;
  readonly hrefOf: (row: Row) => string;
  readonly onInSight: ((ids: readonly string[]) => void) | undefined;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
  });
  const drawn = virtualizer.getVirtualItems();
  useInSight(
    drawn.flatMap(({ index }) => items[index]?.id ?? []),
    onInSight,
  );
  const isNear = (drawn.at(-1)?.index ?? 0) >= rows.rows.length - nearEnd;
  const { loadMore } = rows;
  const latest = useRef(loadMore);
  latest.current = loadMore;
  const loaded = rows.rows.length;
  useEffect(() => {
    if (isNear && loaded > 0) latest.current();
  }, [isNear, loaded]);
  return (
    <div ref={scroller} className={classes.cards}>
      <ul className={classes.cardRows} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const place = { transform: `translateY(${start}px)` };
          return (
            <li key={key}>
              {item.kind === 'group' ? (
                <button
                  type="button"
                  className={classes.card}
                  style={place}
                  onClick={() => groups?.toggle(item.id)}
                >
                  {item.content}
                </button>
              ) : (
                <Link to={hrefOf(item.row)} className={classes.card} style={place}>
                  {card(item.row)}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
      {groups === undefined && <MoreRows rows={rows} />}
    </div>
  );
}
