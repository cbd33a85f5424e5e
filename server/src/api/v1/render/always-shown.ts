/** Computed values that an object always shows on the wire, so that every page asks for them whatever the client asked. */
import type { EntityName } from '../../../model/registry.ts';

const shown: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  action: ['report'],
  organisation: ['links', 'avatarHash'],
  taxonomy: ['tags'],
  user: ['memberships', 'avatarHash'],
};

/** Names of the computed values that objects of an entity always show. */
function alwaysShown(entity: string): readonly string[] {
  return Object.entries(shown).find(([name]) => name === entity)?.[1] ?? [];
}

/** Requested names with those that are always shown. */
export function withAlwaysShown(entity: string, requested: readonly string[]): readonly string[] {
  return [...new Set([...requested, ...alwaysShown(entity)])];
}
