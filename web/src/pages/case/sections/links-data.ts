/** Links of a case: to other cases, and to pages elsewhere. */
import { get, page } from '../../../data/pipeline.ts';
import { usePipeline, useRefresh, useResource } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';

/** A link to a case that the reader sees. */
export interface LinkedCase {
  readonly type: string;
  readonly caseId: string;
  readonly number: number;
  readonly title: string;
}

/** A link to a page elsewhere. */
export interface LinkedPage {
  readonly type: string;
  readonly url: string;
}

/** The links of a case. */
export interface Links {
  readonly caseLinks: readonly LinkedCase[];
  readonly externalLinks: readonly LinkedPage[];
}

/** What a link leads to: the id or number of a case, or an address. */
export type LinkTarget = { readonly caseId: string } | { readonly url: string };

/** The links; an empty list while the case is not found. */
export function useCaseLinks(caseId: string) {
  return usePipeline<readonly { readonly extraData: { readonly links: Links } }[]>(
    'case-links',
    [get('case', caseId), page(0, 1, ['links'])],
    { entities: ['case'] },
  );
}

/** What links mean so far, for suggestions. */
export function useLinkTypes(): readonly string[] {
  return useResource<readonly string[]>('/case/link/types', { entities: ['case'] }).data ?? [];
}

/** Makes and removes links. Each rejects with what the server refused. */
export interface LinkActs {
  readonly add: (type: string, target: LinkTarget) => Promise<void>;
  readonly remove: (type: string, target: LinkTarget) => Promise<void>;
}

/** Makes and removes links of a case. */
export function useLinkActs(caseId: string): LinkActs {
  const api = useApi();
  const refresh = useRefresh();
  const run = async (act: 'add' | 'remove', type: string, target: LinkTarget): Promise<void> => {
    const kind = 'url' in target ? 'external' : 'case';
    await api.post(`/case/${caseId}/link/${kind}/${act}`, { type, ...target });
    await refresh(['case', 'audit']);
  };
  return {
    add: (type, target) => run('add', type, target),
    remove: (type, target) => run('remove', type, target),
  };
}
