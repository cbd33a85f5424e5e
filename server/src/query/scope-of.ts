/** In which scope an actor's statements run. Platform administrators work across organisations; everybody else in one. */
import { type Actor, isPlatformAdministrator } from '../model/actor.ts';
import type { Scope } from '../storage/scope.ts';

/** The database scope of an actor. */
export function scopeOf(actor: Actor): Scope {
  if (isPlatformAdministrator(actor)) return { role: 'worker' };
  return { role: 'organisation', organisationId: actor.organisation.id };
}
