/** Routes of custom fields. What v0 calls the reference is the name here, and its name is what people read. */
import {
  createCustomField,
  deleteCustomField,
  updateCustomField,
} from '../../../commands/settings/reference-commands.ts';
import { customFieldUse } from '../../../query/custom-field-use.ts';
import { type Answer, parameter } from '../../http/route-table.ts';
import { customFieldWords, readChangedDefinition, readDefinition } from '../custom-field-definition.ts';
import { switchedOn } from '../input.ts';
import { counting, getting, searching } from '../list-routes.ts';
import { readObjects, readOne } from '../read.ts';
import { referenceKinds } from '../reference-kinds.ts';
import type { Route, RouteCall } from '../route.ts';
import { wantedIn } from '../wanted.ts';
import { changing, making, removing } from '../writing-routes.ts';

const kind = referenceKinds.customField;
const one = '/customField/{fieldId}';

async function all(call: RouteCall): Promise<Answer> {
  const found = await readObjects(call, [{ op: 'list', entity: 'customField' }, { op: 'output' }]);
  return { body: await kind.show(call, found, wantedIn(call.input)) };
}

/** How many objects have a value of a field, by kind in lower case. */
async function use(call: RouteCall): Promise<Answer> {
  const { values } = await readOne(call, 'customField', parameter(call, 'fieldId'));
  const uses = Object.entries(await customFieldUse(call.services.commands.database, String(values.id)));
  const total = uses.reduce((sum, [, count]) => sum + count, 0);
  return { body: { ...Object.fromEntries(uses.map(([name, count]) => [name.toLowerCase(), count])), total } };
}

/** The routes. */
export const customFieldRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/customField',
    versionedOnly: true,
    permission: 'authenticated',
    summary: 'All custom fields',
    status: 200,
    answer: 'List of {id, name, reference, description, type, options, mandatory}',
    handle: all,
  },
  getting(one, kind, 'fieldId', 'One custom field, by id or reference'),
  making(kind, {
    path: '/customField',
    summary: 'Make a custom field',
    command: createCustomField,
    read: ({ input }) => readDefinition(input),
    words: customFieldWords,
  }),
  changing(kind, 'fieldId', {
    path: one,
    summary: 'Change a custom field',
    command: updateCustomField,
    read: ({ input }) => readChangedDefinition(input),
    words: customFieldWords,
  }),
  removing('fieldId', {
    path: one,
    summary: 'Remove a custom field; one in use only with force, together with its values',
    command: deleteCustomField,
    read: ({ input }) => ({ force: switchedOn(input, 'force') }),
  }),
  searching('POST', '/customFields/_search', kind, 'Custom fields that fit conditions'),
  counting('/customFields/_stats', kind, 'custom fields'),
  {
    method: 'GET',
    path: '/customFields/{fieldId}/use',
    permission: 'manageCustomField',
    summary: 'How many objects have a value of a custom field',
    status: 200,
    answer: '{case, alert, casetemplate, …, total}',
    handle: use,
  },
];
