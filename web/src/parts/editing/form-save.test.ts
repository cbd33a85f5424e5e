import { expect, it } from 'vitest';
import { ApiError } from '../../data/api.ts';
import { readFormDraft } from './form-draft.ts';
import { type FormStore, saveForm } from './form-save.ts';

const base = { title: 'Call', at: '10:00' };

/** An object that somebody else has changed; it takes only what is based on its version. */
function changedBySomebody(theirs: typeof base) {
  const saved: object[] = [];
  const store: FormStore<typeof base> = {
    async save(changes, version) {
      if (version !== 2) throw new ApiError(409, 'staleVersion', 'stale', {}, []);
      saved.push(changes);
    },
    read: async () => ({ values: theirs, version: 2, name: 'Omar' }),
  };
  return { saved, store };
}

it('what others changed in other fields stays, and only what was changed is sent', async () => {
  const { saved, store } = changedBySomebody({ ...base, title: 'Call of the bank' });
  const draft = { values: { ...base, at: '11:00' }, base, version: 1 };
  expect(await saveForm(store, draft)).toBeUndefined();
  expect(saved).toEqual([{ at: '11:00' }]);
});

it('a field that both changed is handed to the person, who then saves on top of theirs', async () => {
  const { saved, store } = changedBySomebody({ ...base, at: '12:00' });
  const unsaved = await saveForm(store, { values: { ...base, at: '11:00' }, base, version: 1 });
  expect(unsaved?.clash).toEqual({ fields: ['at'], theirs: { ...base, at: '12:00' }, name: 'Omar' });
  expect(saved).toEqual([]);
  expect(unsaved && (await saveForm(store, unsaved.draft))).toBeUndefined();
  expect(saved).toEqual([{ at: '11:00' }]);
});

it('a draft without the fields of the form counts as not written', () => {
  const start = { values: base, base, version: 1 };
  const kept = { values: { ...base, title: 'x' }, base, version: 1 };
  expect(readFormDraft(JSON.stringify(kept), start)).toEqual(kept);
  for (const other of ['', '{}', '{"values":{"title":"x"},"base":{},"version":1}'])
    expect(readFormDraft(other, start)).toBe(start);
});
