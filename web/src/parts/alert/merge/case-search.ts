/** Cases into which an alert may be merged: similar ones at first, then what is written is looked for. */

import { useDebouncedValue } from '@mantine/hooks';
import { refang } from '@skep/sdk/fanging';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { filters, follow, list, page, type Step, sort, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';

/** Most cases that are found by each way of looking. */
const mostFound = 20;
const pauseMs = 200;

/** Cases by number, by words of their texts, and by a value they hold; undefined while nothing is looked for. */
export function useCaseSearch(given: string): {
  readonly found: readonly OutputCase[] | undefined;
  readonly error: Error | null;
} {
  const [words] = useDebouncedValue(given.trim(), pauseMs);
  const enabled = words !== '';
  const origin = { entities: ['case'] };
  const byText = usePipeline<readonly OutputCase[]>('merge-case-text', textSteps(words), origin, { enabled });
  const byValue = usePipeline<readonly OutputCase[]>('merge-case-value', valueSteps(words), origin, {
    enabled,
  });
  if (!enabled) return { found: undefined, error: null };
  const all = [...(byText.data ?? []), ...(byValue.data ?? [])];
  return {
    found: all.filter(({ _id }, place) => all.findIndex((one) => one._id === _id) === place),
    error: byText.error,
  };
}

/** Steps that find cases by their number, or by words. */
function textSteps(words: string): readonly Step[] {
  const number = /^#?(\d{1,15})$/.exec(words)?.[1];
  return [
    list('case'),
    where(number === undefined ? filters.text(words) : filters.is('number', Number(number))),
    sort([{ _createdAt: 'desc' }]),
    page(0, mostFound),
  ];
}

/** Steps that find cases by a value they hold, written disguised or not. */
function valueSteps(words: string): readonly Step[] {
  return [list('observable'), where(filters.is('data', refang(words))), follow('case'), page(0, mostFound)];
}
