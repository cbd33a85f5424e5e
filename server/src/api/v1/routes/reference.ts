/** Routes of what administrators define: case templates, custom fields, statuses, tags, profiles, permissions. */

import type { Command } from '../../../commands/frame/command.ts';
import { permissions } from '../../../model/permission.ts';
import type { EntityName } from '../../../model/registry.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne, show } from '../read.ts';
import { actorOf, parameter, type Route, switchedOn } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

const customFields = 'values by name, or a list of {name, value, order}';

/** Making, changing and removing objects of one entity. */
function managing<C, U, D>(
  entity: EntityName,
  path: string,
  words: { readonly name: string; readonly also?: Readonly<Record<string, string>> },
  deeds: {
    readonly create: Command<C, { id: string }>;
    readonly update: Command<U, void>;
    readonly remove: Command<D, void>;
  },
): Route[] {
  const also = words.also === undefined ? {} : { also: words.also };
  return [
    commandRoute(
      { method: 'POST', path, summary: `Make a ${words.name}`, body: { entity, mode: 'create', ...also } },
      deeds.create,
      bodyWith(() => ({})),
      objectOf(entity, 201),
    ),
    commandRoute(
      {
        method: 'PATCH',
        path: `${path}/{id}`,
        summary: `Change a ${words.name}`,
        body: { entity, mode: 'update', ...also },
      },
      deeds.update,
      onObject('id'),
      nothing,
    ),
    commandRoute(
      { method: 'DELETE', path: `${path}/{id}`, summary: `Remove a ${words.name}` },
      deeds.remove,
      (call) => ({ id: parameter(call, 'id'), force: switchedOn(call, 'force') }),
      nothing,
    ),
  ];
}

/** The routes. */
export const referenceRoutes: readonly Route[] = [
  getRoute({ path: '/caseTemplate/{id}', summary: 'One case template, by id or name' }, 'caseTemplate', 'id'),
  ...managing(
    'caseTemplate',
    '/caseTemplate',
    {
      name: 'case template',
      also: {
        customFields,
        tasks: 'tasks of its cases',
        pageTemplateIds: 'ids of the page templates of its cases',
        pageTemplates: 'page templates to make for its cases',
      },
    },
    {
      create: commands.createCaseTemplate,
      update: commands.updateCaseTemplate,
      remove: commands.deleteCaseTemplate,
    },
  ),
  {
    method: 'GET',
    path: '/customField',
    aliases: ['/api/customField'],
    permission: 'authenticated',
    summary: 'All custom fields; older clients know the name of each as its reference',
    status: 200,
    answer: { entity: 'customField', list: true },
    async handle(call) {
      const found = await readObjects(call, [{ op: 'list', entity: 'customField' }, { op: 'output' }]);
      const body = found.map((object) => ({ ...show(actorOf(call), object), reference: object.values.name }));
      return { status: 200, body };
    },
  },
  ...managing(
    'customField',
    '/customField',
    { name: 'custom field' },
    {
      create: commands.createCustomField,
      update: commands.updateCustomField,
      remove: commands.deleteCustomField,
    },
  ).map((route) =>
    route.method === 'DELETE'
      ? { ...route, query: [{ name: 'force', sentence: 'Also removes a field in use, with its values' }] }
      : route,
  ),
  ...managing(
    'caseStatus',
    '/caseStatus',
    { name: 'status of cases' },
    {
      create: commands.createCaseStatus,
      update: commands.updateCaseStatus,
      remove: commands.deleteCaseStatus,
    },
  ),
  ...managing(
    'alertStatus',
    '/alertStatus',
    { name: 'status of alerts' },
    {
      create: commands.createAlertStatus,
      update: commands.updateAlertStatus,
      remove: commands.deleteAlertStatus,
    },
  ),
  getRoute({ path: '/profile/{id}', summary: 'One profile, by id or name' }, 'profile', 'id'),
  ...managing(
    'profile',
    '/profile',
    { name: 'profile' },
    {
      create: commands.createProfile,
      update: commands.updateProfile,
      remove: commands.deleteProfile,
    },
  ),
  {
    ...getRoute({ path: '/tag/{id}', summary: 'One tag, of the organisation or of a taxonomy' }, 'tag', 'id'),
    async handle(call) {
      const [known] = await readObjects(call, [
        getStage('taxonomyTag', parameter(call, 'id'), 'id', 'absent'),
        { op: 'output' },
      ]);
      return {
        status: 200,
        body: show(actorOf(call), known ?? (await readOne(call, 'tag', parameter(call, 'id')))),
      };
    },
  },
  commandRoute(
    {
      method: 'PATCH',
      path: '/tag/{id}',
      summary: 'Change a tag; a new text is written on everything that carries it',
      body: { entity: 'tag', mode: 'update' },
    },
    commands.updateTag,
    onObject('id'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/tag/{id}', summary: 'Remove a tag from everything that carries it' },
    commands.deleteTag,
    (call) => ({ id: parameter(call, 'id') }),
    nothing,
  ),
  {
    method: 'GET',
    path: '/permission',
    permission: 'authenticated',
    summary: 'All permissions, with where each can be used',
    status: 200,
    answer: { list: true, members: named('name', 'label', 'consumesLicense', 'scope') },
    handle: async () => ({
      status: 200,
      body: [...permissions].map(([name, scope]) => ({
        name,
        label: labelOf(name),
        consumesLicense: false,
        scope,
      })),
    }),
  },
];

/** `manageCase/create` → `Manage case: create`. */
function labelOf(permission: string): string {
  const [object = '', deed] = permission.split('/');
  const words = object.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return deed === undefined ? label : `${label}: ${deed}`;
}
