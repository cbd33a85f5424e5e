/** People and service accounts as the settings read them: of one organisation, or of all for the platform. */
import type { OutputProfile, OutputUser } from '../../../../../contract/v1-types.ts';
import { filters, follow, get, list, page, sort, where } from '../../../data/pipeline.ts';
import { useIsPlatform } from '../../../data/platform.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import { mostRows } from '../list/settings-list.tsx';

/** An organisation that somebody belongs to. */
export interface Membership {
  readonly organisationId: string;
  readonly organisation: string;
  readonly profile: string;
  readonly default?: boolean;
}

/** Attempts to sign in that failed; empty when there were none. */
export interface LockOut {
  readonly lastFailed?: number | null;
  readonly failedAttempts?: number;
  readonly lockedUntil?: number | null;
}

/** An account. */
export interface UserRow extends Omit<OutputUser, 'organisations'> {
  readonly organisations: readonly Membership[];
  readonly extraData: { readonly lockout: LockOut; readonly memberships: readonly Membership[] };
}

/** Accounts of people, or those of services. */
export function useUsers(kind: 'people' | 'services') {
  const { organisation = '' } = useApi();
  const isPlatform = useIsPlatform();
  const isService = filters.is('type', 'Service');
  return usePipeline<readonly UserRow[]>(
    `settings-${kind}`,
    [
      ...(isPlatform ? [list('user')] : [get('organisation', organisation), follow('users')]),
      where(kind === 'services' ? isService : filters.not(isService)),
      sort([{ login: 'asc' }]),
      page(0, mostRows, ['lockout', 'memberships']),
    ],
    { entities: ['user', 'organisation'] },
  );
}

/** The profiles that can be held in an organisation; all of them without a name. */
export function useProfiles(organisation?: string): readonly OutputProfile[] {
  const { data } = usePipeline<readonly OutputProfile[]>(
    'settings-profile-names',
    [list('profile'), page(0, mostRows)],
    { entities: ['profile'] },
  );
  const all = data ?? [];
  if (organisation === undefined) return all;
  return all.filter(({ type }) => (type === 'Admin') === (organisation === 'admin'));
}

/** What keeps somebody from signing in, the strongest first. */
export type SignInState = 'locked' | 'lockedOut' | 'noWay' | 'fine';

/** Whether somebody can sign in at a moment. */
export function signInStateOf(
  user: Pick<UserRow, 'locked' | 'hasKey' | 'hasPassword' | 'extraData'>,
  now: number,
): SignInState {
  if (user.locked) return 'locked';
  const until = user.extraData.lockout.lockedUntil;
  if (until !== undefined && until !== null && until > now) return 'lockedOut';
  return user.hasKey || user.hasPassword ? 'fine' : 'noWay';
}
