/** Statuses of cases and of alerts: each name belongs to a stage that never changes. */
import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconEyeOff, IconLock, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputAlertStatus, OutputCaseStatus } from '../../../../../contract/v1-types.ts';
import { StageMark } from '../../../parts/badges.tsx';
import { ColourField, Swatch } from '../form/colour-field.tsx';
import classes from '../form/form.module.css';
import listClasses from '../list/list.module.css';
import { isBuiltInStatus } from './built-in.ts';
import type { FieldsProps, ReferenceKind } from './reference-kind.ts';

type StatusRow = (OutputCaseStatus | OutputAlertStatus) & {
  readonly extraData: { readonly canDelete?: boolean };
};

interface StatusValues {
  readonly value: string;
  readonly stage: string;
  readonly order: number | null;
  readonly description: string;
  readonly colour: string;
  readonly hidden: boolean;
  readonly contained: boolean;
}

const stages = ['New', 'InProgress', 'Imported', 'Closed'] as const;

/** Statuses of cases. */
export const caseStatuses = statusKind('case');
/** Statuses of alerts. */
export const alertStatuses = statusKind('alert');

function statusKind(of: 'case' | 'alert'): ReferenceKind<StatusRow, StatusValues> {
  return {
    section: `${of}Statuses`,
    entity: `${of}Status`,
    path: `/${of}Status`,
    extraData: ['canDelete'],
    sort: 'order',
    columns: [
      { id: 'name', orderedBy: ({ value }) => value, cell: (row) => <StatusName of={of} row={row} /> },
      {
        id: 'stage',
        width: 140,
        orderedBy: ({ stage }) => stages.indexOf(stage),
        cell: ({ stage }) => <StageName stage={stage} />,
      },
      { id: 'description', wideOnly: true, cell: ({ description }) => <bdi>{description}</bdi> },
      { id: 'marks', width: 150, wideOnly: true, cell: (row) => <StatusMarks of={of} row={row} /> },
      {
        id: 'order',
        width: 70,
        align: 'end',
        orderedBy: ({ order }) => order ?? 1_000,
        cell: ({ order }) => order,
      },
    ],
    nameOf: ({ value }) => value,
    nameField: 'value',
    searched: ({ value, description, stage }) => `${value} ${description ?? ''} ${stage}`,
    valuesOf: (row) => ({
      value: row?.value ?? '',
      stage: row?.stage ?? 'InProgress',
      order: row?.order ?? null,
      description: row?.description ?? '',
      colour: row?.colour ?? '',
      hidden: row?.hidden ?? false,
      contained: row !== undefined && 'contained' in row && row.contained,
    }),
    bodyOf: (values, row) => bodyOf(values, of, row === undefined),
    Fields: of === 'case' ? CaseFields : AlertFields,
    removalOf: (row) =>
      isBuiltInStatus(of, row.value) ? 'builtIn' : row.extraData.canDelete === false ? 'used' : 'free',
  };
}

function bodyOf(
  values: Partial<StatusValues>,
  of: 'case' | 'alert',
  isNew: boolean,
): Record<string, unknown> {
  const { contained, ...rest } = values;
  const known = of === 'case' && contained !== undefined ? { ...rest, contained } : rest;
  if (!isNew) return known;
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== '' && value !== null));
}

function StatusName({ of, row }: { readonly of: 'case' | 'alert'; readonly row: StatusRow }) {
  const { t: word } = useTranslation('words');
  const said = word(`${of}Status.${row.value}` as 'caseStatus.New', { defaultValue: row.value });
  return (
    <>
      <Swatch colour={row.colour} />
      <bdi className="sk-ellipsis">{said}</bdi>
      {said !== row.value && <bdi className={listClasses.beside}>{row.value}</bdi>}
    </>
  );
}

function StageName({ stage }: { readonly stage: StatusRow['stage'] }) {
  const { t: word } = useTranslation('words');
  return word(`stage.${stage}`);
}

function StatusMarks({ of, row }: { readonly of: 'case' | 'alert'; readonly row: StatusRow }) {
  const { t } = useTranslation('settings');
  const marks = [
    { id: 'hidden', Icon: IconEyeOff, shown: row.hidden },
    { id: 'contained', Icon: IconShieldCheck, shown: 'contained' in row && row.contained },
    { id: 'builtIn', Icon: IconLock, shown: isBuiltInStatus(of, row.value) },
  ] as const;
  const found = marks.find(({ shown }) => shown);
  if (found === undefined) return null;
  const { id, Icon } = found;
  return (
    <span className={listClasses.state}>
      <Icon size={14} stroke={1.6} aria-hidden="true" />
      {t(`mark.${id}`)}
    </span>
  );
}

type StatusFieldsProps = FieldsProps<StatusRow, StatusValues>;

function CaseFields(props: StatusFieldsProps) {
  const { t } = useTranslation('settings');
  const { values, set } = props.form;
  return (
    <>
      <StatusFields {...props} of="case" />
      <Checkbox
        label={t('field.contained')}
        description={t('field.containedNote')}
        checked={values.contained}
        onChange={({ currentTarget }) => set({ contained: currentTarget.checked })}
      />
    </>
  );
}

function AlertFields(props: StatusFieldsProps) {
  return <StatusFields {...props} of="alert" />;
}

function StatusFields({ row, form, refused, of }: StatusFieldsProps & { readonly of: 'case' | 'alert' }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { values, set } = form;
  const offered = stages.filter((stage) => of === 'alert' || stage !== 'Imported');
  const stage = offered.find((known) => known === values.stage) ?? 'InProgress';
  return (
    <>
      <TextInput
        label={t('field.name')}
        disabled={row !== undefined}
        description={row === undefined ? undefined : t('field.fixed')}
        value={values.value}
        error={refused.value}
        onChange={({ currentTarget }) => set({ value: currentTarget.value })}
      />
      <div className={classes.pair}>
        <Select
          label={t('field.stage')}
          allowDeselect={false}
          disabled={row !== undefined}
          data={offered.map((value) => ({ value, label: word(`stage.${value}`) }))}
          value={stage}
          error={refused.stage}
          onChange={(next) => next !== null && set({ stage: next })}
        />
        <NumberInput
          label={t('field.order')}
          allowDecimal={false}
          value={values.order ?? ''}
          error={refused.order}
          onChange={(next) => set({ order: next === '' ? null : Number(next) })}
        />
      </div>
      <Textarea
        label={t('field.meaning')}
        description={t('field.meaningNote')}
        autosize
        minRows={2}
        maxRows={8}
        value={values.description}
        error={refused.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      <ColourField value={values.colour} error={refused.colour} onChange={(colour) => set({ colour })} />
      <p className={classes.sample}>
        <Swatch colour={values.colour} />
        <StageMark kind={of} stage={stage} status={values.value === '' ? '…' : values.value} />
      </p>
      <Checkbox
        label={t('field.hidden')}
        description={t('field.hiddenNote')}
        checked={values.hidden}
        onChange={({ currentTarget }) => set({ hidden: currentTarget.checked })}
      />
    </>
  );
}
