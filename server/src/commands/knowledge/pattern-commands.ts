/** Catalogues of techniques and the techniques in them: making, changing and removing. Techniques come by import. */
import { change, creation, type ListRules, removal } from '../settings/reference-list.ts';

/** Procedures keep the number and name of their technique, so nothing holds one back. */
const neverUsed = 'select where false';

const catalogRules: ListRules = {
  entity: 'patternCatalog',
  permission: 'managePattern',
  builtIn: new Set(),
  usedBy: neverUsed,
};

export const createCatalog = creation('createCatalog', catalogRules);
export const updateCatalog = change('updateCatalog', catalogRules);
/** Removes a catalogue with its techniques. */
export const deleteCatalog = removal('deleteCatalog', catalogRules);

export const deletePattern = removal('deletePattern', {
  entity: 'pattern',
  permission: 'managePattern',
  builtIn: new Set(),
  usedBy: neverUsed,
});
