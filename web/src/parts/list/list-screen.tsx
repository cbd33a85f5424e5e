/**
 * A list with everything around it: views, filter, table, what replaces it when there is nothing, the preview at its
 * side and the keys at its foot. A screen gives the list, how its rows are opened, and what is its own.
 */
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyHint } from '../../ui/key-hints.tsx';
import { Grid } from '../../ui/table/grid.tsx';
import { usePeople } from '../person.tsx';
import { ListBar } from './list-bar.tsx';
import { ListCards } from './list-cards.tsx';
import type { CardOf, ListRow } from './list-definition.ts';
import { ListFoot } from './list-foot.tsx';
import { ListPeople } from './list-people.ts';
import { ListPreview } from './list-preview.tsx';
import classes from './list-screen.module.css';
import { ListState } from './list-state.tsx';
import { MoreRows } from './more-rows.tsx';
import { sortedBy } from './sort-text.ts';
import { useDensity } from './use-density.ts';
import { isGroupId } from './use-groups.tsx';
import type { List } from './use-list.ts';
import { useListKeys } from './use-list-keys.ts';
import { useScrollMemory } from './use-scroll-memory.ts';
import { ViewTabs } from './view-tabs.tsx';

/** Width of a list in pixels below which columns give way. */
const narrowBelow = 1_000;

/** What a screen gives. */
export interface ListScreenProps<Row extends ListRow> {
  readonly list: List<Row>;
  /** What the list is of, for screen readers: `Alerts`. */
  readonly label: string;
  /** Address of a row's page. */
  readonly hrefOf: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** Content of the preview; a list without one opens rows at once. */
  readonly preview?: (id: string) => ReactNode;
  /** Content of the preview of a group; without one a group is opened and shut instead. */
  readonly groupPreview?: (id: string) => ReactNode;
  /** Marks in the head of the preview: who else looks. */
  readonly previewMarks?: (id: string) => ReactNode;
  readonly card: CardOf<Row>;
  /** Stands in place of the header while something is ticked. */
  readonly bulkBar?: ReactNode;
  readonly verbs?: (row: Row) => ReactNode;
  /** Keys that the foot shows besides those of every list. */
  readonly hints?: readonly KeyHint[];
  /** Ids of the rows in sight: for what is too much to be read for all. */
  readonly onInSight?: (ids: readonly string[]) => void;
  /** Stands below the last row. */
  readonly below?: ReactNode;
  /** Acts at the end of the row of views. */
  readonly tools?: ReactNode;
  /** What is shown when there is nothing at all. */
  readonly empty: ReactNode;
  /** Floats over the foot: results, progress. */
  readonly overlay?: ReactNode;
  /** The list is a part of a page that has its own main region. */
  readonly embedded?: boolean;
}

/** The screen. */
export function ListScreen<Row extends ListRow>(props: ListScreenProps<Row>) {
  const { list } = props;
  const shown = previewOf(props);
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false }) ?? false;
  const { ref, width } = useElementSize();
  const [density, setDensity] = useDensity();
  const [topKey, setTopKey] = useState(0);
  useListKeys(list, props);
  const Region = props.embedded === true ? 'div' : 'main';
  return (
    <Region className={classes.screen}>
      <section ref={ref} className={classes.list} aria-label={props.label}>
        <ViewTabs list={list} onInserted={() => setTopKey((before) => before + 1)}>
          {props.tools}
        </ViewTabs>
        <ListBar list={list} density={density} onDensity={setDensity} />
        <div className={classes.content}>
          <ListPeople value={usePeople()}>
            <ListState list={list} label={props.label} empty={props.empty}>
              {phone ? (
                <ListCards list={list} card={props.card} hrefOf={props.hrefOf} onInSight={props.onInSight} />
              ) : (
                <Rows
                  {...props}
                  density={density}
                  topKey={topKey}
                  isNarrow={width > 0 && width < narrowBelow}
                />
              )}
            </ListState>
          </ListPeople>
        </div>
        {props.overlay}
        <ListFoot hasPreview={props.preview !== undefined} hints={props.hints ?? []} />
      </section>
      {shown !== undefined && (
        <ListPreview list={list} hrefOf={props.hrefOf} marks={shown.marks}>
          {shown.content}
        </ListPreview>
      )}
    </Region>
  );
}

/** What the open preview shows; undefined when none is open. */
function previewOf<Row extends ListRow>({
  list: { state, groups },
  preview,
  groupPreview,
  previewMarks,
}: ListScreenProps<Row>): { readonly content: ReactNode; readonly marks?: ReactNode } | undefined {
  const id = state.preview;
  if (id === undefined || preview === undefined) return undefined;
  if (!isGroupId(id)) return { content: preview(id), marks: previewMarks?.(id) };
  // The address may name a group of a grouping that has ended.
  return groups === undefined || groupPreview === undefined ? undefined : { content: groupPreview(id) };
}

function Rows<Row extends ListRow>({
  list,
  label,
  density,
  topKey,
  isNarrow,
  onOpen,
  preview,
  bulkBar,
  verbs,
  onInSight,
  below,
}: ListScreenProps<Row> & {
  readonly density: 'compact' | 'cozy' | 'comfortable';
  readonly topKey: number;
  readonly isNarrow: boolean;
}) {
  const { t } = useTranslation('lists');
  const { state, rows, groups, items } = list;
  const scroll = useScrollMemory(`${list.definition.entity} ${state.view.id} ${state.query}`);
  const columns = useMemo(
    () =>
      list.columns
        .filter(({ when }) => when === undefined || (when === 'narrow') === isNarrow)
        .map((column) => (isNarrow ? { ...column, width: column.narrowWidth ?? column.width } : column)),
    [list.columns, isNarrow],
  );
  const open = (id: string): void => {
    const item = items[list.placeOf(id)];
    if (item?.kind === 'row') onOpen(item.row);
  };
  const activate = (id: string): void => {
    if (groups?.toggle(id) === true) return;
    if (preview !== undefined) state.showPreview(id);
  };
  const hasTicks = list.selection.allMatching || list.selection.ids.size > 0;
  return (
    <Grid
      texts={{
        label,
        selectAll: t('select.all'),
        selectRow: (title) => t('select.row', { title }),
        resize: (column) => t('columns.resize', { column }),
      }}
      columns={columns}
      items={items}
      placeOf={list.placeOf}
      titleOf={list.definition.titleOf}
      density={density}
      cursor={list.cursor}
      onCursor={list.setCursor}
      onActivate={activate}
      onOpen={open}
      selection={bulkBar === undefined ? undefined : list.gridSelection}
      sort={state.sort}
      onSort={(id, add) => state.setSort(sortedBy(state.sort, id, add))}
      head={hasTicks ? bulkBar : undefined}
      verbs={verbs}
      marks={rows.marks}
      total={rows.hasMore ? undefined : items.length}
      onEnd={rows.loadMore}
      onInSight={onInSight}
      below={
        <>
          {groups === undefined && <MoreRows rows={rows} />}
          {below}
        </>
      }
      topKey={topKey}
      startOffset={scroll.start}
      onScrolled={scroll.remember}
    />
  );
}
