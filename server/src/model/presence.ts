/** What presence is: somebody is at an object at the moment, reads it, or edits a part of it. */

/** What somebody can be doing. */
export const doings = ['here', 'reading', 'editing'] as const;

/** One of them. */
export type Doing = (typeof doings)[number];

/** Presence that is not renewed for so long is over. In milliseconds; clients renew it every 20 s. */
export const presenceLifetimeMs = 45_000;
