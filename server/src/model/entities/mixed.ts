/** What objects of several kinds have in common, for lists that mix them. Such a list has no table of its own: it reads those of its kinds. */
import { entity } from '../entity.ts';
import { stamps } from '../stamps.ts';

const common = {
  wireType: 'Object',
  table: '',
  root: 'none',
  tenant: false,
  visibility: 'global',
  fields: stamps,
} as const;

/** An object of any kind. */
export const anyObject = entity('anyObject', {
  ...common,
  sentence: 'An object of any kind that knows who made it and who changed it last',
});

/** An object of a kind whose words can be looked for. */
export const anyContent = entity('anyContent', {
  ...common,
  sentence: 'An alert, a case, or an observable, task or log of one',
  searchable: true,
});
