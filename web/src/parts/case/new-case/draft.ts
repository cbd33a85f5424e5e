/** A case that is being written: what was typed and chosen so far, as plain data that can be kept as a draft. */
import type { OutputCaseTemplate } from '../../../../../contract/v1-types.ts';
import type { Pap, Severity, Tlp } from '../../badges.tsx';
import type { FieldValue } from '../../editing/read-field.ts';

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
  readonly fields: Readonly<Record<string, FieldValue>>;
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
      ? { ...emptyDraft, ...found, title: found.title }
      : emptyDraft;
  } catch {
    // Nothing was kept yet.
    return emptyDraft;
  }
}

/** The body of the request: only what was given, so that the template fills in the rest. */
export function caseBody(draft: CaseDraft): Readonly<Record<string, unknown>> {
  const { template, title, description, severity, tlp, pap, tags, assignee, fields } = draft;
  const filled = Object.entries(fields).filter(([, value]) => value !== null);
  const given = {
    caseTemplate: template,
    severity,
    tlp,
    pap,
    assignee,
    tags: tags.length === 0 ? undefined : tags,
    customFields: filled.length === 0 ? undefined : Object.fromEntries(filled),
  };
  return {
    title: title.trim(),
    description,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** Fields of a template that are worth filling at once: those it brings, with its values. */
export function templateFields(
  template: Pick<OutputCaseTemplate, 'customFields'> | undefined,
): readonly string[] {
  return [...new Set((template?.customFields ?? []).map(({ name }) => name))];
}
