/** Moments as they are typed into a field of date and time, in the zone that the reader chose. */

const minuteMs = 60_000;

/** How far a zone is ahead of UTC at a moment, in milliseconds; undefined is the zone of the browser. */
function aheadOfUtc(at: number, zone: string | undefined): number {
  if (zone === undefined) return -new Date(at).getTimezoneOffset() * minuteMs;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** `2026-01-15T14:02`. */
export function momentText(at: number, zone: string | undefined): string {
  return new Date(at + aheadOfUtc(at, zone)).toISOString().slice(0, 16);
}

/** The moment of a text such as `2026-01-15T14:02`, in milliseconds; undefined when it is none. */
export function readMoment(text: string, zone: string | undefined): number | undefined {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const near = asUtc - aheadOfUtc(asUtc, zone);
  // Beside a change of summer time the first guess has the wrong side's offset.
  return asUtc - aheadOfUtc(near, zone);
}
