/** Changes fields of the case on screen: shown at once, taken back with the reason when the server refuses, and undone within a minute. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { useErrorText, useFieldErrors } from '../error-text.ts';
import { useCase } from './case-context.tsx';
import type { CaseDetail } from './case-data.ts';
import { fieldOfKey, valuesOfField, withFieldValues } from './field-values.ts';

/**
 * New values by field, as the API takes them; null takes a value away. A custom field is named `customFields.NAME` and
 * given as the list of its values: none takes the field from the case.
 */
export type CasePatch = Readonly<Record<string, unknown>>;

/** Kinds of answers that a change of a case concerns. */
export const changedWithCase = ['case', 'audit', 'task', 'alert'] as const;

/** Changing, and what the server refused last, by field. */
export interface CaseChange {
  /** Gives whether the server took the change. `label` tells in the undo strip what was done. */
  readonly change: (patch: CasePatch, label: string) => Promise<boolean>;
  readonly refusals: Readonly<Record<string, string>>;
}

/** Changing of the case on screen. */
export function useCaseChange(): CaseChange {
  const { detail } = useCase();
  const api = useApi();
  const refresh = useRefresh();
  const show = useShownCase(detail._id);
  const { offer } = useUndo();
  const reason = useErrorText();
  const fieldErrors = useFieldErrors();
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({});
  const send = (patch: CasePatch): Promise<unknown> => api.patch(`/case/${detail._id}`, patch);
  const change = async (patch: CasePatch, label: string): Promise<boolean> => {
    const inverse = inverseOf(detail, patch);
    setRefusals({});
    await show(patch);
    try {
      await send(patch);
    } catch (error) {
      await show(inverse);
      const named = fieldErrors(error);
      setRefusals(Object.fromEntries(Object.keys(patch).map((name) => [name, named[name] ?? reason(error)])));
      return false;
    } finally {
      void refresh(changedWithCase);
    }
    const undo = async (): Promise<void> => {
      await send(inverse);
      await refresh(changedWithCase);
    };
    offer({ label, undo });
    return true;
  };
  return { change, refusals };
}

/** The present values of what a change would change. */
export function inverseOf(detail: Partial<CaseDetail>, patch: CasePatch): CasePatch {
  const present = new Map<string, unknown>(Object.entries(detail));
  return Object.fromEntries(
    Object.keys(patch).map((name) => {
      const field = fieldOfKey(name);
      return [name, field === undefined ? (present.get(name) ?? null) : valuesOfField(detail, field)];
    }),
  );
}

/** Shows values of a case before the server has them. */
function useShownCase(caseId: string): (values: CasePatch) => Promise<void> {
  const { organisation } = useApi();
  const queries = useQueryClient();
  return async (values) => {
    const queryKey = [organisation, 'case'];
    await queries.cancelQueries({ queryKey });
    queries.setQueriesData<readonly CaseDetail[]>({ queryKey }, (rows) =>
      rows?.map((row) => (row._id === caseId ? withValues(row, values) : row)),
    );
  };
}

function withValues(row: CaseDetail, values: CasePatch): CaseDetail {
  const shown: Record<string, unknown> = {};
  let customFields = row.customFields ?? [];
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOfKey(name);
    if (field === undefined) shown[name] = value ?? undefined;
    else customFields = withFieldValues({ customFields }, field, value);
  }
  return { ...row, ...shown, customFields };
}
