/** Lists: rows in their states, groups, the result of an act on many rows. */
import { useState } from 'react';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { GroupLine } from '../../parts/list/group-line.tsx';
import type { GroupDefinition } from '../../parts/list/list-definition.ts';
import { Grid } from '../../ui/table/grid.tsx';
import type { Density, GridItem } from '../../ui/table/grid-types.ts';
import classes from './components.module.css';
import { columns, type Row, rows } from './list-samples.tsx';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const group = {
  id: 'source:siem-eu',
  key: 'siem-eu',
  count: 34,
  severities: [
    { severity: 4, count: 2 },
    { severity: 2, count: 32 },
  ],
  days: [],
  last: openedAt - 60_000,
} as const;
const by: GroupDefinition = {
  id: 'source',
  label: 'Source',
  field: 'source',
  said: (title) => ({ title }),
  filterOf: (source) => ({ _field: 'source', _value: source }),
};

const items: readonly GridItem<Row>[] = rows.map((row) => ({ id: row._id, kind: 'row', row }));

function Rows({ density }: { readonly density: Density }) {
  const [cursor, setCursor] = useState('2');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(['1']));
  return (
    <div className={classes.grid}>
      <Grid
        texts={{
          label: `Alerts, ${density}`,
          selectAll: 'Select all',
          selectRow: (title) => `Select ${title}`,
          resize: (column) => `Resize ${column}`,
        }}
        columns={columns}
        items={items}
        placeOf={(id) => items.findIndex((item) => item.id === id)}
        titleOf={(row) => row.title}
        density={density}
        cursor={cursor}
        onCursor={setCursor}
        onActivate={setCursor}
        onOpen={setCursor}
        selection={{
          has: (id) => ticked.has(id),
          state: ticked.size === 0 ? 'none' : 'some',
          toggle: (id) => setTicked((before) => before.symmetricDifference(new Set([id]))),
          toggleAll: () => setTicked(new Set()),
        }}
        sort={[{ id: 'severity', descending: true }]}
        onSort={() => undefined}
        marks={(id) => (id === '3' ? { tint: 1 } : id === '4' ? { faded: true } : undefined)}
        onEnd={() => undefined}
      />
    </div>
  );
}

/** The group. */
export function Lists() {
  const [first, second, third, fourth] = rows;
  return (
    <Group id="lists" title="Lists">
      {(['compact', 'cozy', 'comfortable'] as const).map((density) => (
        <Specimen key={density} name={`Rows, ${density}: ticked, cursor, changed, no longer matching`} wide>
          <Rows density={density} />
        </Specimen>
      ))}
      <Specimen name="Line of a group: closed, open" wide>
        <GroupLine group={group} by={by} isOpen={false} shown={0} />
        <GroupLine group={group} by={by} isOpen shown={10} />
      </Specimen>
      <Specimen name="Result of an act on many rows" wide>
        {first !== undefined && second !== undefined && third !== undefined && fourth !== undefined && (
          <div className={classes.stage}>
            <ResultSheet
              outcome={{
                label: 'Close as False positive',
                milliseconds: 1_200,
                done: [first],
                skipped: [{ row: second, reason: 'Omar Haddad took it meanwhile' }],
                failed: [{ row: third, error: new Error('The field “Site” is needed') }],
                left: [fourth],
              }}
              titleOf={(row) => row.title}
              onClose={() => undefined}
            />
          </div>
        )}
      </Specimen>
    </Group>
  );
}
