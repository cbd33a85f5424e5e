/** Routes of profiles, permissions, tags and types of observables. */
import {
  createObservableType,
  createProfile,
  deleteObservableType,
  deleteProfile,
  updateProfile,
} from '../../../commands/settings/reference-commands.ts';
import { idFromWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import { type Answer, parameter } from '../../http/route-table.ts';
import { readFields } from '../input.ts';
import { getting, listing, showOne } from '../list-routes.ts';
import { permissionsInShort } from '../permission-names.ts';
import { readObjects } from '../read.ts';
import { referenceKinds } from '../reference-kinds.ts';
import { renderTag } from '../render-reference.ts';
import type { Route, RouteCall } from '../route.ts';
import { changing, making, removing } from '../writing-routes.ts';

const { profile, tag, observableType } = referenceKinds;

const profileIn = ({ input }: RouteCall): RawObject => readFields(input, ['name', 'permissions']);
const typeIn = ({ input }: RouteCall): RawObject => readFields(input, ['name', 'isAttachment']);

const oneProfile = '/profile/{profileId}';
const oneType = '/observable/type/{typeId}';

/** A tag of a taxonomy, or of the organisation. */
async function getTag(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'tagId');
  const id = idFromWire(reference);
  const [offered] =
    id === undefined
      ? []
      : await readObjects(call, [
          { op: 'list', entity: 'taxonomyTag' },
          { op: 'filter', filter: { op: 'id', id } },
          { op: 'page', from: 0, to: 1, extraData: [] },
        ]);
  return { body: offered === undefined ? await showOne(call, tag, reference) : renderTag(offered) };
}

/** The routes. */
export const referenceRoutes: readonly Route[] = [
  ...listing('/profile', profile, 'Profiles'),
  getting(oneProfile, profile, 'profileId', 'One profile, by id or name'),
  making(profile, {
    path: '/profile',
    summary: 'Make a profile',
    command: createProfile,
    read: profileIn,
  }),
  changing(profile, 'profileId', {
    path: oneProfile,
    summary: 'Change a profile',
    command: updateProfile,
    read: profileIn,
  }),
  removing('profileId', {
    path: oneProfile,
    summary: 'Remove a profile that is not in use',
    command: deleteProfile,
  }),
  {
    method: 'GET',
    path: '/permission',
    permission: 'authenticated',
    summary: 'All permissions, with where each can be used',
    status: 200,
    answer: 'List of {name, label, scope}',
    handle: async () => ({ body: permissionsInShort }),
  },
  ...listing('/tag', tag, 'Tags'),
  {
    method: 'GET',
    path: '/tag/{tagId}',
    permission: 'authenticated',
    summary: 'One tag, of the organisation or of a taxonomy',
    status: 200,
    answer: '{namespace, predicate, value, description, colour}',
    handle: getTag,
  },
  ...listing('/observable/type', observableType, 'Types of observables'),
  getting(oneType, observableType, 'typeId', 'One type of observables, by id or name'),
  making(observableType, {
    path: '/observable/type',
    summary: 'Make a type of observables',
    command: createObservableType,
    read: typeIn,
  }),
  removing('typeId', {
    path: oneType,
    summary: 'Remove a type of observables that is not in use',
    command: deleteObservableType,
  }),
];
