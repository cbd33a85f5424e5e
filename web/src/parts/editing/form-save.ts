/** Saves changed fields with the version they are based on; what others changed meanwhile is merged, or named to the person. */
import { ApiError } from '../../data/api.ts';
import type { FormDraft } from './form-draft.ts';
import { changedFields, type FormTexts, mergeFields } from './merge-fields.ts';

/** The fields as they are stored now. */
export interface StoredForm<V extends FormTexts> {
  readonly values: V;
  readonly version: number;
  /** Who changed them last. */
  readonly name: string;
}

/** What fields need to be saved. */
export interface FormStore<V extends FormTexts> {
  /** Saves what was changed; rejects with 409 when the version is not the stored one. */
  readonly save: (changes: Partial<V>, version: number) => Promise<unknown>;
  readonly read: () => Promise<StoredForm<V>>;
}

/** Fields that two people changed to different values. */
export interface FormClash<V extends FormTexts> {
  readonly fields: readonly (keyof V & string)[];
  readonly theirs: V;
  /** Who saved theirs. */
  readonly name: string;
}

/** What is left to decide, with the draft that is based on theirs. */
export interface UnsavedForm<V extends FormTexts> {
  readonly draft: FormDraft<V>;
  readonly clash: FormClash<V>;
}

/** Times a save starts over because others saved in between. */
const mostTries = 4;

/** Saves, merging changes of other fields; gives what a person has to decide. Throws what the server refuses. */
export async function saveForm<V extends FormTexts>(
  store: FormStore<V>,
  draft: FormDraft<V>,
): Promise<UnsavedForm<V> | undefined> {
  let current = draft;
  for (let tries = 0; ; tries += 1) {
    const changes = changedFields(current.base, current.values);
    if (Object.keys(changes).length === 0) return undefined;
    try {
      await store.save(changes, current.version);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || tries === mostTries) throw error;
    }
    const { values: theirs, version, name } = await store.read();
    const { values, clashes } = mergeFields(current.base, theirs, current.values);
    current = { values, base: theirs, version };
    if (clashes.length > 0) return { draft: current, clash: { fields: clashes, theirs, name } };
  }
}
