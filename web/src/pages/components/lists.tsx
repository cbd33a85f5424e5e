/** Lists: rows in their states, groups, the result of an act on many rows. */
import { useState } from 'react';
import { SeverityBadge } from '../../parts/badges.tsx';
import { ResultSheet } from '../../parts/list/bulk/result-sheet.tsx';
import { AssigneeCell, DurationCell, TextCell, TitleCell } from '../../parts/list/cells.tsx';
import { GroupLine } from '../../parts/list/group-line.tsx';
import type { GroupDefinition } from '../../parts/list/list-definition.ts';
import { Grid } from '../../ui/table/grid.tsx';
import type { Density, GridColumn, GridItem } from '../../ui/table/grid-types.ts';
import classes from './components.module.css';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

interface Row {
  readonly _id: string;
  readonly title: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly assignee?: string;
}

const rows: readonly Row[] = [
  { _id: '1', title: 'Credential page sent to 14 staff', severity: 4, assignee: 'lea@acme.example' },
  { _id: '2', title: 'Beacon to 203[.]0[.]113[.]57', severity: 3 },
  { _id: '3', title: 'A title that is very much longer than its column. '.repeat(6), severity: 2 },
  { _id: '4', title: '<b>bold</b> \u202Eltr\u202C تنبيه', severity: 1, assignee: 'omar@acme.example' },
];

const columns: readonly GridColumn<Row>[] = [
  {
    id: 'severity',
    label: 'Severity',
    width: 64,
    sortable: true,
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    id: 'title',
    label: 'Title',
    width: 240,
    grows: true,
    sortable: true,
    cell: (row) => <TitleCell title={row.title} href="/components" tags={['phishing', 'mail']} />,
  },
  {
    id: 'assignee',
    label: 'Assignee',
    width: 64,
    hidesLabel: true,
    cell: (row) => <AssigneeCell assignee={row.assignee} onTake={() => undefined} />,
  },
  {
    id: 'age',
    label: 'Age',
    width: 80,
    align: 'end',
    cell: () => <DurationCell milliseconds={5_400_000} />,
  },
  { id: 'source', label: 'Source', width: 90, cell: () => <TextCell>siem-eu</TextCell> },
];

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
