/** What the server finds for the words in the palette: a few of each kind, asked once the typing pauses. */
import { useDebouncedValue } from '@mantine/hooks';
import { boundedCount, filters, list, page, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import {
  type Found,
  readFound,
  type SearchKind,
  type SearchObjects,
  searchSteps,
} from '../../../parts/shell/search-kinds.ts';
import type { Indicator } from './use-indicator.ts';

/** Results of each kind. */
const mostOfKind = 5;
/** Milliseconds without a key stroke before the server is asked. */
const pauseMs = 180;
/** Shortest words that are looked for; one character of a script without spaces is a word. */
const shortest = 2;

/** What was found so far. */
export interface Results {
  readonly cases: readonly Found[];
  readonly alerts: readonly Found[];
  readonly observables: readonly Found[];
  /** The answer for the present text is still on its way. */
  readonly waiting: boolean;
}

function isSearchable(words: string): boolean {
  return words.length >= shortest || /\p{Script=Han}/u.test(words);
}

function useFoundOf<Kind extends SearchKind>(
  kind: Kind,
  words: string,
  enabled: boolean,
): { readonly found: readonly Found[]; readonly waiting: boolean } {
  const organisation = useApi().organisation ?? '';
  const { data, isLoading } = usePipeline<readonly SearchObjects[Kind][]>(
    `palette-${kind}`,
    searchSteps(kind, words, 0, mostOfKind),
    {},
    { enabled },
  );
  const objects = enabled ? (data ?? []) : [];
  return { found: objects.map((object) => readFound(kind, organisation, object)), waiting: isLoading };
}

/** Cases, alerts and observables for some words. A case number is looked for by itself. */
export function useFound(
  words: string,
  enabled: boolean,
  caseNumber: number | undefined,
  indicator: Indicator | undefined,
): Results {
  const [asked] = useDebouncedValue(words, pauseMs);
  const active = enabled && isSearchable(asked);
  const cases = useFoundOf('case', asked, active);
  const alerts = useFoundOf('alert', asked, active);
  const observables = useFoundOf('observable', asked, active && indicator === undefined);
  const numbered = useCaseByNumber(caseNumber);
  return {
    cases: [...numbered, ...cases.found.filter(({ id }) => id !== numbered[0]?.id)],
    alerts: alerts.found,
    observables: observables.found,
    waiting:
      (enabled && isSearchable(words) && asked !== words) ||
      [cases, alerts, observables].some(({ waiting }) => waiting),
  };
}

function useCaseByNumber(number: number | undefined): readonly Found[] {
  const organisation = useApi().organisation ?? '';
  const { data } = usePipeline<readonly SearchObjects['case'][]>(
    'palette-case-number',
    [list('case'), where(filters.is('number', number ?? 0)), page(0, 1)],
    {},
    { enabled: number !== undefined },
  );
  if (number === undefined) return [];
  return (data ?? []).map((case_) => readFound('case', organisation, case_));
}

/** How often a value was seen; undefined while that is being counted. Negative above the bound of the server. */
export function useTimesSeen(indicator: Indicator | undefined): number | undefined {
  return usePipeline<number>(
    'palette-seen',
    [list('observable'), where(filters.is('data', indicator?.value ?? '')), boundedCount()],
    {},
    { enabled: indicator !== undefined },
  ).data;
}
