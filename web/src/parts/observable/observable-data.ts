/** An observable as lists and details read it. */
import type { OutputAlert, OutputCase, OutputObservable } from '../../../../contract/v1-types.ts';
import { get, page } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';

/** An observable in a list, with how often its value was seen elsewhere. */
export interface ObservableRow extends OutputObservable {
  readonly extraData: {
    /** Other cases and alerts with the value, up to 1 000; `ioc`: one of them marked it as a sign of compromise. */
    readonly seen?: { readonly seen: number; readonly ioc: boolean };
  };
}

/** An observable with where it lies. */
export interface ObservableDetail extends OutputObservable {
  readonly extraData: {
    readonly seen?: { readonly seen: number; readonly ioc: boolean };
    readonly links?: { readonly case?: OutputCase; readonly alert?: OutputAlert };
  };
}

/** One observable. */
export function useObservable(observableId: string) {
  return usePipeline<readonly ObservableDetail[]>(
    'observable',
    [get('observable', observableId), page(0, 1, ['seen', 'links'])],
    { entities: ['observable'] },
  );
}

/** Most places where a value was seen that are listed. */
const mostPlaces = 50;

/** The same value in other cases and alerts. */
export function useSimilar(observable: ObservableDetail) {
  const { data, error, refetch } = usePipeline<readonly ObservableDetail[]>(
    'observable-seen',
    [get('observable', observable._id), { _name: 'similar' }, page(0, mostPlaces, ['links'])],
    { entities: ['observable'] },
  );
  return { data: data?.filter((other) => isElsewhere(observable, other)), error, refetch };
}

type Linked = Pick<ObservableDetail, 'extraData'>;

/** Whether an equal observable lies elsewhere: not in an alert that went into the same case, nor in the case of the same alert. */
export function isElsewhere({ extraData: own }: Linked, { extraData: other }: Linked): boolean {
  const [mine, theirs] = [own.links, other.links];
  const into = (alert: Partial<OutputAlert> | null | undefined, oneCase: OutputCase | null | undefined) =>
    alert?.caseId !== undefined && alert.caseId === oneCase?._id;
  return !into(theirs?.alert, mine?.case) && !into(mine?.alert, theirs?.case);
}
