/** The custom fields of a case: values by type, what is needed to close, and fields that can be added. */
import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldValue, OutputCustomField } from '../../../../contract/v1-types.ts';
import { FieldInput } from '../editing/field-input.tsx';
import { Moment } from '../time.tsx';
import { useCase } from './case-context.tsx';
import { useFieldDefinitions } from './case-data.ts';
import classes from './custom-fields.module.css';
import { useCaseChange } from './use-case-change.ts';

/** The block. */
export function CustomFields() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const definitions = useFieldDefinitions();
  const values = firstOfEach(detail.customFields ?? []);
  const needed = values.filter(
    ({ name, value }) => value === null && definitions.get(name)?.mandatory === true,
  );
  const absent = [...definitions.values()].filter(({ name }) => !values.some((one) => one.name === name));
  const mayChange = may('manageCase/update');
  // Without the definitions, names and types are not known yet.
  if (definitions.size === 0 || (values.length === 0 && !mayChange)) return null;
  return (
    <section className={classes.block} aria-labelledby="case-fields">
      <h2 id="case-fields" className={classes.title}>
        {t('fields.title')}
        {needed.length > 0 && (
          <span className={classes.quiet}>{t('fields.needed', { count: needed.length })}</span>
        )}
        {mayChange && <AddField fields={absent} />}
      </h2>
      <dl className={classes.fields}>
        {values.map((value) => (
          <Field
            key={value._id}
            value={value}
            definition={definitions.get(value.name)}
            mayChange={mayChange}
          />
        ))}
      </dl>
    </section>
  );
}

/** Fields with several values show the first that is not empty. */
function firstOfEach(values: readonly CustomFieldValue[]): readonly CustomFieldValue[] {
  const byName = Map.groupBy(values, ({ name }) => name);
  return [...byName.values()].flatMap((all) => all.find(({ value }) => value !== null) ?? all.slice(0, 1));
}

function Field({
  value,
  definition,
  mayChange,
}: {
  readonly value: CustomFieldValue;
  readonly definition: OutputCustomField | undefined;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation('cases');
  const [editing, setEditing] = useState(false);
  const { change, refusals } = useCaseChange();
  const name = definition?.displayName ?? value.name;
  const key = `customFields.${value.name}`;
  const shown = <Shown value={value} needed={definition?.mandatory === true} />;
  return (
    <>
      <dt title={definition?.description}>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        {editing && definition !== undefined ? (
          <FieldInput
            definition={definition}
            value={value.value}
            label={name}
            size="xs"
            autoFocus
            onLeave={() => setEditing(false)}
            onChange={(next) => {
              setEditing(false);
              void change({ [key]: next }, t('done.field', { name }));
            }}
          />
        ) : mayChange && definition !== undefined ? (
          <button
            type="button"
            className={classes.value}
            aria-description={name}
            onClick={() => setEditing(true)}
          >
            {shown}
          </button>
        ) : (
          shown
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
              void change({ [`customFields.${name}`]: null }, t('done.fieldAdded', { name: displayName }))
            }
          >
            <bdi>{displayName}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
