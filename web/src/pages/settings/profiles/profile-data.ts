/** Profiles with the number of people that hold them. */
import type { OutputProfile } from '../../../../../contract/v1-types.ts';
import { list, page, sort } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { mostRows } from '../list/settings-list.tsx';
import type { UserRow } from '../users/user-data.ts';

/** All profiles by name. */
export function useAllProfiles() {
  return usePipeline<readonly OutputProfile[]>(
    'settings-profiles',
    [list('profile'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['profile'] },
  );
}

/** How many memberships have each profile; undefined while that is read. */
export function useHolders(): ReadonlyMap<string, number> | undefined {
  const { data } = usePipeline<readonly UserRow[]>('settings-holders', [list('user'), page(0, mostRows)], {
    entities: ['user'],
  });
  if (data === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { profile } of data.flatMap(({ organisations }) => organisations))
    counts.set(profile, (counts.get(profile) ?? 0) + 1);
  return counts;
}

/** A profile that can be shown in the grid: a stored one, or one that is being made. */
export interface GridProfile {
  readonly id: string;
  readonly name: string;
  readonly type: OutputProfile['type'];
  readonly permissions: readonly string[];
  readonly isEditable: boolean;
  readonly isNew: boolean;
}

/** A stored profile in the grid. */
export function inGrid({ _id, name, type, permissions, editable }: OutputProfile): GridProfile {
  return { id: _id, name, type, permissions, isEditable: editable, isNew: false };
}
