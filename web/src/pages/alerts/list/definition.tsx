/** The queue of alerts: its columns, views, states and order. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters } from '../../../data/pipeline.ts';
import { PapBadge, StageMark, Tag, TlpBadge } from '../../../parts/badges.tsx';
import { DurationCell, SeverityCell, TextCell, TitleCell } from '../../../parts/list/cells.tsx';
import type { ListColumn, ListDefinition } from '../../../parts/list/list-definition.ts';
import { Ago } from '../../../parts/time.tsx';
import { AlertAssignee } from './alert-assignee.tsx';
import type { AlertRow } from './alert-row.ts';
import { alertScope, firstView, usualSort } from './first-question.ts';
import { alertGroups } from './groups.ts';
import { ObservablesCell } from './observables-cell.tsx';
import { RelatedCell } from './related-cell.tsx';

type Column = ListColumn<AlertRow>;

/** The queue. */
export function useAlertList(hrefOf: (row: AlertRow) => string): ListDefinition<AlertRow> {
  const { t } = useTranslation('lists');
  return useMemo(() => {
    const main: readonly Column[] = [
      {
        id: 'severity',
        label: t('column.severity'),
        width: 46,
        field: 'severity',
        hidesLabel: true,
        cell: ({ severity }) => <SeverityCell severity={severity} />,
      },
      {
        id: 'stage',
        label: t('column.stage'),
        width: 18,
        hidesLabel: true,
        when: 'narrow',
        cell: ({ stage, status }) => <StageMark kind="alert" stage={stage} status={status} word={false} />,
      },
      {
        id: 'title',
        label: t('column.title'),
        width: 160,
        grows: true,
        field: 'title',
        cell: (row) => <AlertTitle row={row} href={hrefOf(row)} />,
      },
      {
        id: 'source',
        label: t('column.source'),
        width: 150,
        field: 'source',
        when: 'wide',
        cell: ({ type, source }) => <TextCell>{sourceOf(type, source)}</TextCell>,
      },
      {
        id: 'observables',
        label: t('column.observables'),
        width: 86,
        cell: (row) => <ObservablesCell row={row} />,
      },
      {
        id: 'related',
        label: t('column.related'),
        width: 132,
        narrowWidth: 72,
        cell: (row) => <RelatedCell row={row} />,
      },
      {
        id: 'status',
        label: t('column.status'),
        width: 116,
        field: 'status',
        when: 'wide',
        cell: ({ stage, status }) => <StageMark kind="alert" stage={stage} status={status} />,
      },
      {
        id: 'assignee',
        label: t('column.assignee'),
        width: 32,
        field: 'assignee',
        hidesLabel: true,
        cell: (row) => <AlertAssignee row={row} />,
      },
      {
        id: 'date',
        label: t('column.occurred'),
        width: 100,
        align: 'end',
        field: 'date',
        cell: ({ date }) => <Ago at={date} />,
      },
    ];
    return {
      ...alertScope,
      columns: [...main, ...optionalColumns(t)],
      views: [
        { id: 'new', label: t('view.new'), ...firstView },
        { id: 'unassigned', label: t('view.unassigned'), query: 'is:open is:unassigned' },
        { id: 'mine', label: t('view.mine'), query: 'is:open is:mine' },
        { id: 'closed', label: t('view.closed'), query: 'stage:(Closed, Imported)', sort: '-updated' },
      ],
      sort: usualSort,
      states: {
        open: filters.in('stage', ['New', 'InProgress']),
        closed: filters.is('stage', 'Closed'),
        automated: filters.all(filters.is('stage', 'Closed'), filters.not(filters.has('firstTouchedDate'))),
        imported: filters.is('stage', 'Imported'),
        'case-closed': { _parent: { _type: 'case', _query: filters.is('stage', 'Closed') } },
        ioc: { _child: { _type: 'alert_artifact', _query: filters.is('ioc', true) } },
      },
      titleOf: ({ title }) => title,
      groups: alertGroups(t),
    };
  }, [t, hrefOf]);
}

/** Type and source, once when they are the same. */
export function sourceOf(type: string, source: string): string {
  return type === source ? source : `${type} / ${source}`;
}

function AlertTitle({ row, href }: { readonly row: AlertRow; readonly href: string }) {
  return <TitleCell title={row.title} href={href} beside={sourceOf(row.type, row.source)} tags={row.tags} />;
}

function optionalColumns(t: (key: 'column.created') => string): readonly Column[] {
  const label = (name: string): string => t(`column.${name}` as 'column.created');
  const duration = (
    id: 'timeToDetect' | 'timeToTriage' | 'timeToAcknowledge' | 'handlingDuration',
  ): Column => ({
    id,
    label: label(id),
    width: 110,
    align: 'end',
    field: id,
    optional: true,
    cell: (row) => <DurationCell milliseconds={row[id]} />,
  });
  return [
    {
      id: 'created',
      label: label('created'),
      width: 90,
      align: 'end',
      field: '_createdAt',
      optional: true,
      cell: (row) => <Ago at={row._createdAt} />,
    },
    {
      id: 'updated',
      label: label('updated'),
      width: 90,
      align: 'end',
      field: '_updatedAt',
      optional: true,
      cell: ({ _updatedAt }) => (_updatedAt === undefined ? null : <Ago at={_updatedAt} />),
    },
    {
      id: 'reference',
      label: label('reference'),
      width: 140,
      field: 'sourceRef',
      optional: true,
      cell: ({ sourceRef }) => <TextCell>{sourceRef}</TextCell>,
    },
    {
      id: 'tags',
      label: label('tags'),
      width: 200,
      optional: true,
      cell: ({ tags }) => tags.slice(0, 3).map((tag) => <Tag key={tag} name={tag} />),
    },
    {
      id: 'tlp',
      label: label('tlp'),
      width: 120,
      field: 'tlp',
      optional: true,
      cell: ({ tlp }) => <TlpBadge tlp={tlp} />,
    },
    {
      id: 'pap',
      label: label('pap'),
      width: 110,
      field: 'pap',
      optional: true,
      cell: ({ pap }) => <PapBadge pap={pap} />,
    },
    duration('timeToDetect'),
    duration('timeToTriage'),
    duration('timeToAcknowledge'),
    duration('handlingDuration'),
  ];
}
