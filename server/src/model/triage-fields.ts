/** Fields that alerts, cases and case templates have in common: how bad it is, who may know, what may be done. */
import { field } from './field.ts';

/** Severity, TLP and PAP with the values everybody starts from. */
export const ratings = {
  severity: field.integer.single('1 low, 2 medium, 3 high, 4 critical', {
    create: 'optional',
    update: 'allowed',
    fallback: 2,
    values: [1, 2, 3, 4],
  }),
  tlp: field.integer.single('Who may be told: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red', {
    create: 'optional',
    update: 'allowed',
    fallback: 2,
    values: [0, 1, 2, 3, 4],
  }),
  pap: field.integer.single('What may be done with it: 0 clear, 1 green, 2 amber, 3 red', {
    create: 'optional',
    update: 'allowed',
    fallback: 2,
    values: [0, 1, 2, 3],
  }),
} as const;

/** Tags of an object, each up to 128 characters. */
export const tags = field.string.set('Tags, plain or of a taxonomy (namespace:predicate="value")', {
  create: 'optional',
  update: 'allowed',
  fallback: [],
  minimum: 1,
  maximum: 128,
});

/** Title of an alert or a case. */
export const title = field.string.single('Short title shown in lists', {
  create: 'required',
  update: 'allowed',
  minimum: 1,
  maximum: 512,
  search: 'words',
  aggregable: false,
});

/** Full description in Markdown. */
export const description = field.text.single('What is known, in Markdown', {
  create: 'required',
  update: 'allowed',
});

/** Status and the stage it stands for. */
export const progress = {
  status: field.string.single('Name of the status; the list is configurable', {
    create: 'optional',
    update: 'allowed',
    fallback: 'New',
    minimum: 1,
    maximum: 64,
  }),
  stage: field.enumeration.single('Stage that the status stands for', {
    values: ['New', 'InProgress', 'Closed', 'Imported'],
    fallback: 'New',
  }),
} as const;

/** Login of whoever holds the object. */
export const assignee = field.user.option('Login of who holds it', {
  create: 'optional',
  update: 'clearable',
  minimum: 1,
  maximum: 128,
});
