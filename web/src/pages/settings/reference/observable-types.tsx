/** Types of observables: whether they are files, and whether case matters when values are compared. */
import { Checkbox, TextInput } from '@mantine/core';
import { IconFile, IconLetterCase, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputObservableType } from '../../../../../contract/v1-types.ts';
import listClasses from '../list/list.module.css';
import { isBuiltInType } from './built-in.ts';
import type { FieldsProps, ReferenceKind } from './reference-kind.ts';

interface TypeValues {
  readonly name: string;
  readonly isAttachment: boolean;
  readonly isCaseSensitive: boolean;
}

/** Types of observables. */
export const observableTypes: ReferenceKind<OutputObservableType, TypeValues> = {
  section: 'types',
  entity: 'observableType',
  path: '/observable/type',
  extraData: [],
  sort: 'name',
  columns: [
    {
      id: 'name',
      orderedBy: ({ name }) => name,
      cell: ({ name }) => <bdi className="sk-mono">{name}</bdi>,
    },
    {
      id: 'holds',
      width: 160,
      orderedBy: ({ isAttachment }) => (isAttachment ? 0 : 1),
      cell: ({ isAttachment }) => <Holds isFile={isAttachment} />,
    },
    {
      id: 'comparing',
      width: 220,
      wideOnly: true,
      orderedBy: ({ isCaseSensitive }) => (isCaseSensitive ? 0 : 1),
      cell: ({ isCaseSensitive }) => <Comparing isCaseSensitive={isCaseSensitive} />,
    },
    { id: 'marks', width: 130, wideOnly: true, cell: ({ name }) => isBuiltInType(name) && <BuiltIn /> },
  ],
  nameOf: ({ name }) => name,
  nameField: 'name',
  searched: ({ name }) => name,
  valuesOf: (row) => ({
    name: row?.name ?? '',
    isAttachment: row?.isAttachment ?? false,
    isCaseSensitive: row?.isCaseSensitive ?? true,
  }),
  bodyOf: (values) => values,
  Fields,
  removalOf: ({ name }) => (isBuiltInType(name) ? 'builtIn' : 'free'),
};

function Holds({ isFile }: { readonly isFile: boolean }) {
  const { t } = useTranslation('settings');
  if (!isFile) return t('type.value');
  return (
    <span className={listClasses.state}>
      <IconFile size={14} stroke={1.6} aria-hidden="true" />
      {t('type.file')}
    </span>
  );
}

function Comparing({ isCaseSensitive }: { readonly isCaseSensitive: boolean }) {
  const { t } = useTranslation('settings');
  if (!isCaseSensitive) return <span className={listClasses.soft}>{t('type.anyCase')}</span>;
  return (
    <span className={listClasses.state}>
      <IconLetterCase size={14} stroke={1.6} aria-hidden="true" />
      {t('type.exactCase')}
    </span>
  );
}

function BuiltIn() {
  const { t } = useTranslation('settings');
  return (
    <span className={listClasses.state}>
      <IconLock size={14} stroke={1.6} aria-hidden="true" />
      {t('mark.builtIn')}
    </span>
  );
}

function Fields({ row, form, refused }: FieldsProps<OutputObservableType, TypeValues>) {
  const { t } = useTranslation('settings');
  const { values, set } = form;
  return (
    <>
      <TextInput
        label={t('field.name')}
        classNames={{ input: 'sk-mono' }}
        disabled={row !== undefined}
        description={row === undefined ? t('type.nameNote') : t('field.fixed')}
        value={values.name}
        error={refused.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Checkbox
        label={t('type.isFile')}
        disabled={row !== undefined}
        checked={values.isAttachment}
        onChange={({ currentTarget }) => set({ isAttachment: currentTarget.checked })}
      />
      {!values.isAttachment && (
        <Checkbox
          label={t('type.isCaseSensitive')}
          description={t('type.isCaseSensitiveNote')}
          checked={values.isCaseSensitive}
          onChange={({ currentTarget }) => set({ isCaseSensitive: currentTarget.checked })}
        />
      )}
    </>
  );
}
