/** The fields of something new while they are typed: kept by place until it is made, so that a closed tab loses nothing. */
import { useState } from 'react';
import { type DraftState, useDraft } from '../../data/drafts.ts';
import { readTexts } from './form-draft.ts';
import type { FormTexts } from './merge-fields.ts';

/** The fields. */
export interface NewTexts<V extends FormTexts> {
  readonly values: V;
  readonly set: (part: Partial<V>) => void;
  readonly state: DraftState;
  /** Forgets what was typed: it has been sent. */
  readonly discard: () => void;
}

/** Gives the fields of a place that is unique for its author, e.g. `case:~12:event`; they start with `start`. */
export function useNewTexts<V extends FormTexts>(place: string, start: V): NewTexts<V> {
  const [first] = useState(start);
  const kept = useDraft(place);
  const values = readTexts(kept.value, first);
  return {
    values,
    set: (part) => kept.change(JSON.stringify({ ...values, ...part })),
    state: kept.state,
    discard: kept.discard,
  };
}
