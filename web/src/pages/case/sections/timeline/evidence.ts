/** What an event stands on: observables and files of the case, as the timeline tells them and as a form holds them. */
import type { OutputAttachment, OutputObservable } from '../../../../../../contract/v1-types.ts';
import { middleCut, shownValue } from '../../../../parts/observable-value.tsx';
import type { TimelineEvent } from './events.ts';

/** One of them. */
export interface Evidence {
  readonly id: string;
  /** Undefined: a file. */
  readonly dataType: string | undefined;
  /** The defanged datum, or the name of the file. */
  readonly name: string;
}

/** An observable. */
export function evidenceOfObservable({
  _id,
  dataType,
  data,
  attachment,
}: Pick<OutputObservable, '_id' | 'dataType' | 'data' | 'attachment'>): Evidence {
  return { id: _id, dataType, name: nameOf(dataType, data, attachment?.name) };
}

/** A file. */
export function evidenceOfFile({ _id, name }: Pick<OutputAttachment, '_id' | 'name'>): Evidence {
  return { id: _id, dataType: undefined, name };
}

/** What the details of an event tell of it; what is not understood is left out. */
export function evidenceOf({ details }: Pick<TimelineEvent, 'details'>): readonly Evidence[] {
  const told = Array.isArray(details.evidence) ? details.evidence : [];
  return told.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const text = (key: string): string | undefined => {
      const value = Object.entries(one).find(([name]) => name === key)?.[1];
      return typeof value === 'string' ? value : undefined;
    };
    const [id, dataType] = [text('_id'), text('dataType')];
    if (id === undefined) return [];
    return [{ id, dataType, name: nameOf(dataType, text('data'), text('fileName')) }];
  });
}

function nameOf(dataType = '', data: string | undefined, fileName = ''): string {
  return data === undefined ? fileName : middleCut(shownValue(dataType, data));
}

/** The ids that a form holds as one text. */
export function idsIn(text: string): readonly string[] {
  return text.split(' ').filter((id) => id !== '');
}

/** Ids as one text, in an order that does not depend on how they were chosen. */
export function textOfIds(ids: readonly string[]): string {
  return ids.toSorted().join(' ');
}
