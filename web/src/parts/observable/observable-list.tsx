/** The list of observables of a case or an alert: its columns, views, states and order. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { filters, get } from '../../data/pipeline.ts';
import { nameOfValue } from '../engine/engine-data.ts';
import { levels as verdictLevels } from '../engine/taxonomies.ts';
import { TextCell } from '../list/cells.tsx';
import type { ListColumn, ListDefinition } from '../list/list-definition.ts';
import { shownValue } from '../observable-value.tsx';
import { Person } from '../person.tsx';
import { Ago } from '../time.tsx';
import type { AddPlace } from './add-data.ts';
import {
  MarkingsCell,
  ReportsCell,
  SeenCell,
  TagsCell,
  ValueCell,
  VerdictCell,
} from './observable-cells.tsx';
import type { ObservableRow } from './observable-data.ts';

type Column = ListColumn<ObservableRow>;
type Label = (name: 'value') => string;

/** Markings that are so usual in a place that they are not shown. */
export interface UsualMarkings {
  readonly tlp: number;
  readonly pap: number;
}

/** The list. */
export function useObservableList(
  { on, id }: AddPlace,
  { tlp, pap }: UsualMarkings,
): ListDefinition<ObservableRow> {
  const { t } = useTranslation('observables');
  return useMemo(() => {
    const label: Label = (name) => t(`column.${name}`);
    return {
      entity: 'observable',
      start: [get(on, id), { _name: 'observables' }],
      extraData: ['seen'],
      columns: [...mainColumns(label), ...furtherColumns(label, { tlp, pap })],
      views: [
        { id: 'all', label: t('view.all'), query: '' },
        { id: 'ioc', label: 'IOC', query: 'is:ioc' },
        { id: 'sighted', label: t('view.sighted'), query: 'is:sighted' },
        { id: 'unanalysed', label: t('view.unanalysed'), query: 'analysed:no' },
      ],
      sort: '-ioc,-created',
      known: { verdict: verdictLevels },
      states: {
        ioc: filters.is('ioc', true),
        sighted: filters.is('sighted', true),
      },
      titleOf: (row: ObservableRow) => shownValue(row.dataType, nameOfValue(row)),
    };
  }, [t, on, id, tlp, pap]);
}

function mainColumns(name: (column: 'value') => string): readonly Column[] {
  const label = (column: string): string => name(column as 'value');
  return [
    {
      id: 'value',
      label: label('value'),
      width: 190,
      grows: true,
      field: 'data',
      cell: (row) => <ValueCell row={row} />,
    },
    { id: 'verdict', label: label('verdict'), width: 124, cell: (row) => <VerdictCell row={row} /> },
    {
      id: 'reports',
      label: label('reports'),
      width: 270,
      when: 'wide',
      cell: (row) => <ReportsCell row={row} />,
    },
    { id: 'seen', label: label('seen'), width: 84, cell: (row) => <SeenCell row={row} /> },
  ];
}

function furtherColumns(name: (column: 'value') => string, usual: UsualMarkings): readonly Column[] {
  const label = (column: string): string => name(column as 'value');
  return [
    { id: 'tags', label: label('tags'), width: 108, when: 'wide', cell: (row) => <TagsCell row={row} /> },
    {
      id: 'markings',
      label: 'TLP / PAP',
      width: 110,
      field: 'tlp',
      optional: true,
      cell: (row) => <MarkingsCell row={row} usual={usual} />,
    },
    {
      id: 'type',
      label: label('type'),
      width: 90,
      field: 'dataType',
      optional: true,
      cell: ({ dataType }) => <TextCell>{dataType}</TextCell>,
    },
    {
      id: 'ioc',
      label: 'IOC',
      width: 50,
      field: 'ioc',
      optional: true,
      cell: ({ ioc }) => (ioc ? <TextCell>IOC</TextCell> : null),
    },
    {
      id: 'source',
      label: label('source'),
      width: 130,
      field: '_createdBy',
      optional: true,
      cell: ({ _createdBy }) => <Person login={_createdBy} />,
    },
    {
      id: 'created',
      label: label('created'),
      width: 72,
      align: 'end',
      field: '_createdAt',
      cell: ({ _createdAt }) => <Ago at={_createdAt} />,
    },
  ];
}
