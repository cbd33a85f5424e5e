/** What merging an alert into a case would do, and undoing it, as the server rehearsed it. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { OutputAttachment, OutputObservable } from '../../../../../contract/v1-types.ts';
import { useResource } from '../../../data/queries.ts';

/** A field that alert (mine) and case (theirs) fill differently. */
export interface FieldConflict {
  readonly field: string;
  readonly mine: readonly unknown[];
  readonly theirs: readonly unknown[];
}

/** Which value of such a field the case will have. */
export type FieldChoice = 'theirs' | 'mine' | 'both';

/** What a merge would do. */
export interface MergePreview {
  readonly observables: {
    readonly added: readonly Pick<OutputObservable, 'dataType' | 'data' | 'attachment'>[];
    readonly present: readonly {
      readonly observable: OutputObservable;
      readonly tags: readonly string[];
      readonly values: Readonly<Record<string, unknown>>;
    }[];
  };
  readonly tags: readonly string[];
  readonly customFields: {
    readonly added: readonly { readonly field: string; readonly value: unknown }[];
    readonly conflicts: readonly FieldConflict[];
  };
  readonly files: readonly Pick<OutputAttachment, 'name' | 'size'>[];
}

/** The preview of a merge; nothing is asked while no case is chosen. */
export function useMergePreview(alertId: string, caseId: string | undefined): UseQueryResult<MergePreview> {
  // Not asked again once the merge is done: there is nothing left to show then.
  return useResource(
    `/alert/${alertId}/merge/${caseId ?? ''}/preview`,
    {},
    { enabled: caseId !== undefined },
  );
}

/** The choice for each field that is filled differently: the value of the case where nothing was chosen. */
export function decided(
  preview: MergePreview | undefined,
  choices: Readonly<Record<string, FieldChoice>>,
): Readonly<Record<string, FieldChoice>> {
  const conflicts = preview?.customFields.conflicts ?? [];
  return Object.fromEntries(conflicts.map(({ field }) => [field, choices[field] ?? 'theirs']));
}

/** Why something stays when a merge is undone. */
export type WhyKept = 'shared' | 'analyzed' | 'changed';

/** What goes and what stays of one kind. */
export interface TakenBack<T> {
  readonly removed: readonly T[];
  readonly kept: readonly { readonly object: T; readonly why: WhyKept }[];
}

/** What undoing a merge would do. */
export interface UnmergePreview {
  readonly observables: TakenBack<OutputObservable>;
  readonly files: TakenBack<OutputAttachment>;
  readonly tags: { readonly removed: readonly string[]; readonly kept: readonly string[] };
  readonly customFields: {
    readonly removed: readonly { readonly field: string; readonly value: unknown }[];
    readonly kept: readonly { readonly field: string; readonly value: unknown }[];
  };
}

/** The preview of undoing a merge. */
export function useUnmergePreview(caseId: string, alertId: string): UseQueryResult<UnmergePreview> {
  return useResource(`/case/${caseId}/alert/${alertId}/unmerge/preview`, {});
}

/** How many of what stays, by the reason. */
export function keptByReason(preview: UnmergePreview): Readonly<Record<WhyKept, number>> {
  const kept = [...preview.observables.kept, ...preview.files.kept];
  const count = (why: WhyKept): number => kept.filter((one) => one.why === why).length;
  return { shared: count('shared'), analyzed: count('analyzed'), changed: count('changed') };
}
