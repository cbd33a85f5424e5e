/** What the server tells everybody: which product it is, and whether it has an administrator yet. */
import { createApi } from '../../data/api.ts';

/** The part of it that the entry pages show. */
export interface PublicStatus {
  readonly product: { readonly name: string; readonly version: string };
  readonly setUpNeeded: boolean;
}

const door = createApi(undefined, () => Promise.reject(new Error('Nobody is asked to sign in here')));

/** The question, kept for as long as an entry page is open. */
export const publicStatus = {
  queryKey: ['public-status'],
  queryFn: () => door.get<PublicStatus>('/status/public'),
} as const;
