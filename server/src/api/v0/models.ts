/** Kinds of objects by the names that v0 gives their models. */
import type { Countable } from './kind.ts';
import { kinds } from './kinds.ts';
import { referenceKinds } from './reference-kinds.ts';
import { auditWords } from './words.ts';

/** A model: objects that are described, counted and told of. */
export type Model = Countable;

/** Records of changes are counted, and shown only beside what they are about. */
export const audits: Model = { entity: 'audit', words: auditWords };

/** The models. */
export const models: Readonly<Record<string, Model>> = {
  ...Object.fromEntries([...Object.values(kinds), audits].map((model) => [model.words.type, model])),
  ...referenceKinds,
};
