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
  const id = list.state.preview;
  const rows = list.items.filter((item) => item.kind === 'row');
  const place = rows.findIndex((item) => item.id === id);
  const row = rows[place];
  const all = `${rows.length}${list.rows.hasMore ? '+' : ''}`;
  return (
    <Drawer
      label={t('preview.label')}
      resizeLabel={t('preview.resize')}
      closeLabel={word('action.close')}
      onClose={() => list.state.change({ preview: undefined })}
      head={
        <span className={classes.place}>
          {place !== -1 && (
            <span className="sk-numbers">{t('preview.place', { place: place + 1, all })}</span>
          )}
          <Keys keys="k j" />
          <span className={classes.last}>{marks}</span>
          {row?.kind === 'row' && (
            <Button
              size="compact-sm"
              variant="subtle"
              rightSection={<Keys keys="Enter" />}
              renderRoot={(props) => <Link {...props} to={hrefOf(row.row)} />}
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
