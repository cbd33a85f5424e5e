/** Organisations of the platform, and which of them see one another. */
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { platformOrganisation } from '../../../data/platform.ts';
import classes from '../form/form.module.css';
import listClasses from '../list/list.module.css';
import { OrganisationLinks } from './organisation-links.tsx';
import type { OrganisationRow } from './organisation-row.ts';
import type { FieldsProps, ReferenceKind } from './reference-kind.ts';

interface OrganisationValues {
  readonly name: string;
  readonly description: string;
  readonly taskRule: string;
  readonly observableRule: string;
  readonly locked: boolean;
}

/** Organisations. */
export const organisations: ReferenceKind<OrganisationRow, OrganisationValues> = {
  section: 'organisations',
  entity: 'organisation',
  path: '/organisation',
  extraData: ['userCount', 'links'],
  sort: 'name',
  columns: [
    { id: 'name', orderedBy: ({ name }) => name, cell: (row) => <OrganisationName row={row} /> },
    { id: 'description', wideOnly: true, cell: ({ description }) => <bdi>{description}</bdi> },
    {
      id: 'links',
      width: 190,
      orderedBy: ({ extraData }) => extraData.links.length,
      cell: ({ extraData }) => <bdi>{extraData.links.map((link) => link.toOrganisation).join(', ')}</bdi>,
    },
    {
      id: 'people',
      width: 80,
      align: 'end',
      orderedBy: ({ extraData }) => extraData.userCount,
      cell: ({ extraData }) => extraData.userCount,
    },
  ],
  nameOf: ({ name }) => name,
  nameField: 'name',
  searched: ({ name, description }) => `${name} ${description}`,
  valuesOf: (row) => ({
    name: row?.name ?? '',
    description: row?.description ?? '',
    taskRule: row?.taskRule ?? 'manual',
    observableRule: row?.observableRule ?? 'manual',
    locked: row?.locked ?? false,
  }),
  bodyOf: (values) => values,
  Fields,
  Below: OrganisationLinks,
};

function OrganisationName({ row }: { readonly row: OrganisationRow }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <bdi className="sk-ellipsis">{row.name}</bdi>
      {row.locked && (
        <span className={listClasses.state} data-tone="warn">
          <IconLock size={14} stroke={1.6} aria-hidden="true" />
          {t('mark.locked')}
        </span>
      )}
    </>
  );
}

const rules = ['manual', 'autoShare'] as const;

function Fields({ row, form, refused }: FieldsProps<OrganisationRow, OrganisationValues>) {
  const { t } = useTranslation('settings');
  const { values, set } = form;
  const isFixed = row?.name === platformOrganisation;
  if (isFixed) return <p className={classes.warning}>{t('organisation.isPlatform')}</p>;
  return (
    <>
      <TextInput
        label={t('field.name')}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Textarea
        label={t('field.description')}
        autosize
        minRows={2}
        maxRows={8}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      <SharingRules values={values} set={set} />
      <Checkbox
        label={t('organisation.locked')}
        description={t('organisation.lockedNote')}
        checked={values.locked}
        onChange={({ currentTarget }) => set({ locked: currentTarget.checked })}
      />
    </>
  );
}

interface RuleValues {
  readonly taskRule: string;
  readonly observableRule: string;
}

/** Whether what is added to shared cases is shared too. */
export function SharingRules({
  values,
  set,
}: {
  readonly values: RuleValues;
  readonly set: (change: Partial<RuleValues>) => void;
}) {
  const { t } = useTranslation('settings');
  const data = rules.map((value) => ({ value, label: t(`rule.${value}`) }));
  return (
    <div className={classes.pair}>
      <Select
        label={t('field.taskRule')}
        allowDeselect={false}
        data={data}
        value={values.taskRule}
        onChange={(taskRule) => taskRule !== null && set({ taskRule })}
      />
      <Select
        label={t('field.observableRule')}
        allowDeselect={false}
        data={data}
        value={values.observableRule}
        onChange={(observableRule) => observableRule !== null && set({ observableRule })}
      />
    </div>
  );
}
