/** What the organisations around a case see of it before and after it is given away, as plain data. */

/** What an organisation has of a case; without a profile, and not as owner, it has nothing. */
export interface Sight {
  readonly owns: boolean;
  readonly profile: string | undefined;
}

/** An organisation with what it sees. */
export interface SightLine {
  readonly organisation: string;
  readonly now: Sight;
  readonly after: Sight;
}

/** A case that would be given away. */
export interface PlannedHandover {
  readonly from: string;
  readonly to: string;
  /** Profile with which the present owner keeps it. */
  readonly kept: string | undefined;
  /** Organisations that it is shared with. */
  readonly partners: readonly { readonly organisation: string; readonly profile: string }[];
}

const owner: Sight = { owns: true, profile: undefined };
const as = (profile: string | undefined): Sight => ({ owns: false, profile });

/** The new owner first, then the present one, then those who keep what they have. */
export function sightAfter({ from, to, kept, partners }: PlannedHandover): readonly SightLine[] {
  const profileOf = (name: string): string | undefined =>
    partners.find(({ organisation }) => organisation === name)?.profile;
  const others = partners.filter(({ organisation }) => organisation !== to && organisation !== from);
  return [
    { organisation: to, now: as(profileOf(to)), after: owner },
    { organisation: from, now: owner, after: as(kept) },
    ...others.map(({ organisation, profile }) => ({
      organisation,
      now: as(profile),
      after: as(profile),
    })),
  ];
}
