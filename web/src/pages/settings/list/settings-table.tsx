/** A table of settings: few enough to be drawn at once, ordered and narrowed in the browser. */
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type en from '../../../texts/en/settings.json';
import { useActions } from '../../../ui/actions.tsx';
import { useSettingsAddress } from '../use-address.ts';
import classes from './list.module.css';
import { ordered } from './ordered.ts';

/** Names of columns that the texts know. */
export type ColumnName = keyof typeof en.column;

/** A column. The first one is the way to the item and takes what room is left. */
export interface SettingsColumn<Row> {
  readonly id: ColumnName;
  readonly width?: number;
  readonly align?: 'end';
  /** What it is ordered by; not ordered when missing. */
  readonly orderedBy?: (row: Row) => string | number;
  /** Left out on narrow screens. */
  readonly wideOnly?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** What every row has. */
export interface SettingsRow {
  readonly _id: string;
}

/** The table. */
export function SettingsTable<Row extends SettingsRow>({
  label,
  columns,
  rows,
  start,
}: {
  readonly label: string;
  readonly columns: readonly SettingsColumn<Row>[];
  readonly rows: readonly Row[];
  /** Order when the address says none: `name`, `-name`. */
  readonly start: string;
}) {
  const { search, itemId, hrefOf } = useSettingsAddress();
  const body = useRef<HTMLTableSectionElement>(null);
  const sort = search.sort ?? start;
  useRowKeys(body);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {ordered(rows, columns, sort).map((row) => (
            <tr key={row._id} data-current={row._id === itemId}>
              {columns.map(({ id, align, wideOnly, cell }, place) => (
                <td key={id} data-align={align} data-wide={wideOnly}>
                  {place === 0 ? (
                    <Link
                      to={hrefOf(row._id)}
                      search={search}
                      className={classes.name}
                      aria-current={row._id === itemId ? 'true' : undefined}
                    >
                      {cell(row)}
                    </Link>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column, sort }: { readonly column: SettingsColumn<Row>; readonly sort: string }) {
  const { t } = useTranslation('settings');
  const { ask } = useSettingsAddress();
  const { id, width, align, wideOnly, orderedBy } = column;
  const name = t(`column.${id}`);
  const order = sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : undefined;
  const Arrow = order === 'descending' ? IconChevronDown : IconChevronUp;
  return (
    <th
      scope="col"
      data-align={align}
      data-wide={wideOnly}
      aria-sort={orderedBy === undefined ? undefined : (order ?? 'none')}
      style={width === undefined ? {} : { width }}
    >
      {orderedBy === undefined ? (
        name
      ) : (
        <button
          type="button"
          className={classes.sort}
          onClick={() => ask({ sort: order === 'ascending' ? `-${id}` : id })}
        >
          {name}
          {order !== undefined && <Arrow size={12} stroke={1.8} aria-hidden="true" />}
        </button>
      )}
    </th>
  );
}

/** `j` and `k` move from name to name. */
function useRowKeys(body: { readonly current: HTMLElement | null }): void {
  const { t } = useTranslation('settings');
  const move = (by: number): void => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('td:first-child > a') ?? [])];
    const focused = document.activeElement;
    const place = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
    links[place === -1 ? (by > 0 ? 0 : links.length - 1) : place + by]?.focus();
  };
  const group = t('title');
  useActions([
    { id: 'settings-next', label: t('keys.next'), group, keys: 'j', onlyKeys: true, perform: () => move(1) },
    {
      id: 'settings-before',
      label: t('keys.before'),
      group,
      keys: 'k',
      onlyKeys: true,
      perform: () => move(-1),
    },
  ]);
}
