/** Invented rows of a list, with the columns that show them. */
import { SeverityBadge } from '../../parts/badges.tsx';
import { AssigneeCell, DurationCell, TextCell, TitleCell } from '../../parts/list/cells.tsx';
import type { GridColumn } from '../../ui/table/grid-types.ts';

/** A row. */
export interface Row {
  readonly _id: string;
  readonly title: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly assignee?: string;
}

/** Rows: held, free, very long, hostile. */
export const rows: readonly Row[] = [
  { _id: '1', title: 'Credential page sent to 14 staff', severity: 4, assignee: 'lea@acme.example' },
  { _id: '2', title: 'Beacon to 203[.]0[.]113[.]57', severity: 3 },
  { _id: '3', title: 'A title that is very much longer than its column. '.repeat(6), severity: 2 },
  { _id: '4', title: '<b>bold</b> \u202Eltr\u202C تنبيه', severity: 1, assignee: 'omar@acme.example' },
];

/** Columns. */
export const columns: readonly GridColumn<Row>[] = [
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
