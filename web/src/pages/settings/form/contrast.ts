/** How far two colours differ in lightness, as the guidelines for accessible content measure it. */

/** From 1 (the same) to 21 (black on white); undefined for what is no `#RRGGBB`. */
export function contrastOf(one: string, other: string): number | undefined {
  const lights = [lightnessOf(one), lightnessOf(other)];
  const [light, dark] = lights.includes(undefined) ? [] : lights.map(Number).sort((a, b) => b - a);
  return light === undefined || dark === undefined ? undefined : (light + 0.05) / (dark + 0.05);
}

function lightnessOf(colour: string): number | undefined {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1);
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => linear(Number.parseInt(part, 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
