/** The filter of a list with the choices beside it. It is drawn anew for what it shows, not for each step of the cursor. */
import { memo } from 'react';
import type { Density } from '../../ui/table/grid-types.ts';
import { Unhurried } from '../../ui/unhurried.tsx';
import { ListChoices } from './list-choices.tsx';
import type { ListRow } from './list-definition.ts';
import { QueryBar } from './query-bar.tsx';
import type { List } from './use-list.ts';

interface ListBarProps<Row extends ListRow> {
  readonly list: List<Row>;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

function DrawnBar<Row extends ListRow>({ list, density, onDensity }: ListBarProps<Row>) {
  return (
    <QueryBar
      query={list.state.query}
      compiled={list.compiled}
      onQuery={list.state.setQuery}
      source={list.source}
      words={list.words}
      quick={list.definition.quick}
    >
      <Unhurried>
        <ListChoices list={list} density={density} onDensity={onDensity} />
      </Unhurried>
    </QueryBar>
  );
}

function showSame<Row extends ListRow>(one: ListBarProps<Row>, other: ListBarProps<Row>): boolean {
  return (
    one.density === other.density &&
    one.onDensity === other.onDensity &&
    (['definition', 'compiled', 'source', 'words'] as const).every(
      (part) => one.list[part] === other.list[part],
    ) &&
    (['query', 'view', 'group', 'columns'] as const).every(
      (part) => one.list.state[part] === other.list.state[part],
    )
  );
}

/** The bar. */
export const ListBar = memo(DrawnBar, showSame) as typeof DrawnBar;
