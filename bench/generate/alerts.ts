/** Alerts with their observables: noise that is closed soon, some that become cases, a backlog of the last days. */
import { asRoot, sharable, within } from '../../server/src/commands/frame/placement.ts';
import type { Placement, Row } from '../../server/src/commands/frame/row.ts';
import { sharedColumns } from '../../server/src/commands/frame/stored-row.ts';
import type { Chance } from '../../server/src/demo/random.ts';
import { entities } from '../../server/src/model/registry.ts';
import { drawIndicator, type Indicator } from './indicators.ts';
import type { Pen, Tenant } from './pen.ts';
import { campaignCount, campaignTag, type FieldName, type KnownField } from './people.ts';
import { alertEndings, businessUnits, type EventKind, eventKinds, paragraphs } from './words.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What everything is generated with. */
export interface Telling {
  readonly pen: Pen;
  readonly chance: Chance;
  readonly fields: Readonly<Record<FieldName, KnownField>>;
  readonly profileId: string;
  /** All observables there will be, about. */
  readonly observables: number;
  /** The present in milliseconds. */
  readonly now: number;
}

/** An event and what comes of it. */
export interface Event {
  readonly tenant: Tenant;
  readonly kind: EventKind;
  readonly at: number;
  readonly number: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly severity: number;
  readonly indicators: readonly Indicator[];
}

/** Invents an event at a moment. */
export function inventEvent(
  telling: Telling,
  tenant: Tenant,
  at: number,
  number: number,
  observables: number,
): Event {
  const { chance } = telling;
  const kind = chance.pick(weightedKinds);
  const drawn = Array.from({ length: observables }, () => drawIndicator(chance, telling.observables));
  return {
    tenant,
    kind,
    at,
    number,
    title: titleOf(chance, kind, number),
    tags: tagsOf(chance, kind),
    severity: chance.pick([1, 2, 2, 2, 3, 3, 4]),
    indicators: withoutRepetition(drawn),
  };
}

const weightedKinds = eventKinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

function withoutRepetition(indicators: readonly Indicator[]): Indicator[] {
  return [...new Map(indicators.map((indicator) => [indicator.data, indicator])).values()];
}

function titleOf(chance: Chance, kind: EventKind, number: number): string {
  return chance
    .pick(kind.titles)
    .replace('{host}', `ws-${chance.below(5_000)}`)
    .replace('{user}', `user${chance.below(8_000)}`)
    .replace('{site}', `site-${chance.below(20_000)}.example`)
    .replace('{number}', String(number));
}

function tagsOf(chance: Chance, kind: EventKind): string[] {
  const campaign = chance.next() < 0.15 ? [campaignTag(Math.floor(campaignCount * chance.next() ** 3))] : [];
  return [...kind.tags.filter(() => chance.next() < 0.7), ...campaign];
}

/** Writes the alert of an event. With a case it is imported into it. */
export function writeAlert(telling: Telling, event: Event, caseId: string | undefined): Row {
  const { pen, chance } = telling;
  const { tenant, kind, at } = event;
  const id = pen.takeId();
  const source = chance.pick(kind.sources);
  const sourceRef = `${kind.type}-${event.number}`;
  const values = {
    createdAt: at,
    createdBy: tenant.analysts[0] ?? '',
    type: kind.type,
    source,
    sourceRef,
    title: event.title,
    description: `${event.title}.\n\n${chance.pick(paragraphs)} ${chance.pick(paragraphs)}`,
    severity: event.severity,
    tlp: chance.pick([1, 2, 2, 2, 3, 4]),
    pap: chance.pick([1, 2, 2]),
    date: at - chance.below(60) * minute,
    tags: event.tags,
    lastSyncDate: at,
    newDate: at,
    ...progressOf(telling, event, caseId),
  };
  pen.addRow('alert_key', {
    organisation_id: tenant.id,
    type: kind.type,
    source,
    source_ref: sourceRef,
    alert_id: id,
  });
  const alert = pen.write(entities.alert, tenant, { id, placement: asRoot(id, tenant.id), values });
  for (const indicator of event.indicators) {
    writeObservable(
      telling,
      event,
      { parent: alert, link: { alertId: id }, placement: within(alert) },
      indicator,
    );
  }
  if (chance.next() < 0.2) writeValue(telling, tenant, alert, 'unit', chance.pick(businessUnits));
  return alert;
}

/** Where an alert stands today. */
function progressOf({ chance, now }: Telling, { tenant, at }: Event, caseId: string | undefined) {
  const seen = at + Math.floor((2 + 240 * chance.next() ** 2) * minute);
  const assignee = chance.pick(tenant.analysts);
  const touched = { inProgressDate: seen, firstTouchedDate: seen, updatedAt: seen, updatedBy: assignee };
  if (caseId !== undefined) {
    return {
      ...touched,
      status: 'Imported',
      stage: 'Imported',
      assignee,
      importedDate: seen + 5 * minute,
      caseId,
    };
  }
  const open = at > now - 2 * day ? 0.6 : 0.02;
  if (chance.next() < open) {
    return chance.next() < 0.7 ? {} : { ...touched, status: 'InProgress', stage: 'InProgress', assignee };
  }
  const closedDate = seen + Math.floor(chance.next() * 3 * hour);
  return { ...touched, status: chance.pick(alertEndings), stage: 'Closed', assignee, closedDate };
}

/** Where an observable goes. */
export interface ObservablePlace {
  readonly parent: Row;
  readonly link: Readonly<Record<string, string>>;
  readonly placement: Placement;
  readonly id?: string;
}

/** Writes an observable of an alert or a case. */
export function writeObservable(
  { pen, chance }: Telling,
  { tenant, at }: Event,
  { parent, link, placement, id = pen.takeId() }: ObservablePlace,
  { dataType, data, matchHash }: Indicator,
): void {
  const ioc = chance.next() < 0.12;
  const values = {
    createdAt: at,
    createdBy: chance.pick(tenant.analysts),
    dataType,
    tlp: 2,
    pap: 2,
    ioc,
    sighted: ioc && chance.next() < 0.3,
    tags: chance.next() < 0.3 ? [chance.pick(['sender', 'relay', 'dropper', 'c2', 'victim'])] : [],
    message: chance.next() < 0.1 ? chance.pick(paragraphs) : null,
    ...link,
  };
  const columns = { data, match_hash: matchHash };
  pen.write(entities.observable, tenant, { id, placement, values, columns, under: parent });
}

/** Places of observables of a case: each can be shared by itself. */
export function inCase(parent: Row, id: string, organisationIds: readonly string[]): ObservablePlace {
  return { parent, link: { caseId: parent.id }, placement: sharable(parent, id, organisationIds), id };
}

/** Writes a value of a custom field. */
export function writeValue(
  { pen, fields }: Telling,
  tenant: Tenant,
  owner: Row,
  name: FieldName,
  value: string | number,
): void {
  const { id, name: fieldName, type } = fields[name];
  pen.addRow('custom_field_value', {
    root_id: owner.placement.rootId,
    id: pen.takeId(),
    organisation_id: tenant.id,
    ...sharedColumns(owner.placement),
    entity_kind: owner.entity.name,
    entity_id: owner.id,
    custom_field_id: id,
    name: fieldName,
    type,
    position: 0,
    string_value: type === 'string' ? value : null,
    integer_value: type === 'integer' ? value : null,
    date_value: type === 'date' ? new Date(Number(value)) : null,
  });
}
