/** What an event stands on, as the timeline tells it and as a form holds it. */
import { type Evidence, evidenceOfFile, evidenceOfObservable } from '../../../../parts/evidence/evidence.ts';
import type { TimelineEvent } from './events.ts';

/** What the details of an event tell of it; what is not understood is left out. */
export function evidenceOf({ details }: Pick<TimelineEvent, 'details'>): readonly Evidence[] {
  const told = Array.isArray(details.evidence) ? details.evidence : [];
  return told.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const text = (key: string): string | undefined => {
      const value = Object.entries(one).find(([name]) => name === key)?.[1];
      return typeof value === 'string' ? value : undefined;
    };
    const [_id, dataType, data, name = ''] = [text('_id'), text('dataType'), text('data'), text('fileName')];
    if (_id === undefined) return [];
    if (dataType === undefined || data === undefined) return [{ ...evidenceOfFile({ _id, name }), dataType }];
    return [evidenceOfObservable({ _id, dataType, data })];
  });
}

/** The ids that a form holds as one text. */
export function idsIn(text: string): readonly string[] {
  return text.split(' ').filter((id) => id !== '');
}

/** Ids as one text, in an order that does not depend on how they were chosen. */
export function textOfIds(ids: readonly string[]): string {
  return ids.toSorted().join(' ');
}
