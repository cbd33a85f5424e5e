/** Moves a member of a list. */

/** The list with the member at `from` put to `to`. */
export function movedTo<Member>(members: readonly Member[], from: number, to: number): readonly Member[] {
  const moved = members.slice(from, from + 1);
  const rest = members.filter((_, place) => place !== from);
  return [...rest.slice(0, to), ...moved, ...rest.slice(to)];
}
