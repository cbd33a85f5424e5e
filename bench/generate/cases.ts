/** Cases with tasks, logs, observables and shares; most begin with an alert. */
import { asRoot, sharable, within } from '../../server/src/commands/frame/placement.ts';
import type { Placement, Row } from '../../server/src/commands/frame/row.ts';
import { entities } from '../../server/src/model/registry.ts';
import { type Event, hour, inCase, minute, type Telling, writeObservable, writeValue } from './alerts.ts';
import type { Tenant } from './pen.ts';
import { businessUnits, caseEndings, paragraphs, taskTitles } from './words.ts';

/** What a case is made from. */
export interface CaseOptions {
  readonly id: string;
  readonly number: number;
  /** Whether an alert of the same event is imported into it. */
  readonly fromAlert: boolean;
  /** Organisation it is shared with. */
  readonly sharedWith: Tenant | undefined;
}

interface CaseTimes {
  readonly begun: number;
  readonly ended: number | undefined;
}

/** Writes the case of an event and all that is in it. */
export function writeCase(telling: Telling, event: Event, options: CaseOptions): void {
  const { tenant } = event;
  const { id, sharedWith } = options;
  const organisationIds = sharedWith === undefined ? [tenant.id] : [tenant.id, sharedWith.id];
  const placement = { ...asRoot(id, tenant.id), organisationIds };
  const times = timesOf(telling, event);
  writeShares(telling, event, { rootId: id, entityId: id, kind: 'case' }, organisationIds);
  const row = telling.pen.write(entities.case, tenant, {
    id,
    placement,
    values: caseValues(telling, event, options, times),
  });
  writeFields(telling, tenant, row, times);
  for (const [index, title] of taskTitles.entries()) writeTask(telling, event, row, { index, title, times });
  for (const indicator of event.indicators) {
    const place = inCase(row, telling.pen.takeId(), organisationIds);
    writeObservable(telling, event, place, indicator);
    sharePart(telling, event, row, place.placement, 'observable');
  }
}

function timesOf({ chance, now }: Telling, { at }: Event): CaseTimes {
  const begun = at + Math.floor((5 + chance.below(300)) * minute);
  const ended = begun + Math.floor((2 + 120 * chance.next() ** 3) * hour);
  return { begun, ended: ended < now && chance.next() < 0.93 ? ended : undefined };
}

function caseValues({ chance }: Telling, event: Event, options: CaseOptions, { begun, ended }: CaseTimes) {
  const { tenant, at } = event;
  const assignee = chance.pick(tenant.analysts);
  return {
    createdAt: at + 10 * minute,
    createdBy: assignee,
    updatedAt: ended ?? begun,
    updatedBy: assignee,
    number: options.number,
    title: event.title,
    description: `${chance.pick(paragraphs)}\n\n${chance.pick(paragraphs)}`,
    severity: event.severity,
    tlp: chance.pick([1, 2, 2, 2, 3, 4]),
    pap: 2,
    tags: event.tags,
    flag: chance.next() < 0.05,
    startDate: at,
    assignee,
    caseTemplate: event.kind.type,
    newDate: at + 10 * minute,
    inProgressDate: begun,
    firstTouchedDate: begun,
    ...(options.fromAlert
      ? {
          alertDate: at - 5 * minute,
          alertNewDate: at,
          alertInProgressDate: at + 6 * minute,
          alertImportedDate: at + 10 * minute,
        }
      : {}),
    ...(ended === undefined
      ? { status: 'InProgress', stage: 'InProgress' }
      : {
          status: chance.pick(caseEndings),
          stage: 'Closed',
          endDate: ended,
          closedDate: ended,
          containedDate: begun + (ended - begun) / 2,
          summary: chance.pick(paragraphs),
          impactStatus: chance.pick(['NoImpact', 'WithImpact', 'NotApplicable']),
        }),
  };
}

function writeFields(telling: Telling, tenant: Tenant, row: Row, { begun }: CaseTimes): void {
  const { chance } = telling;
  writeValue(telling, tenant, row, 'unit', chance.pick(businessUnits));
  writeValue(telling, tenant, row, 'hosts', Math.floor(60 * chance.next() ** 4));
  if (chance.next() < 0.3) writeValue(telling, tenant, row, 'reported', begun);
}

interface TaskOptions {
  readonly index: number;
  readonly title: string;
  readonly times: CaseTimes;
}

function writeTask(telling: Telling, event: Event, row: Row, { index, title, times }: TaskOptions): void {
  const { pen, chance } = telling;
  const { tenant } = event;
  const id = pen.takeId();
  const assignee = chance.pick(tenant.analysts);
  const startDate = times.begun + index * 20 * minute;
  const done = times.ended !== undefined || (index === 0 && chance.next() < 0.5);
  const placement = sharable(row, id, row.placement.organisationIds);
  const task = pen.write(entities.task, tenant, {
    id,
    placement,
    under: row,
    values: {
      createdAt: event.at + 10 * minute,
      createdBy: assignee,
      caseId: row.id,
      title,
      group: index < 2 ? 'Identification' : 'Response',
      order: index,
      ...(done
        ? { status: 'Completed', assignee, startDate, endDate: startDate + (5 + chance.below(200)) * minute }
        : { status: 'Waiting' }),
    },
  });
  sharePart(telling, event, row, placement, 'task');
  if (done && chance.next() < 0.5) writeLog(telling, tenant, row, task, startDate + 5 * minute);
}

function writeLog({ pen, chance }: Telling, tenant: Tenant, row: Row, task: Row, at: number): void {
  const values = {
    createdAt: at,
    createdBy: chance.pick(tenant.analysts),
    taskId: task.id,
    message: chance.pick(paragraphs),
  };
  pen.write(entities.log, tenant, { placement: within(task), under: row, values });
}

/** What is in a shared case goes along with it; its owner sees it without a share. */
function sharePart(
  telling: Telling,
  event: Event,
  row: Row,
  placement: Placement,
  kind: 'task' | 'observable',
): void {
  const [, ...others] = placement.organisationIds;
  writeShares(telling, event, { rootId: row.id, entityId: placement.visibleThrough, kind }, others);
}

function writeShares(
  { pen, profileId }: Telling,
  { tenant, at }: Event,
  part: { readonly rootId: string; readonly entityId: string; readonly kind: string },
  organisationIds: readonly string[],
): void {
  for (const organisationId of organisationIds) {
    pen.addRow('share', {
      root_id: part.rootId,
      id: pen.takeId(),
      organisation_id: organisationId,
      owner_organisation_id: tenant.id,
      created_at: new Date(at),
      created_by: tenant.analysts[0] ?? '',
      entity_kind: part.kind,
      entity_id: part.entityId,
      owner: organisationId === tenant.id,
      profile_id: profileId,
    });
  }
}
