/** Routes of taxonomies. */
import { commands } from '../commands.ts';
import { bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, run } from '../route-kinds.ts';

const named = (call: RouteCall) => ({ id: parameter(call, 'taxonomyId') });

const importing: Route = {
  method: 'POST',
  path: '/taxonomy/import-zip',
  permission: commands.importTaxonomies.permission,
  summary: 'Import taxonomies from an archive of machinetag.json files, or from one such file',
  status: 201,
  body: { files: ['file'] },
  answer: { members: { imported: 'list of {namespace, numberOfTags, status}' } },
  partly: '{imported, errors: list of {file, error, details, status}}',
  async handle(call) {
    const { imported, errors } = await run(call, commands.importTaxonomies, bodyOf(call));
    if (errors.length === 0) return { status: 201, body: { imported } };
    return { status: 207, body: { imported, errors } };
  },
};

/** The routes. */
export const taxonomyRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/taxonomy',
      summary: 'Make a taxonomy, or bring the one with its namespace up to date',
      body: {
        entity: 'taxonomy',
        mode: 'create',
        also: {
          predicates: 'list of {value, expanded, exclusive, description, colour}',
          values:
            'list of {predicate, entry: list of {value, expanded, colour, description, numerical_value}}',
        },
      },
    },
    commands.saveTaxonomy,
    bodyWith(() => ({})),
    objectOf('taxonomy', 201),
  ),
  importing,
  commandRoute(
    {
      method: 'PUT',
      path: '/taxonomy/{taxonomyId}/activate',
      summary: 'Offer the tags of a taxonomy to all organisations',
    },
    commands.activateTaxonomy,
    named,
    nothing,
  ),
  commandRoute(
    {
      method: 'PUT',
      path: '/taxonomy/{taxonomyId}/deactivate',
      summary: 'Offer the tags of a taxonomy no longer; what carries them keeps them',
    },
    commands.deactivateTaxonomy,
    named,
    nothing,
  ),
  getRoute(
    { path: '/taxonomy/{taxonomyId}', summary: 'One taxonomy, by id or namespace' },
    'taxonomy',
    'taxonomyId',
  ),
  commandRoute(
    { method: 'DELETE', path: '/taxonomy/{taxonomyId}', summary: 'Remove a taxonomy with its tags' },
    commands.deleteTaxonomy,
    named,
    nothing,
  ),
];
