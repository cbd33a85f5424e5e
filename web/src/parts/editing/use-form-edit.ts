/** Changing the fields of a stored object in a form: with a draft that outlives the form, and without overwriting what others saved. */
import { useState } from 'react';
import { type DraftState, useDraft } from '../../data/drafts.ts';
import { packFormDraft, readFormDraft } from './form-draft.ts';
import { type FormClash, type FormStore, saveForm } from './form-save.ts';
import type { FormTexts } from './merge-fields.ts';

/** The form. */
export interface FormEdit<V extends FormTexts> {
  readonly values: V;
  readonly set: (part: Partial<V>) => void;
  readonly state: DraftState;
  readonly busy: boolean;
  readonly refusal: unknown;
  /** What others saved meanwhile and is not decided yet. */
  readonly clash: FormClash<V> | undefined;
  /** Takes their value of a field. */
  readonly take: (field: keyof V & string) => void;
  /** Whether the change was saved. */
  readonly submit: () => Promise<boolean>;
  readonly discard: () => void;
}

/** Gives the form of an object; `place` is unique for it, e.g. `customEvent:~12`. */
export function useFormEdit<V extends FormTexts>(
  place: string,
  stored: { readonly values: V; readonly version: number },
  store: FormStore<V>,
): FormEdit<V> {
  const [start] = useState({ values: stored.values, base: stored.values, version: stored.version });
  const kept = useDraft(place, packFormDraft(start));
  const draft = readFormDraft(kept.value, start);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const [clash, setClash] = useState<FormClash<V>>();
  const set = (part: Partial<V>): void =>
    kept.change(packFormDraft({ ...draft, values: { ...draft.values, ...part } }));
  const submit = async (): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const unsaved = await saveForm(store, draft);
      setClash(unsaved?.clash);
      if (unsaved === undefined) kept.discard();
      else kept.change(packFormDraft(unsaved.draft));
      return unsaved === undefined;
    } catch (error) {
      setRefusal(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const take = (field: keyof V & string): void => {
    if (clash === undefined) return;
    set({ [field]: clash.theirs[field] } as Partial<V>);
    const fields = clash.fields.filter((name) => name !== field);
    setClash(fields.length === 0 ? undefined : { ...clash, fields });
  };
  return {
    values: draft.values,
    set,
    state: kept.state,
    busy,
    refusal,
    clash,
    take,
    submit,
    discard: kept.discard,
  };
}
