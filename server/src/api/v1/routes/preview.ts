/** Routes that show what promoting, merging and un-merging would do, and do nothing. */
import {
  type FieldConflict,
  type MergePreview,
  previewMerge,
  previewUnmerge,
} from '../../../commands/alert/preview-merge.ts';
import { previewPromotion } from '../../../commands/alert/preview-promotion.ts';
import type { TakenBack } from '../../../commands/alert/taken-back.ts';
import type { Unmerged } from '../../../commands/alert/unlink-alert.ts';
import { asReadObject } from '../../../commands/frame/row.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { commands } from '../commands.ts';
import { show } from '../read.ts';
import type { WireObject } from '../render/render.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandCallOf } from '../route-kinds.ts';

/** An object that does not exist: without id, version and stamps, which it would get. */
function unmade(call: RouteCall, object: ReadObject): WireObject {
  const { number: _, startDate, ...shown } = show(actorOf(call), object);
  const kept = Object.entries(shown).filter(([name]) => !name.startsWith('_') || name === '_type');
  return { ...Object.fromEntries(kept), ...(object.entity === 'case' ? { startDate } : {}) };
}

async function merge(call: RouteCall): Promise<Answer> {
  const [alertId, caseId] = [parameter(call, 'alertId'), parameter(call, 'caseId')];
  const preview = await previewMerge(call.services.commands, alertId, caseId, commandCallOf(call));
  return { status: 200, body: renderMerge(call, preview) };
}

function renderMerge(call: RouteCall, { observables, tags, customFields, files }: MergePreview) {
  const conflicts: readonly FieldConflict[] = customFields.conflicts;
  return {
    observables: {
      added: observables.added.map((object) => unmade(call, object)),
      present: observables.present.map(({ object, ...changes }) => ({
        observable: show(actorOf(call), object),
        ...changes,
      })),
    },
    tags,
    customFields: { added: customFields.added, conflicts },
    files: files.map((object) => unmade(call, object)),
  };
}

async function unmerge(call: RouteCall): Promise<Answer> {
  const [alertId, caseId] = [parameter(call, 'alertId'), parameter(call, 'caseId')];
  const preview = await previewUnmerge(call.services.commands, alertId, caseId, commandCallOf(call));
  return { status: 200, body: renderUnmerge(call, preview) };
}

function renderUnmerge(call: RouteCall, { observables, files, tags, customFields }: Unmerged) {
  const shown = ({ removed, kept }: TakenBack) => ({
    removed: removed.map((row) => show(actorOf(call), asReadObject(row))),
    kept: kept.map(({ row, why }) => ({ object: show(actorOf(call), asReadObject(row)), why })),
  });
  const field = ({ name, value }: Unmerged['customFields']['removed'][number]) => ({ field: name, value });
  return {
    observables: shown(observables),
    files: shown(files),
    tags,
    customFields: { removed: customFields.removed.map(field), kept: customFields.kept.map(field) },
  };
}

async function promote(call: RouteCall): Promise<Answer> {
  const raw = bodyWith((one) => ({ alert: parameter(one, 'alertId') }))(call);
  const preview = await previewPromotion(call.services.commands, raw, commandCallOf(call));
  const list = (objects: readonly ReadObject[]) => objects.map((object) => unmade(call, object));
  return {
    status: 200,
    body: {
      case: preview.exists ? show(actorOf(call), preview.case) : unmade(call, preview.case),
      tasks: list(preview.tasks),
      observables: list(preview.observables),
      files: list(preview.files),
      exists: preview.exists,
    },
  };
}

/** The routes. */
export const previewRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/alert/{alertId}/merge/{caseId}/preview',
    permission: commands.mergeAlerts.permission,
    summary: 'What merging an alert into a case would add, join and contradict; nothing is written',
    status: 200,
    answer: {
      sentence:
        '{observables: {added, present: [{observable, tags, values}]}, tags, customFields: {added: [{field, value}], conflicts: [{field, mine, theirs}]}, files}',
    },
    handle: merge,
  },
  {
    method: 'GET',
    path: '/case/{caseId}/alert/{alertId}/unmerge/preview',
    permission: commands.unmergeAlert.permission,
    summary: 'What undoing a merge would take out, and what would stay and why; nothing is written',
    status: 200,
    answer: {
      sentence:
        '{observables: {removed, kept: [{object, why}]}, files: {removed, kept}, tags: {removed, kept}, customFields: {removed, kept}}; why is shared, analyzed or changed',
    },
    handle: unmerge,
  },
  {
    method: 'POST',
    path: '/alert/{alertId}/case/preview',
    permission: commands.importAlert.permission,
    summary: 'The case that promoting an alert would make; nothing is written',
    status: 200,
    body: {
      entity: 'case',
      mode: 'create',
      also: {
        customFields: 'values by name, or a list of {name, value, order}',
        caseTemplate: 'id or name of a case template',
        tasks: 'tasks to make',
        sharingParameters: 'shares to make',
      },
    },
    answer: { sentence: '{case, tasks, observables, files, exists}' },
    handle: promote,
  },
];
