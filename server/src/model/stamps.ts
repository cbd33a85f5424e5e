/** Fields that every object carries: its id, and who made and last changed it when. */
import { field } from './field.ts';

/** Spread first in an entity's fields. */
export const stamps = {
  id: field.id.single('Number drawn from the one sequence of the instance', { aggregable: false }),
  createdAt: field.date.single('When the object was made'),
  createdBy: field.user.single('Login of who made it'),
  updatedAt: field.date.option('When it was last changed; missing until then'),
  updatedBy: field.user.option('Login of who last changed it'),
} as const;

/** Fields of rows that say what brought them: undoing a merge or an analysis rests on it. */
export const provenance = {
  originKind: field.enumeration.single('What brought the object', {
    values: ['person', 'alert', 'merge', 'job', 'import', 'template', 'system'],
    fallback: 'person',
    output: false,
  }),
  originId: field.id.option('Id of the alert, case, job or template that brought it', { output: false }),
} as const;

/** The version of an object: starts at 1 and grows by one with each change. */
export const version = {
  version: field.integer.single('Grows with each change; an update may name the one it was based on', {
    fallback: 1,
    aggregable: false,
  }),
} as const;
