/** The custom fields of a case in their groups: all their values by type, what is needed to close, fields that can be added. */
import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconX } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldValue, OutputCustomField } from '../../../../contract/v1-types.ts';
import { FieldInput } from '../editing/field-input.tsx';
import { Moment } from '../time.tsx';
import { useCase } from './case-context.tsx';
import { useFieldDefinitions } from './case-data.ts';
import classes from './custom-fields.module.css';
import { type FieldOfCase, groupsOfFields, keyOfField } from './field-values.ts';
import { useCaseChange } from './use-case-change.ts';

/** The block. */
export function CustomFields() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const definitions = useFieldDefinitions();
  const groups = groupsOfFields(detail.customFields ?? [], definitions);
  const fields = groups.flatMap((group) => group.fields);
  const needed = fields.filter(({ name, values }) => isEmpty(values) && definitions.get(name)?.mandatory);
  const absent = [...definitions.values()].filter(({ name }) => !fields.some((one) => one.name === name));
  const mayChange = may('manageCase/update');
  // Without the definitions, names and types are not known yet.
  if (definitions.size === 0 || (fields.length === 0 && !mayChange)) return null;
  return (
    <section className={classes.block} aria-labelledby="case-fields">
      <h2 id="case-fields" className={classes.title}>
        {t('fields.title')}
        {needed.length > 0 && (
          <span className={classes.quiet}>{t('fields.needed', { count: needed.length })}</span>
        )}
        {mayChange && <AddField fields={absent} />}
      </h2>
      {groups.map((group) => (
        <Fragment key={group.name}>
          {groups.length > 1 && (
            <h3 className={classes.group}>
              <bdi>{group.name}</bdi>
            </h3>
          )}
          <dl className={classes.fields}>
            {group.fields.map((field) => (
              <Field
                key={field.name}
                field={field}
                definition={definitions.get(field.name)}
                mayChange={mayChange}
              />
            ))}
          </dl>
        </Fragment>
      ))}
    </section>
  );
}

function isEmpty(values: FieldOfCase['values']): boolean {
  return values.every(({ value }) => value === null);
}

function Field({
  field: { name, values },
  definition,
  mayChange,
}: {
  readonly field: FieldOfCase;
  readonly definition: OutputCustomField | undefined;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation('cases');
  const [adding, setAdding] = useState(false);
  const { change, refusals } = useCaseChange();
  const label = definition?.displayName ?? name;
  const key = keyOfField(name);
  const set = (next: readonly unknown[]): void => {
    setAdding(false);
    void change({ [key]: next }, t('done.field', { name: label }));
  };
  const replace = (index: number, next: unknown): void => {
    const others = values.map(({ value }) => value).toSpliced(index, 1, ...(next === null ? [] : [next]));
    set(others.length === 0 ? [null] : others);
  };
  return (
    <>
      <dt title={definition?.description}>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        {values.map((value, index) => (
          <Value
            key={value._id}
            value={value}
            definition={definition}
            label={label}
            mayChange={mayChange}
            onChange={(next) => replace(index, next)}
            onAdd={adding || isEmpty(values) || index < values.length - 1 ? undefined : () => setAdding(true)}
            onRemove={
              values.length > 1 || value.value === null ? () => set(without(values, index)) : undefined
            }
          />
        ))}
        {adding && definition !== undefined && (
          <FieldInput
            definition={definition}
            value={null}
            label={label}
            size="xs"
            autoFocus
            onLeave={() => setAdding(false)}
            onChange={(next) => next !== null && set([...values.map(({ value }) => value), next])}
          />
        )}
        {refusals[key] !== undefined && (
          <span role="alert" className={classes.refusal}>
            {refusals[key]}
          </span>
        )}
      </dd>
    </>
  );
}

function without(values: FieldOfCase['values'], index: number): readonly unknown[] {
  return values.map(({ value }) => value).toSpliced(index, 1);
}

function Value({
  value,
  definition,
  label,
  mayChange,
  onChange,
  onAdd,
  onRemove,
}: {
  readonly value: CustomFieldValue;
  readonly definition: OutputCustomField | undefined;
  readonly label: string;
  readonly mayChange: boolean;
  readonly onChange: (next: unknown) => void;
  /** Begins another value of the field. */
  readonly onAdd: (() => void) | undefined;
  /** Takes this value away, or the whole field when it is empty. */
  readonly onRemove: (() => void) | undefined;
}) {
  const { t } = useTranslation('cases');
  const [editing, setEditing] = useState(false);
  const shown = <Shown value={value} needed={definition?.mandatory === true} />;
  if (!mayChange || definition === undefined) return <div>{shown}</div>;
  if (editing)
    return (
      <FieldInput
        definition={definition}
        value={value.value}
        label={label}
        size="xs"
        autoFocus
        onLeave={() => setEditing(false)}
        onChange={(next) => {
          setEditing(false);
          onChange(next);
        }}
      />
    );
  const addition = t('fields.addValue', { name: label });
  const removal = t(value.value === null ? 'fields.remove' : 'fields.removeValue', { name: label });
  return (
    <div className={classes.row}>
      <button
        type="button"
        className={classes.value}
        aria-description={label}
        onClick={() => setEditing(true)}
      >
        {shown}
      </button>
      {onAdd !== undefined && (
        <button type="button" className={classes.act} aria-label={addition} title={addition} onClick={onAdd}>
          <IconPlus size={13} stroke={1.6} aria-hidden="true" />
        </button>
      )}
      {onRemove !== undefined && (
        <button type="button" className={classes.act} aria-label={removal} title={removal} onClick={onRemove}>
          <IconX size={13} stroke={1.6} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function Shown({
  value: { value, type },
  needed,
}: {
  readonly value: CustomFieldValue;
  readonly needed: boolean;
}) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  if (value === null || value === undefined)
    return needed ? (
      <span className={classes.needed}>
        <IconAlertTriangle size={15} stroke={1.6} aria-hidden="true" />
        {t('fields.emptyNeeded')}
      </span>
    ) : (
      <span className={classes.quiet}>{t('fields.empty')}</span>
    );
  if (type === 'date') return <Moment at={Number(value)} />;
  if (type === 'boolean') return word(value === true ? 'yes' : 'no');
  return <bdi className={classes.text}>{String(value)}</bdi>;
}

function AddField({ fields }: { readonly fields: readonly OutputCustomField[] }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { change } = useCaseChange();
  if (fields.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.add}>
          <IconPlus size={14} stroke={1.6} aria-hidden="true" />
          {word('action.add')}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {fields.map(({ name, displayName }) => (
          <Menu.Item
            key={name}
            onClick={() =>
              void change({ [keyOfField(name)]: [null] }, t('done.fieldAdded', { name: displayName }))
            }
          >
            <bdi>{displayName}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
