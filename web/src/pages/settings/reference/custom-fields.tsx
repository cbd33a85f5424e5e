/** Custom fields of the platform: what cases and alerts can hold beside their own fields. */
import { Checkbox, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomField } from '../../../../../contract/v1-types.ts';
import classes from '../form/form.module.css';
import listClasses from '../list/list.module.css';
import type { FieldsProps, ReferenceKind } from './reference-kind.ts';

interface FieldRow extends OutputCustomField {
  readonly extraData: { readonly deletable?: boolean };
}

interface FieldValues {
  readonly name: string;
  readonly displayName: string;
  readonly group: string;
  readonly description: string;
  readonly type: string;
  readonly mandatory: boolean;
  readonly options: readonly string[];
}

const types = ['string', 'integer', 'float', 'boolean', 'date', 'url'] as const;
/** Types whose accepted values can be listed. */
const listed: readonly string[] = ['string', 'integer', 'float'];

/** Custom fields. */
export const customFields: ReferenceKind<FieldRow, FieldValues> = {
  section: 'fields',
  entity: 'customField',
  path: '/customField',
  extraData: ['deletable'],
  sort: 'group',
  columns: [
    { id: 'name', orderedBy: ({ displayName }) => displayName, cell: (row) => <FieldName row={row} /> },
    {
      id: 'group',
      width: 150,
      orderedBy: ({ group, displayName }) => `${group} ${displayName}`,
      cell: ({ group }) => <bdi>{group}</bdi>,
    },
    { id: 'type', width: 110, orderedBy: ({ type }) => type, cell: ({ type }) => <TypeName type={type} /> },
    {
      id: 'mandatory',
      width: 130,
      wideOnly: true,
      orderedBy: ({ mandatory }) => (mandatory ? 0 : 1),
      cell: ({ mandatory }) => mandatory && <Mandatory />,
    },
    {
      id: 'options',
      width: 80,
      align: 'end',
      wideOnly: true,
      orderedBy: ({ options }) => optionsOf(options).length,
      cell: ({ options }) => optionsOf(options).length || '',
    },
  ],
  nameOf: ({ displayName }) => displayName,
  nameField: 'name',
  searched: ({ name, displayName, group, description }) => `${name} ${displayName} ${group} ${description}`,
  valuesOf: (row) => ({
    name: row?.name ?? '',
    displayName: row?.displayName ?? '',
    group: row?.group ?? '',
    description: row?.description ?? '',
    type: row?.type ?? 'string',
    mandatory: row?.mandatory ?? false,
    options: optionsOf(row?.options),
  }),
  bodyOf: ({ options, ...rest }, row) => ({
    ...withoutEmpty(rest),
    ...(options === undefined ? {} : { options: typedOptions(rest.type ?? row?.type ?? 'string', options) }),
  }),
  Fields,
  removalOf: ({ extraData }) => (extraData.deletable === false ? 'forced' : 'free'),
};

function optionsOf(options: unknown): string[] {
  return Array.isArray(options) ? options.map(String) : [];
}

/** Options as values of the type of the field. */
function typedOptions(type: string, options: readonly string[]): readonly unknown[] {
  if (!listed.includes(type)) return [];
  return type === 'string'
    ? options
    : options.map((option) => (Number.isFinite(Number(option)) ? Number(option) : option));
}

function withoutEmpty(values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name !== 'displayName' || value !== ''),
  );
}

function FieldName({ row }: { readonly row: FieldRow }) {
  return (
    <>
      <bdi>{row.displayName}</bdi>
      <span className={`${listClasses.beside} sk-mono`}>{row.name}</span>
    </>
  );
}

function TypeName({ type }: { readonly type: OutputCustomField['type'] }) {
  const { t } = useTranslation('settings');
  return t(`fieldType.${type}`);
}

function Mandatory() {
  const { t } = useTranslation('settings');
  return (
    <span className={listClasses.state}>
      <IconCheck size={14} stroke={1.6} aria-hidden="true" />
      {t('field.mandatoryShort')}
    </span>
  );
}

function Fields({ row, form, refused }: FieldsProps<FieldRow, FieldValues>) {
  const { t } = useTranslation('settings');
  const { values, set } = form;
  return (
    <>
      <TextInput
        label={t('field.displayName')}
        value={values.displayName}
        error={refused.displayName}
        onChange={({ currentTarget }) => set({ displayName: currentTarget.value })}
      />
      <TextInput
        label={t('field.technicalName')}
        description={row === undefined ? t('field.technicalNameNote') : t('field.fixed')}
        classNames={{ input: 'sk-mono' }}
        disabled={row !== undefined}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('field.group')}
          value={values.group}
          error={refused.group}
          onChange={({ currentTarget }) => set({ group: currentTarget.value })}
        />
        <Select
          label={t('field.type')}
          allowDeselect={false}
          disabled={row?.extraData.deletable === false}
          data={types.map((type) => ({ value: type, label: t(`fieldType.${type}`) }))}
          value={values.type}
          error={refused.type}
          onChange={(type) => type !== null && set({ type })}
        />
      </div>
      <Textarea
        label={t('field.description')}
        autosize
        minRows={2}
        maxRows={8}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      {listed.includes(values.type) && (
        <TagsInput
          label={t('field.options')}
          description={t('field.optionsNote')}
          maxTags={1_000}
          value={[...values.options]}
          error={refused.options}
          onChange={(options) => set({ options })}
        />
      )}
      <Checkbox
        label={t('field.mandatory')}
        description={t('field.mandatoryNote')}
        checked={values.mandatory}
        onChange={({ currentTarget }) => set({ mandatory: currentTarget.checked })}
      />
    </>
  );
}
