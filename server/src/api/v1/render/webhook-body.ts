/**
 * The body of version 1 that webhooks are sent: an audit record with the object and its context, beside the keys under which
 * receivers of earlier versions look for the same.
 */
import { onlooker, type RecordedEvent } from '../../../live/recorded-event.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { renderObject } from './render.ts';
import { detailsOnWire } from './render-audit.ts';

/** The body for an event. */
export function webhookBody(event: RecordedEvent): RawObject {
  const { organisation, object, context } = event;
  const show = (found: ReadObject): RawObject => ({
    ...renderObject(found, onlooker(organisation), []),
    ...(found.customFields === undefined
      ? {}
      : {
          customFieldValues: Object.fromEntries(found.customFields.map(({ name, value }) => [name, value])),
        }),
  });
  const organisationId = idToWire(organisation.id);
  return {
    _id: idToWire(event.id),
    _type: 'Audit',
    _createdAt: event.createdAt,
    _createdBy: event.createdBy,
    action: event.action,
    mainAction: event.mainAction,
    requestId: event.requestId,
    rootId: idToWire(event.contextId),
    details: detailsOnWire(event.objectType, event.details),
    objectId: idToWire(event.objectId),
    objectType: event.objectType,
    ...(object === undefined ? {} : { object: show(object) }),
    ...(context === undefined ? {} : { context: show(context) }),
    organisation: { organisationId, organisation: organisation.name },
    operation: event.action,
    base: event.mainAction,
    startDate: event.createdAt,
    organisationId,
  };
}
