/** Runs of responders on objects, and what came of them. */
import type { OutputAction } from '../../../../contract/v1-types.ts';
import { get, page, type Step, sort } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { isRecord } from './taxonomies.ts';

/** Where runs are looked for: an object itself, or everything that a relation leads to from it. */
export interface ActionSource {
  readonly entity: 'case' | 'alert' | 'task' | 'observable' | 'log';
  readonly id: string;
  /** `observables`, `tasks`: the runs on these. */
  readonly through?: string;
}

/** Most runs that are listed of each source. */
const mostActions = 200;

function stepsOf({ entity, id, through }: ActionSource): readonly Step[] {
  return [
    get(entity, id),
    ...(through === undefined ? [] : [{ _name: through }]),
    { _name: 'actions' },
    sort([{ startDate: 'desc' }]),
    page(0, mostActions, ['report']),
  ];
}

/** The runs of one source, the newest first. */
export function useActionsOf(source: ActionSource) {
  return usePipeline<readonly OutputAction[]>('actions', stepsOf(source), { entities: ['action'] });
}

/** One thing that a responder asked to be done, and whether it was. */
export interface OperationDone {
  readonly type: string;
  readonly done: boolean;
  readonly message: string;
}

/** The operations of a run; what cannot be read is left out. */
export function operationsOf({ operations }: Pick<OutputAction, 'operations'>): readonly OperationDone[] {
  const list = readJson(operations);
  if (!Array.isArray(list)) return [];
  return list.filter(isRecord).map(({ type, status, message, tag, title, content }) => ({
    type: String(type ?? ''),
    done: status !== 'Failure',
    message:
      [tag, title, content, message].flatMap((text) => (typeof text === 'string' ? [text] : []))[0] ?? '',
  }));
}

/** The message that a responder ended with. */
export function actionMessage({ report }: Pick<OutputAction, 'report'>): string {
  const read = readJson(report ?? '');
  const full = isRecord(read) ? read.full : undefined;
  const message = isRecord(full) ? full.message : undefined;
  return typeof message === 'string' ? message : '';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
