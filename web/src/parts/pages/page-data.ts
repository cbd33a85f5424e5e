/** Pages as they are read and written: those of a case, and those of the knowledge base of the organisation. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OutputPage, OutputPageTemplate } from '../../../../contract/v1-types.ts';
import { filters, follow, get, list, page, type Step, sort, where } from '../../data/pipeline.ts';
import { pipelineQuery, runPipeline, usePipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import type { TextStore } from '../editing/use-text-change.ts';
import { useNames } from '../person.tsx';

/** Where pages stand. */
export interface Shelf {
  /** Tells the answers of shelves apart. */
  readonly name: 'case' | 'knowledge';
  /** Leads to its pages. */
  readonly steps: readonly Step[];
  /** Address below which its pages are written. */
  readonly path: string;
  /** The case, when it is one of a case. */
  readonly caseId: string | undefined;
}

/** The pages of a case. */
export function caseShelf(caseId: string): Shelf {
  return {
    name: 'case',
    steps: [get('case', caseId), follow('pages')],
    path: `/case/${caseId}/page`,
    caseId,
  };
}

/** The pages of the knowledge base. */
export const knowledgeShelf: Shelf = {
  name: 'knowledge',
  steps: [list('organisationPage')],
  path: '/page',
  caseId: undefined,
};

/** A page without what it says. */
export type PageHeading = Omit<OutputPage, 'content'>;

/** Most pages of a shelf that are listed, and most that a search gives. */
export const mostPages = 500;
const mostFound = 50;

function originOf({ caseId }: Shelf) {
  return { entities: ['page'], ...(caseId === undefined ? {} : { about: caseId }) };
}

/** The pages of a shelf without what they say. */
export function usePageHeadings(shelf: Shelf) {
  return usePipeline<readonly PageHeading[]>(
    `${shelf.name}-pages`,
    [
      ...shelf.steps,
      sort([{ category: 'asc' }, { order: 'asc' }]),
      { _name: 'headerPage', from: 0, to: mostPages },
    ],
    originOf(shelf),
  );
}

/** Pages that hold some words; nothing while none are given. What was found before stays until the next answer. */
export function useFoundPages(shelf: Shelf, words: string) {
  const api = useApi();
  const steps = [...shelf.steps, where(filters.text(words)), page(0, mostFound)];
  return useQuery({
    ...pipelineQuery<readonly OutputPage[]>(api, `${shelf.name}-pages-found`, steps, originOf(shelf)),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

function oneOf(shelf: Shelf, pageId: string): readonly Step[] {
  return [...shelf.steps, where(filters.is('_id', pageId)), page(0, 1)];
}

/** One page of a shelf as a list; empty when it is not there. */
export function usePage(shelf: Shelf, pageId: string) {
  return usePipeline<readonly OutputPage[]>(`${shelf.name}-page`, oneOf(shelf, pageId), originOf(shelf));
}

/** What pages can start from. */
export function usePageTemplates() {
  return usePipeline<readonly OutputPageTemplate[]>(
    'page-templates',
    [list('pageTemplate'), sort([{ category: 'asc' }, { order: 'asc' }]), page(0, mostPages)],
    { entities: ['pageTemplate'] },
  );
}

/** Where the text of a page is stored. */
export function usePageStore(shelf: Shelf, pageId: string): TextStore {
  const api = useApi();
  const refresh = useRefresh();
  const nameOf = useNames();
  return useMemo<TextStore>(
    () => ({
      async save(text, _version) {
        await api.patch(`${shelf.path}/${pageId}`, { content: text, _version });
        await refresh(['page', 'audit']);
      },
      async read() {
        const [stored] = await runPipeline<readonly OutputPage[]>(api, 'page-text', oneOf(shelf, pageId));
        if (stored === undefined) throw new Error('The page is gone');
        const login = stored._updatedBy ?? stored._createdBy;
        return {
          text: stored.content,
          version: stored._version,
          name: nameOf(login),
          at: stored._updatedAt,
        };
      },
    }),
    [api, refresh, nameOf, shelf, pageId],
  );
}
