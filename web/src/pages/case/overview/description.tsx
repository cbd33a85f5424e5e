/** What a case is about, as text that several people write. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get, page } from '../../../data/pipeline.ts';
import { runPipeline, useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import type { CaseDetail } from '../../../parts/case/case-data.ts';
import { EditableText } from '../../../parts/editing/editable-text.tsx';
import type { TextStore } from '../../../parts/editing/use-text-change.ts';
import { useNames } from '../../../parts/person.tsx';

/** The block. */
export function Description() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  return (
    <EditableText
      title={word('field.description')}
      text={detail.description}
      version={detail._version}
      field="description"
      place={`case:${detail._id}:description`}
      mayEdit={may('manageCase/update')}
      store={useDescriptionStore(detail._id)}
      empty={t('description.empty')}
    />
  );
}

function useDescriptionStore(caseId: string): TextStore {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const nameOf = useNames();
  return useMemo<TextStore>(
    () => ({
      async save(description, _version) {
        await api.patch(`/case/${caseId}`, { description, _version });
        queries.setQueriesData<readonly CaseDetail[]>({ queryKey: [api.organisation, 'case'] }, (rows) =>
          rows?.map((row) => (row._id === caseId ? { ...row, description } : row)),
        );
        await refresh(['case', 'audit']);
      },
      async read() {
        const [stored] = await runPipeline<readonly CaseDetail[]>(api, 'case-text', [
          get('case', caseId),
          page(0, 1),
        ]);
        if (stored === undefined) throw new Error('The case is gone');
        const login = stored._updatedBy ?? stored._createdBy;
        return {
          text: stored.description,
          version: stored._version,
          name: nameOf(login),
          at: stored._updatedAt,
        };
      },
    }),
    [api, caseId, queries, refresh, nameOf],
  );
}
