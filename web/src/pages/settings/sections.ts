/** The sections of the settings: which right opens each, and whether it belongs to an organisation or to the platform. */
import { useIsPlatform } from '../../data/platform.ts';
import { useMe } from '../../data/session.tsx';

/** Sections of an organisation in the order of the navigation, with the right that opens each. */
const ofOrganisation = {
  users: 'manageUser',
  services: 'manageUser',
  templates: 'manageCaseTemplate',
  pageTemplates: 'managePageTemplate',
  reportTemplates: 'manageCaseReportTemplate',
  tags: 'manageTag',
  automation: 'manageConfig',
  cortexServers: 'manageConfig',
  webhooks: 'manageConfig',
  general: 'manageConfig',
  audit: 'manageConfig',
} as const;

/** Sections of the platform. */
const ofPlatform = {
  organisations: 'manageOrganisation',
  users: 'manageUser',
  services: 'manageUser',
  profiles: 'manageProfile',
  fields: 'manageCustomField',
  caseStatuses: 'managePlatform',
  alertStatuses: 'managePlatform',
  types: 'manageObservableTemplate',
  taxonomies: 'manageTaxonomy',
  attack: 'managePattern',
  analyzerTemplates: 'manageAnalyzerTemplate',
  cortexServers: 'manageConfig',
  webhooks: 'manageConfig',
  audit: 'managePlatform',
} as const;

/** Name of a section, as in the address. */
export type SectionId = keyof typeof ofOrganisation | keyof typeof ofPlatform;

/** The sections that the person may open here; undefined while the rights are read. */
export function useSections(): readonly SectionId[] | undefined {
  const isPlatform = useIsPlatform();
  const permissions = useMe()?.permissions;
  if (permissions === undefined) return undefined;
  const all: Readonly<Record<string, string>> = isPlatform ? ofPlatform : ofOrganisation;
  return (Object.keys(all) as SectionId[]).filter((id) => permissions.includes(all[id] ?? ''));
}
