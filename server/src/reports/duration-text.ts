/** Durations as people write them: the two largest units that count. */

const units: readonly (readonly [letter: string, milliseconds: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** Milliseconds as `2 d 3 h`; symbols of units are the same in every language. */
export function durationUnits(milliseconds: number): string {
  const counted = units.reduce<{ readonly left: number; readonly parts: readonly string[] }>(
    ({ left, parts }, [letter, length]) => {
      const count = Math.floor(left / length);
      return { left: left - count * length, parts: count > 0 ? [...parts, `${count} ${letter}`] : parts };
    },
    { left: Math.max(0, milliseconds), parts: [] },
  );
  return counted.parts.length === 0 ? '0 s' : counted.parts.slice(0, 2).join(' ');
}
