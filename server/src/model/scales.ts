/** The scales of the field: severity, TLP, PAP, and how TLP maps to the four-step scale of older programs. */

/** Names of severities by number; 1 is low. */
export const severityLabels: Readonly<Record<number, string>> = {
  1: 'LOW',
  2: 'MEDIUM',
  3: 'HIGH',
  4: 'CRITICAL',
};
/** Names of TLP 2.0 values. */
export const tlpLabels: Readonly<Record<number, string>> = {
  0: 'CLEAR',
  1: 'GREEN',
  2: 'AMBER',
  3: 'AMBER+STRICT',
  4: 'RED',
};
/** Names of PAP values. */
export const papLabels: Readonly<Record<number, string>> = { 0: 'CLEAR', 1: 'GREEN', 2: 'AMBER', 3: 'RED' };

/** TLP on the scale 0 white, 1 green, 2 amber, 3 red that neurons and older clients use. */
export function tlpOnOldScale(tlp: number): number {
  return Math.min(tlp, 3);
}

/** TLP 2.0 from the older scale: its red is 4 here. */
export function tlpFromOldScale(tlp: number): number {
  return tlp >= 3 ? 4 : tlp;
}
