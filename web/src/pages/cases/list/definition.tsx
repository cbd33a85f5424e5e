/** The list of cases: its columns, views, states and order. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters } from '../../../data/pipeline.ts';
import { useApi } from '../../../data/session.tsx';
import { PapBadge, StageMark, Tag, TlpBadge } from '../../../parts/badges.tsx';
import { AssigneeCell, DurationCell, SeverityCell, TextCell } from '../../../parts/list/cells.tsx';
import type { ListColumn, ListDefinition } from '../../../parts/list/list-definition.ts';
import { Ago } from '../../../parts/time.tsx';
import classes from './case-cells.module.css';
import { CaseObservablesCell, CaseTitle, TasksCell } from './case-cells.tsx';
import type { CaseRow } from './case-row.ts';

type Column = ListColumn<CaseRow>;

/** The list. */
export function useCaseList(hrefOf: (row: CaseRow) => string): ListDefinition<CaseRow> {
  const { t } = useTranslation('lists');
  const { organisation = '' } = useApi();
  return useMemo(
    () => ({
      entity: 'case',
      extraData: [
        'observableStats',
        'taskStats',
        'alertCount',
        'shareCount',
        'isOwner',
        'owningOrganisation',
      ],
      columns: [...mainColumns(t, hrefOf), ...optionalColumns(t)],
      views: [
        { id: 'open', label: t('view.open'), query: 'is:open' },
        { id: 'mine', label: t('view.myOpen'), query: 'is:open is:mine' },
        { id: 'unassigned', label: t('view.unassigned'), query: 'is:open is:unassigned' },
        { id: 'shared', label: t('view.shared'), query: 'is:open is:shared' },
        { id: 'closed', label: t('view.closedCases'), query: 'is:closed', sort: '-closed' },
      ],
      sort: '-severity,-number',
      states: {
        open: filters.in('stage', ['New', 'InProgress']),
        closed: filters.is('stage', 'Closed'),
        automated: filters.all(filters.is('stage', 'Closed'), filters.not(filters.has('firstTouchedDate'))),
        shared: filters.not(filters.is('owningOrganisation', organisation)),
        flagged: filters.is('flag', true),
        restricted: filters.is('accessKind', 'UserAccessKind'),
        ioc: { _child: { _type: 'case_artifact', _query: filters.is('ioc', true) } },
      },
      titleOf: ({ number, title }) => `#${number} ${title}`,
    }),
    [t, hrefOf, organisation],
  );
}

function mainColumns(t: TFunction<'lists'>, hrefOf: (row: CaseRow) => string): readonly Column[] {
  return [
    {
      id: 'number',
      label: t('column.number'),
      width: 84,
      align: 'end',
      field: 'number',
      cell: ({ number }) => <span className={classes.number}>#{number}</span>,
    },
    {
      id: 'severity',
      label: t('column.severity'),
      width: 86,
      field: 'severity',
      cell: ({ severity }) => <SeverityCell severity={severity} />,
    },
    {
      id: 'title',
      label: t('column.title'),
      width: 200,
      grows: true,
      field: 'title',
      cell: (row) => <CaseTitle row={row} href={hrefOf(row)} />,
    },
    {
      id: 'status',
      label: t('column.status'),
      width: 124,
      field: 'status',
      cell: ({ stage, status }) => <StageMark kind="case" stage={stage} status={status} />,
    },
    {
      id: 'assignee',
      label: t('column.assignee'),
      width: 32,
      field: 'assignee',
      hidesLabel: true,
      cell: ({ assignee }) => <AssigneeCell assignee={assignee} />,
    },
    { id: 'tasks', label: t('column.tasks'), width: 64, cell: (row) => <TasksCell row={row} /> },
    {
      id: 'observables',
      label: t('column.observables'),
      width: 92,
      cell: (row) => <CaseObservablesCell row={row} />,
    },
    {
      id: 'alerts',
      label: t('column.alerts'),
      width: 52,
      align: 'end',
      cell: ({ extraData }) => <span className="sk-numbers">{extraData?.alertCount || ''}</span>,
    },
    duration(t, 'timeToResolve', false),
    {
      id: 'updated',
      label: t('column.lastActivity'),
      width: 100,
      align: 'end',
      field: '_updatedAt',
      cell: ({ _updatedAt, _createdAt }) => <Ago at={_updatedAt ?? _createdAt} />,
    },
  ];
}

type DurationField =
  | 'timeToDetect'
  | 'timeToTriage'
  | 'timeToAcknowledge'
  | 'timeToResolve'
  | 'timeToContain'
  | 'handlingDuration';

function duration(t: TFunction<'lists'>, id: DurationField, optional: boolean): Column {
  return {
    id,
    label: t(`column.${id}`),
    width: 118,
    align: 'end',
    field: id,
    optional,
    cell: (row) => <DurationCell milliseconds={row[id]} />,
  };
}

function dated(label: string, id: string, field: '_createdAt' | 'startDate' | 'closedDate'): Column {
  return {
    id,
    label,
    width: 96,
    align: 'end',
    field,
    optional: true,
    cell: (row) => {
      const at = row[field];
      return at === undefined ? null : <Ago at={at} />;
    },
  };
}

function optionalColumns(t: TFunction<'lists'>): readonly Column[] {
  return [
    dated(t('column.created'), 'created', '_createdAt'),
    dated(t('column.started'), 'started', 'startDate'),
    dated(t('column.closed'), 'closed', 'closedDate'),
    {
      id: 'owner',
      label: t('column.owner'),
      width: 120,
      optional: true,
      cell: ({ extraData }) => <TextCell>{extraData?.owningOrganisation}</TextCell>,
    },
    {
      id: 'tags',
      label: t('column.tags'),
      width: 200,
      optional: true,
      cell: ({ tags }) => tags.slice(0, 3).map((tag) => <Tag key={tag} name={tag} />),
    },
    {
      id: 'tlp',
      label: t('column.tlp'),
      width: 120,
      field: 'tlp',
      optional: true,
      cell: ({ tlp }) => <TlpBadge tlp={tlp} />,
    },
    {
      id: 'pap',
      label: t('column.pap'),
      width: 110,
      field: 'pap',
      optional: true,
      cell: ({ pap }) => <PapBadge pap={pap} />,
    },
    duration(t, 'timeToDetect', true),
    duration(t, 'timeToAcknowledge', true),
    duration(t, 'timeToContain', true),
    duration(t, 'handlingDuration', true),
  ];
}
