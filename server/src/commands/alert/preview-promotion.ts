/** The case that promoting an alert would make: the command itself is rehearsed, and what it made is read before it is taken back. */
import type { RawObject } from '../../model/input.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import {
  type CommandCall,
  type CommandContext,
  type CommandDependencies,
  rehearseCommand,
} from '../frame/command.ts';
import { storedValue } from '../frame/row.ts';
import { importAlert } from './import-alert.ts';

/** A case with what lies in it. */
export interface PromotionPreview {
  readonly case: ReadObject;
  readonly tasks: readonly ReadObject[];
  readonly observables: readonly ReadObject[];
  readonly files: readonly ReadObject[];
  /** The alert has this case already: promoting makes none. */
  readonly exists: boolean;
}

/** Most objects of a kind that are shown. */
const mostShown = 1_000;

/** Shows what promoting would make. Throws what promoting would throw. */
export function previewPromotion(
  dependencies: CommandDependencies,
  raw: RawObject,
  call: CommandCall,
): Promise<PromotionPreview> {
  return rehearseCommand(dependencies, importAlert, raw, call, {
    async before(context) {
      const alert = await context.find('alert', String(raw.alert), { forChange: false });
      return storedValue(alert, 'caseId');
    },
    async after(context, { id }, caseId) {
      const [made] = await objects(context, [{ op: 'get', entity: 'case', id }]);
      if (made === undefined) throw new Error('The case that was made is not seen');
      const below = (relation: string, path = 'createdAt') =>
        objects(context, [
          { op: 'get', entity: 'case', id },
          { op: 'follow', relation },
          { op: 'sort', keys: [{ path, descending: false }] },
        ]);
      return {
        case: made,
        tasks: await below('tasks', 'order'),
        observables: await below('observables'),
        files: await below('attachments'),
        exists: caseId === id,
      };
    },
  });
}

async function objects(context: CommandContext, pipeline: Pipeline): Promise<readonly ReadObject[]> {
  const result = await context.read([...pipeline, { op: 'page', from: 0, to: mostShown, extraData: [] }]);
  return result.kind === 'objects' ? result.objects : [];
}
