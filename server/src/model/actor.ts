/** Who acts: the doer of a request, in one organisation, with what its profile (and its key's scope) allows. */
import type { Permission } from './permission.ts';

/** The doer of a request or of background work. */
export interface Actor {
  /** Digits of the user's id; missing for the system itself. */
  readonly userId: string | undefined;
  readonly login: string;
  readonly name: string;
  /** Organisation the request works in. */
  readonly organisation: { readonly id: string; readonly name: string };
  readonly permissions: ReadonlySet<Permission>;
  /** True for changes that a person caused: first touch and acknowledgement are measured by it. */
  readonly person: boolean;
}

/** Login of the system itself: clients expect it as the maker of built-in objects. */
export const systemLogin = 'system@thehive.local';

/** Name of the organisation of platform administrators. It holds no cases and no alerts. */
export const adminOrganisation = 'admin';

/** Whether the actor works in the organisation of platform administrators. */
export function isPlatformAdministrator(actor: Actor): boolean {
  return actor.organisation.name === adminOrganisation;
}
