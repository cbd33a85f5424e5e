/** Makes an alert that moves here from another instance: with what it brings, its people, its dates, and the case that holds it. */
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { asRoot } from '../frame/placement.ts';
import type { Row } from '../frame/row.ts';
import { addCustomFieldValues } from '../value/custom-field-values.ts';
import { firstStageDates, statusNamed } from '../value/status.ts';
import { rememberTags } from '../value/tags.ts';
import type { ArchivedKind, ArchivedObject } from './archive-format.ts';
import type { ReadArchive } from './read-case-archive.ts';
import { assignableHere } from './restore-case.ts';
import {
  type ImportFault,
  importOrigin,
  restoreContents,
  restoredFields,
  withKnownAssignee,
} from './restore-contents.ts';
import { requireValues, restoredStamps, restoredValues } from './restored-values.ts';
import { type Arrived, countedByKind } from './take-over-case.ts';
import { noteTakenOver, type SourceObject } from './taken-over.ts';
import { refused } from './unzip.ts';

/** What is kept of an alert that moves. */
export const movedAlert: ArchivedKind = {
  entity: 'alert',
  relations: [],
  fields: [
    ...['type', 'source', 'sourceRef', 'externalLink', 'title', 'description', 'severity', 'tlp', 'pap'],
    ...['date', 'tags', 'summary', 'status', 'assignee', 'caseTemplate', 'follow'],
    ...['newDate', 'inProgressDate', 'closedDate', 'importedDate', 'firstTouchedDate'],
  ],
};

/** An alert to take over. */
export interface AlertToTakeOver {
  /** The first object is the alert. */
  readonly archive: ReadArchive;
  /** Digits of the id of the case that holds it, here. */
  readonly caseId: string | undefined;
}

/** Takes over an alert with everything in it, or nothing of it. An alert with its key that is here already refuses it. */
export function takeOverAlert(from: SourceObject, given: AlertToTakeOver): Command<undefined, Arrived> {
  return {
    name: 'takeOverAlert',
    permission: 'manageAlert/create',
    read: () => undefined,
    async run(context) {
      const object = given.archive.objects[0];
      if (object === undefined) throw refused('it holds no alert');
      const faults: ImportFault[] = [];
      const made = new Map<string, Row>();
      const id = await restoreAlert(context, object, given, { faults, made });
      noteTakenOver(context, from, id);
      return { id, contents: countedByKind(made), faults };
    },
  };
}

async function restoreAlert(
  context: CommandContext,
  object: ArchivedObject,
  { archive, caseId }: AlertToTakeOver,
  { faults, made }: { readonly faults: ImportFault[]; readonly made: Map<string, Row> },
): Promise<string> {
  const { write, actor } = context;
  const [id = ''] = await write.takeIds(1);
  const assignable = await assignableHere(context, archive, 'manageAlert/update', true);
  const kept = restoredValues(movedAlert, object);
  requireValues('alert', kept, ['type', 'source', 'sourceRef', 'title', 'description']);
  const { type, source, sourceRef } = kept;
  // The unique key goes first: a duplicate is refused before anything else is written.
  write.addRow('alert_key', {
    organisation_id: actor.organisation.id,
    type,
    source,
    source_ref: sourceRef,
    alert_id: id,
  });
  const values = withKnownAssignee(withStatus(context, kept, faults), assignable, faults, 'alert');
  const root = write.insert(
    entities.alert,
    id,
    asRoot(id, actor.organisation.id),
    { ...values, caseId: caseId ?? null, lastSyncDate: values.date },
    { columns: restoredStamps(movedAlert, object, write.now) },
  );
  await addCustomFieldValues(write, root, restoredFields({ context, faults }, object), 0, importOrigin);
  await restoreContents({ context, root, archive, assignable, made, hashes: new Set(), faults });
  await rememberTags(context, [values.tags]);
  return id;
}

function withStatus({ reference, write }: CommandContext, kept: RowValues, faults: ImportFault[]): RowValues {
  const named = String(kept.status ?? 'New');
  const isKnown = reference.alertStatuses.has(named);
  if (!isKnown)
    faults.push({
      kind: 'alert',
      name: named,
      reason: 'There is no such status of alerts; the alert is New',
    });
  const { value, stage } = statusNamed(reference.alertStatuses, isKnown ? named : 'New');
  return { date: write.now, ...firstStageDates(stage, write.now), ...kept, status: value, stage };
}
