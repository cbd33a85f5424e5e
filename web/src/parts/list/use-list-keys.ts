/** The keys of every list: move, tick, preview, open. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, useActions } from '../../ui/actions.tsx';
import type { GridItem } from '../../ui/table/grid-types.ts';
import type { ListRow } from './list-definition.ts';
import type { ListScreenProps } from './list-screen.tsx';
import { nothingSelected } from './selection.ts';
import type { List } from './use-list.ts';

/** Offers the keys of a list. */
export function useListKeys<Row extends ListRow>(
  list: List<Row>,
  { preview, groupPreview, onOpen, hrefOf }: ListScreenProps<Row>,
): void {
  const { t } = useTranslation('lists');
  const { state, items, groups } = list;
  // Keys may come faster than the screen is drawn: each starts from where the one before went.
  const cursor = useRef(list.cursor);
  cursor.current = list.cursor;
  const place = (): number => (cursor.current === undefined ? -1 : list.placeOf(cursor.current));
  const present = (): GridItem<Row> | undefined => items[place()];
  const hasPreview = ({ kind }: GridItem<Row>): boolean => kind === 'row' || groupPreview !== undefined;
  const go = (by: number): string | undefined => {
    const from = place();
    const next = items[Math.min(items.length - 1, Math.max(0, from === -1 ? 0 : from + by))];
    if (next === undefined) return undefined;
    cursor.current = next.id;
    list.setCursor(next.id);
    if (state.preview !== undefined && hasPreview(next)) state.showPreview(next.id);
    return next.id;
  };
  const extend = (by: number): void => {
    const item = present();
    if (item !== undefined && !list.gridSelection.has(item.id)) list.gridSelection.toggle(item.id, false);
    const next = go(by);
    if (next !== undefined) list.gridSelection.toggle(next, true);
  };
  const open = (): void => {
    const item = present();
    if (item === undefined || groups?.toggle(item.id) === true) return;
    if (item.kind === 'row') onOpen(item.row);
  };
  const act = (id: string, label: string, keys: string, perform: () => void): Action => ({
    id: `list.${id}`,
    label,
    group: t('group.list'),
    keys,
    perform,
    onlyKeys: true,
  });
  useActions([
    act('next', t('move.next'), 'j', () => go(1)),
    act('previous', t('move.previous'), 'k', () => go(-1)),
    act('tick', t('select.toggle'), 'x', () => {
      const item = present();
      if (item !== undefined) list.gridSelection.toggle(item.id, false);
    }),
    act('extendDown', t('select.extendDown'), 'Shift+J', () => extend(1)),
    act('extendUp', t('select.extendUp'), 'Shift+K', () => extend(-1)),
    ...(preview === undefined
      ? []
      : [
          act('preview', t('open.preview'), 'Space', () => {
            const item = present();
            if (item !== undefined && !hasPreview(item)) groups?.toggle(item.id);
            else state.showPreview(state.preview === undefined ? (item?.id ?? go(0)) : undefined);
          }),
        ]),
    act('open', t('open.page'), 'Enter', open),
    act('openTab', t('open.tab'), '$mod+Enter', () => {
      const item = present();
      if (item?.kind === 'row') window.open(hrefOf(item.row), '_blank', 'noopener');
    }),
    act('clear', t('select.clear'), 'Escape', () => {
      if (state.preview !== undefined) state.showPreview(undefined);
      else list.setSelection(nothingSelected);
    }),
  ]);
}
