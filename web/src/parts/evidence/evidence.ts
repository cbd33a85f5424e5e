/** What an event stands on, observables and files of the case, by the names that people read. */
import type { OutputAttachment, OutputObservable } from '../../../../contract/v1-types.ts';
import { middleCut, shownValue } from '../observable-value.tsx';

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
  return {
    id: _id,
    dataType,
    name: data === undefined ? (attachment?.name ?? '') : shownValue(dataType, data),
  };
}

/** A file. */
export function evidenceOfFile({ _id, name }: Pick<OutputAttachment, '_id' | 'name'>): Evidence {
  return { id: _id, dataType: undefined, name };
}

/** The name in a line: of a long one its beginning and its end. */
export function shortName({ name }: Evidence): string {
  return middleCut(name);
}
