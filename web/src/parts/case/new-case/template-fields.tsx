/** The custom fields that the template of a new case brings, each with as many values as somebody wants to give. */
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputCustomField } from '../../../../../contract/v1-types.ts';
import type { Template } from '../../alert/promote/templates.ts';
import { FieldInput } from '../../editing/field-input.tsx';
import type { FieldValue } from '../../editing/read-field.ts';
import { useFieldDefinitions } from '../case-data.ts';
import { type CaseDraft, shownValues, templateFields } from './draft.ts';
import classes from './new-case.module.css';

/** The fields; nothing where the template brings none. */
export function TemplateFields({
  draft,
  template,
  errors,
  onChange,
}: {
  readonly draft: CaseDraft;
  readonly template: Template | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (fields: CaseDraft['fields']) => void;
}) {
  const { t } = useTranslation('cases');
  const definitions = useFieldDefinitions();
  const fields = templateFields(template).flatMap((name) => definitions.get(name) ?? []);
  if (fields.length === 0) return null;
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.label}>{t('fields.title')}</legend>
      {fields.map((definition) => (
        <Field
          key={definition.name}
          definition={definition}
          values={shownValues(definition.name, draft, template)}
          error={errors[`customFields.${definition.name}`]}
          onChange={(values) => onChange({ ...draft.fields, [definition.name]: values })}
        />
      ))}
    </fieldset>
  );
}

function Field({
  definition,
  values,
  error,
  onChange,
}: {
  readonly definition: OutputCustomField;
  readonly values: readonly FieldValue[];
  readonly error: string | undefined;
  readonly onChange: (values: readonly FieldValue[]) => void;
}) {
  const { t } = useTranslation('cases');
  const { displayName, mandatory } = definition;
  const isFull = values.every((value) => value !== null);
  const addition = t('fields.addValue', { name: displayName });
  const removal = t('fields.removeValue', { name: displayName });
  return (
    <div className={classes.field}>
      <span className={classes.fieldName}>
        <bdi>{displayName}</bdi>
        {mandatory && <span className={classes.needed}>{t('fields.toClose')}</span>}
        {isFull && (
          <ActionIcon
            size={24}
            className={classes.addValue}
            aria-label={addition}
            title={addition}
            onClick={() => onChange([...values, null])}
          >
            <IconPlus size={14} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        )}
      </span>
      {values.map((value, index) => (
        // A value has no name of its own: what tells it from the others is its place.
        <div key={placeKey(definition.name, index)} className={classes.fieldValue}>
          <FieldInput
            definition={definition}
            value={value}
            label={displayName}
            size="xs"
            error={index === values.length - 1 ? error : undefined}
            onChange={(next) => onChange(values.toSpliced(index, 1, next))}
          />
          {values.length > 1 && (
            <ActionIcon
              size={24}
              aria-label={removal}
              title={removal}
              onClick={() => onChange(values.toSpliced(index, 1))}
            >
              <IconX size={14} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
    </div>
  );
}

function placeKey(name: string, index: number): string {
  return `${name}:${index}`;
}
