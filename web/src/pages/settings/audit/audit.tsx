/** Everything that was changed in the organisation: who, when, what before and what after. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { ExportButton } from '../../../parts/list/export-csv.tsx';
import type { ListDefinition } from '../../../parts/list/list-definition.ts';
import { ListScreen } from '../../../parts/list/list-screen.tsx';
import { useList } from '../../../parts/list/use-list.ts';
import { Person } from '../../../parts/person.tsx';
import { Moment } from '../../../parts/time.tsx';
import { Message } from '../../../ui/states.tsx';
import listClasses from '../list/list.module.css';
import classes from './audit.module.css';
import { AuditDetail } from './audit-detail.tsx';
import { AuditObject } from './audit-object.tsx';
import { type AuditRow, addressOf, changedFields, nameOf } from './audit-row.ts';
import { useAuditWords } from './audit-words.ts';
import { ObjectNames } from './object-names.tsx';

/** The section. */
export function AuditSection() {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  const list = useList(useAuditList());
  const hrefOf = useCallback((row: AuditRow) => addressOf(organisation, row), [organisation]);
  return (
    <ObjectNames rows={list.rows.rows}>
      <ListScreen
        embedded
        list={list}
        label={t('section.audit')}
        hrefOf={hrefOf}
        onOpen={(row) => void navigate({ to: hrefOf(row) })}
        card={(row) => <Card row={row} />}
        tools={<ExportButton list={list} />}
        preview={(id) => <AuditDetail key={id} id={id} row={list.rows.rows.find(({ _id }) => _id === id)} />}
        empty={<Message title={t('list.empty')}>{t('about.audit')}</Message>}
      />
    </ObjectNames>
  );
}

function useAuditList(): ListDefinition<AuditRow> {
  const { t } = useTranslation('settings');
  return useMemo(
    () => ({
      entity: 'audit',
      extraData: [],
      sort: '-createdAt',
      states: {},
      views: [
        { id: 'all', label: t('auditView.all'), query: '' },
        { id: 'deleted', label: t('auditView.deleted'), query: 'action:delete' },
        { id: 'people', label: t('auditView.people'), query: 'objectType:User' },
      ],
      columns: [
        {
          id: 'createdAt',
          label: t('column.at'),
          width: 118,
          field: '_createdAt',
          cell: ({ _createdAt }) => <Moment at={_createdAt} />,
        },
        {
          id: 'createdBy',
          label: t('column.who'),
          width: 150,
          field: '_createdBy',
          cell: ({ _createdBy }) => <Person login={_createdBy} />,
        },
        {
          id: 'objectType',
          label: t('column.what'),
          width: 160,
          field: 'objectType',
          cell: (row) => <Deed row={row} />,
        },
        {
          id: 'object',
          label: t('column.object'),
          width: 140,
          grows: true,
          cell: (row) => <AuditObject row={row} />,
        },
        {
          id: 'fields',
          label: t('column.changes'),
          width: 260,
          when: 'wide',
          cell: (row) => <Changes row={row} />,
        },
      ],
      titleOf: (row) => `${row.action} ${row.objectType} ${nameOf(row) ?? row.objectId}`,
    }),
    [t],
  );
}

function Deed({ row }: { readonly row: AuditRow }) {
  const { deed } = useAuditWords();
  return deed(row);
}

function Changes({ row }: { readonly row: AuditRow }) {
  const { field } = useAuditWords();
  return (
    <span className={`${listClasses.soft} sk-ellipsis`}>
      {row.action === 'update' ? changedFields(row).map(field).join(', ') : ''}
    </span>
  );
}

function Card({ row }: { readonly row: AuditRow }) {
  return (
    <>
      <AuditObject row={row} />
      <span className={classes.cardLine}>
        <span className="sk-ellipsis">
          <Deed row={row} />
        </span>
        <Person login={row._createdBy} />
        <Moment at={row._createdAt} />
      </span>
    </>
  );
}
