/** Which two reports of an observable are compared. The address names the earlier run; the newest of its analyzer is the other. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { useActions } from '../../ui/actions.tsx';

/** Two runs of one analyzer. */
export interface Comparison {
  readonly before: OutputJob;
  readonly after: OutputJob;
}

type Search = Readonly<Record<string, string | undefined>>;

/** What is compared, what can be, and the way to choose; Shift+D goes through what can be. */
export function useComparison(newest: readonly OutputJob[], earlier: readonly OutputJob[]) {
  const { t } = useTranslation('observables');
  const { compare } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const isSuccess = ({ status }: OutputJob): boolean => status === 'Success';
  const pairs: readonly Comparison[] = earlier.filter(isSuccess).flatMap((before) => {
    const after = newest.find((job) => job.analyzerId === before.analyzerId && isSuccess(job));
    return after === undefined ? [] : [{ before, after }];
  });
  const place = pairs.findIndex(({ before }) => before._id === compare);
  const choose = (runId: string | undefined): void =>
    void navigate({
      to: '.',
      search: (now: Search) => ({ ...now, compare: runId }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
  useActions(
    pairs.length === 0
      ? []
      : [
          {
            id: 'report.compare',
            label: t('compare.next'),
            group: t('tab.reports'),
            keys: 'Shift+D',
            perform: () => choose(pairs[place + 1]?.before._id),
          },
        ],
  );
  return { comparison: pairs[place], pairs, choose };
}
