/** Permissions as v0 names them: one name where there are several finer ones today. */
import { expandPermission, permissions } from '../../model/permission.ts';

/** Names that v0 knows, with what each stands for today. */
const known: ReadonlyMap<string, readonly string[]> = new Map(
  [...permissions.keys()].map((name) => {
    const [short = name] = name.split('/');
    return [short, expandPermission(short)];
  }),
);

/** Permissions with their names of v0 where all that a name stands for is held, and as they are otherwise. Sorted. */
export function inShort(held: readonly string[]): string[] {
  const names = new Set(held);
  for (const [short, parts] of known) {
    if (!parts.every((part) => names.has(part))) continue;
    for (const part of parts) names.delete(part);
    names.add(short);
  }
  return [...names].sort();
}

/** Every permission that v0 names, with where it can be used. */
export const permissionsInShort = [...known].map(([name, parts]) => ({
  name,
  label: labelOf(name),
  scope: [...new Set([...permissions].flatMap(([one, scopes]) => (parts.includes(one) ? scopes : [])))],
}));

/** `manageCase` → `Manage case`. */
function labelOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
