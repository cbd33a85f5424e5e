/**
 * What was begun in this browser belongs to whoever began it. When somebody else signs in here, it is put aside, so that they do not
 * meet it in the same places; it is back when its author is.
 */

const personKey = 'skep.person';
/** How keys of what was begun start. */
const kinds = ['skep.draft.', 'skep.settings.'];
const asideOf = (login: string): string => `skep.aside.${login}.`;

/** Gives the browser to a person who has just signed in. */
export function giveBrowserTo(login: string, storage: Storage = localStorage): void {
  const before = storage.getItem(personKey);
  if (before === login) return;
  if (before !== null) {
    move(storage, '', asideOf(before));
    move(storage, asideOf(login), '');
  }
  storage.setItem(personKey, login);
}

/** Renames what was begun, from keys with one beginning to keys with another. */
function move(storage: Storage, from: string, to: string): void {
  const keys = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '');
  for (const kind of kinds)
    for (const key of keys.filter((one) => one.startsWith(from + kind))) {
      storage.setItem(to + key.slice(from.length), storage.getItem(key) ?? '');
      storage.removeItem(key);
    }
}
