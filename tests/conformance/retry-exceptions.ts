/** Routes for which a key or a version means nothing, each with its reason. */

const toldOnce =
  'a key is told once and kept nowhere in clear, so it cannot be told again; a name is refused the second time';
const password =
  'a password is set to the same again, or the current one is no longer that of the request; nothing is made';

/** Writing routes that a key does not make repeatable. */
export const withoutKey: Readonly<Record<string, string>> = {
  'POST /user/{userId}/keys': toldOnce,
  'POST /user/{userId}/key/renew': 'the new key replaces the old one, so there is never more than one',
  'POST /user/{userId}/password/set': password,
  'POST /user/{userId}/password/change': password,
};

/** Changes that are based on no version. */
export const unversioned: Readonly<Record<string, string>> = {
  'PATCH /user/current/preferences': 'preferences are merged name by name, and only their owner changes them',
};
