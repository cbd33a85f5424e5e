/** The custom fields that cases of a template have from the start, in their order, with a value when one is known. */
import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomField } from '../../../../../contract/v1-types.ts';
import { useResource } from '../../../data/queries.ts';
import formClasses from '../form/form.module.css';
import { movedTo } from './moved-to.ts';
import type { ModelField } from './template-values.ts';
import classes from './templates.module.css';

/** The custom fields of the platform. */
export function useFieldDefinitions(): readonly OutputCustomField[] {
  return useResource<readonly OutputCustomField[]>('/customField', { entities: ['customField'] }).data ?? [];
}

/** The block. */
export function ModelFields({
  fields,
  refused,
  onChange,
}: {
  readonly fields: readonly ModelField[];
  readonly refused: Readonly<Record<string, string>>;
  readonly onChange: (fields: readonly ModelField[]) => void;
}) {
  const { t } = useTranslation('settings');
  const definitions = useFieldDefinitions();
  return (
    <section className={formClasses.section} aria-labelledby="template-fields">
      <h3 id="template-fields" className={formClasses.heading}>
        {t('template.fields')}
        <span className={formClasses.meta}>{fields.length}</span>
      </h3>
      <ol className={classes.tasks}>
        {fields.map((field, index) => (
          <FieldLine
            key={field.name}
            field={field}
            definition={definitions.find(({ name }) => name === field.name)}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            error={refused[`customFields[${index}].value`] ?? refused[`customFields[${index}]`]}
            onValue={(value) => onChange(fields.map((one) => (one === field ? { ...one, value } : one)))}
            onMove={(by) => onChange(movedTo(fields, index, index + by))}
            onRemove={() => onChange(fields.filter((one) => one !== field))}
          />
        ))}
      </ol>
      <AddField
        offered={definitions.filter(({ name }) => !fields.some((field) => field.name === name))}
        onAdd={(name) => onChange([...fields, { name, value: null }])}
      />
    </section>
  );
}

interface LineProps {
  readonly field: ModelField;
  readonly definition: OutputCustomField | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly error: string | undefined;
  readonly onValue: (value: unknown) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

function FieldLine({ field, definition, isFirst, isLast, error, onValue, onMove, onRemove }: LineProps) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const title = definition?.displayName ?? field.name;
  return (
    <li className={classes.task}>
      <div className={classes.taskLine}>
        <span className={classes.fieldName}>
          <bdi className="sk-ellipsis">{title}</bdi>
          {definition?.mandatory === true && (
            <span className={formClasses.meta}>{t('field.mandatoryShort')}</span>
          )}
        </span>
        <span className={formClasses.spread}>
          <ValueField field={field} definition={definition} label={title} error={error} onValue={onValue} />
        </span>
        <span className={classes.buttons}>
          <ActionIcon aria-label={t('template.up', { title })} disabled={isFirst} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={t('template.down', { title })} disabled={isLast} onClick={() => onMove(1)}>
            <IconArrowDown size={16} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={`${word('action.remove')} ${title}`} onClick={onRemove}>
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </span>
      </div>
    </li>
  );
}

function ValueField({
  field,
  definition,
  label,
  error,
  onValue,
}: Pick<LineProps, 'field' | 'definition' | 'error' | 'onValue'> & { readonly label: string }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const shared = { 'aria-label': label, placeholder: t('template.open'), error };
  const options = Array.isArray(definition?.options) ? definition.options.map(String) : [];
  const text = field.value === null || field.value === undefined ? '' : String(field.value);
  const isNumber = definition?.type === 'integer' || definition?.type === 'float';
  const typed = (value: string | null): unknown => {
    if (value === null || value === '') return null;
    return isNumber ? Number(value) : value;
  };
  if (definition?.type === 'boolean')
    return (
      <Select
        {...shared}
        clearable
        data={[
          { value: 'true', label: word('yes') },
          { value: 'false', label: word('no') },
        ]}
        value={text === '' ? null : text}
        onChange={(value) => onValue(value === null ? null : value === 'true')}
      />
    );
  if (definition?.type === 'date') return <span className={formClasses.note}>{t('template.dateOpen')}</span>;
  if (options.length > 0)
    return (
      <Select
        {...shared}
        clearable
        searchable
        data={options}
        value={text === '' ? null : text}
        onChange={(value) => onValue(typed(value))}
      />
    );
  if (isNumber)
    return (
      <NumberInput
        {...shared}
        allowDecimal={definition.type === 'float'}
        value={text}
        onChange={(value) => onValue(value === '' ? null : Number(value))}
      />
    );
  return (
    <TextInput
      {...shared}
      value={text}
      onChange={({ currentTarget }) => onValue(typed(currentTarget.value))}
    />
  );
}

function AddField({
  offered,
  onAdd,
}: {
  readonly offered: readonly OutputCustomField[];
  readonly onAdd: (name: string) => void;
}) {
  const { t } = useTranslation('settings');
  const [wanted, setWanted] = useState<string | null>(null);
  if (offered.length === 0) return <p className={formClasses.note}>{t('template.noMoreFields')}</p>;
  return (
    <div className={formClasses.line}>
      <Select
        aria-label={t('template.chooseField')}
        placeholder={t('template.chooseField')}
        searchable
        data={offered.map(({ name, displayName }) => ({ value: name, label: displayName }))}
        value={wanted}
        onChange={setWanted}
      />
      <Button
        disabled={wanted === null}
        onClick={() => {
          if (wanted !== null) onAdd(wanted);
          setWanted(null);
        }}
      >
        {t('template.addField')}
      </Button>
    </div>
  );
}
