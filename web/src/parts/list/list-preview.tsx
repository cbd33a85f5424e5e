/** The preview at the side of a list: where the row stands, the way to its page, and what the screen shows of it. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawer } from '../../ui/drawer.tsx';
import { Keys } from '../../ui/keys.tsx';
import type { ListRow } from './list-definition.ts';
import classes from './list-screen.module.css';
import type { List } from './use-list.ts';

/** The preview. */
export function ListPreview<Row extends ListRow>({
  list,
  hrefOf,
  marks,
  children,
}: {
  readonly list: List<Row>;
  readonly hrefOf: (row: Row) => string;
  /** Stands in the head: who else looks. */
  readonly marks: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('lists');
  const { t: word } = useTranslation('words');
  const { place, count, row } = placeInList(list);
  const all = `${count}${list.rows.hasMore ? '+' : ''}`;
  return (
    <Drawer
      label={t('preview.label')}
      resizeLabel={t('preview.resize')}
      closeLabel={word('action.close')}
      onClose={() => list.state.showPreview(undefined)}
      head={
        <span className={classes.place}>
          {place !== -1 && (
            <span className="sk-numbers">{t('preview.place', { place: place + 1, all })}</span>
          )}
          <Keys keys="k j" />
          <span className={classes.last}>{marks}</span>
          {row !== undefined && (
            <Button
              size="compact-sm"
              variant="subtle"
              rightSection={<Keys keys="Enter" />}
              renderRoot={(props) => <Link {...props} to={hrefOf(row)} />}
            >
              {word('action.open')}
            </Button>
          )}
        </span>
      }
    >
      {children}
    </Drawer>
  );
}

/** Which row the preview shows, and which of how many it is; groups between the rows do not count. */
function placeInList<Row extends ListRow>({
  state,
  groups,
  items,
  placeOf,
}: List<Row>): {
  readonly place: number;
  readonly count: number;
  readonly row: Row | undefined;
} {
  const place = state.preview === undefined ? -1 : placeOf(state.preview);
  const item = items[place];
  const row = item?.kind === 'row' ? item.row : undefined;
  if (groups === undefined) return { place, count: items.length, row };
  const rows = items.filter(({ kind }) => kind === 'row');
  return { place: rows.findIndex(({ id }) => id === state.preview), count: rows.length, row };
}
