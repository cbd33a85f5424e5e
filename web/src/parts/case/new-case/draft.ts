/** A case that is being written: what was typed and chosen so far, as plain data that can be kept as a draft. */
import type { OutputCaseTemplate } from '../../../../../contract/v1-types.ts';
import type { Pap, Severity, Tlp } from '../../badges.tsx';
import type { FieldValue } from '../../editing/read-field.ts';
import { valuesOfField } from '../field-values.ts';

/** The case as far as it is written. What is undefined comes from the template, else from the server. */
export interface CaseDraft {
  readonly template: string | undefined;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity | undefined;
  readonly tlp: Tlp | undefined;
  readonly pap: Pap | undefined;
  readonly tags: readonly string[];
  readonly assignee: string | undefined;
  /** Values by the name of their field, for those that were touched; null is a value that is still to be given. */
  readonly fields: Readonly<Record<string, readonly FieldValue[]>>;
}

/** Nothing written. */
export const emptyDraft: CaseDraft = {
  template: undefined,
  title: '',
  description: '',
  severity: undefined,
  tlp: undefined,
  pap: undefined,
  tags: [],
  assignee: undefined,
  fields: {},
};

/** Reads a kept draft; what is not one counts as nothing written. */
export function readCaseDraft(kept: string): CaseDraft {
  try {
    const found: unknown = JSON.parse(kept);
    return typeof found === 'object' && found !== null && 'title' in found && typeof found.title === 'string'
      ? { ...emptyDraft, ...found, title: found.title, fields: readFields(found) }
      : emptyDraft;
  } catch {
    // Nothing was kept yet.
    return emptyDraft;
  }
}

/** Kept values by field. A draft of an older client holds single values. */
function readFields(found: object): CaseDraft['fields'] {
  if (!('fields' in found) || typeof found.fields !== 'object' || found.fields === null) return {};
  const kept = Object.entries(found.fields).map(([name, values]: [string, unknown]) => [
    name,
    [values].flat().filter(isFieldValue),
  ]);
  return Object.fromEntries(kept);
}

/** The body of the request: only what was given, so that the template fills in the rest. A field of the template that was emptied is empty. */
export function caseBody(
  draft: CaseDraft,
  template: Pick<OutputCaseTemplate, 'customFields'> | undefined,
): Readonly<Record<string, unknown>> {
  const { title, description, severity, tlp, pap, tags, assignee } = draft;
  const customFields = templateFields(template).flatMap((name) => givenValues(name, draft.fields[name]));
  const given = {
    caseTemplate: draft.template,
    severity,
    tlp,
    pap,
    assignee,
    tags: tags.length === 0 ? undefined : tags,
    customFields: customFields.length === 0 ? undefined : customFields,
  };
  return {
    title: title.trim(),
    description,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function givenValues(name: string, values: readonly FieldValue[] | undefined) {
  if (values === undefined) return [];
  const filled = values.filter((value) => value !== null);
  return (filled.length === 0 ? [null] : filled).map((value) => ({ name, value }));
}

/** Fields of a template that are worth filling at once: those it brings, with its values. */
export function templateFields(
  template: Pick<OutputCaseTemplate, 'customFields'> | undefined,
): readonly string[] {
  return [...new Set((template?.customFields ?? []).map(({ name }) => name))];
}

/** The values of a field as the form shows them: those that were given, else those of the template; at least one place. */
export function shownValues(
  name: string,
  { fields }: Pick<CaseDraft, 'fields'>,
  template: Pick<OutputCaseTemplate, 'customFields'> | undefined,
): readonly FieldValue[] {
  const shown = fields[name] ?? valuesOfField(template ?? {}, name).filter(isFieldValue);
  return shown.length === 0 ? [null] : shown;
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
