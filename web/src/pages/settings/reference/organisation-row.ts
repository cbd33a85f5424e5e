/** An organisation as the settings of the platform read it. */
import type { OutputOrganisation } from '../../../../../contract/v1-types.ts';

/** How cases of one organisation reach another by themselves. */
export type LinkType = 'default' | 'supervised' | 'notify';

/** A link, in both directions. */
export interface OrganisationLink {
  readonly toOrganisation: string;
  readonly linkType: LinkType;
  readonly otherLinkType: LinkType;
}

/** An organisation with its links and the number of its people. */
export interface OrganisationRow extends OutputOrganisation {
  readonly extraData: { readonly userCount: number; readonly links: readonly OrganisationLink[] };
}
