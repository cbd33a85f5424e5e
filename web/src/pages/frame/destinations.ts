/** Where the rail, the bottom bar, the keys and the palette lead to: one list, so that none of them knows more than another. */
import {
  IconBellRinging,
  IconBook,
  IconBriefcase,
  IconChartDots,
  IconChartHistogram,
  IconChecklist,
  IconMicroscope,
  IconSettings,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { useIsPlatform } from '../../data/platform.ts';
import { useApi, useMe } from '../../data/session.tsx';

/** Name of a destination; its word is `nav.…` of the texts. */
export type DestinationId =
  | 'alerts'
  | 'cases'
  | 'tasks'
  | 'dashboards'
  | 'metrics'
  | 'knowledge'
  | 'neurons'
  | 'jobs'
  | 'settings';

/** A place of the client. */
export interface Destination {
  readonly id: DestinationId;
  readonly icon: TablerIcon;
  readonly link: LinkProps;
  readonly keys: string;
}

/** Rights of which one opens the settings of the organisation. */
const settingsRights: readonly string[] = [
  'manageUser',
  'manageConfig',
  'manageCaseTemplate',
  'managePageTemplate',
  'manageCaseReportTemplate',
  'manageCustomField',
  'manageTag',
  'manageOrganisation',
  'managePlatform',
  'manageProfile',
  'manageObservableTemplate',
  'manageTaxonomy',
  'managePattern',
  'manageAnalyzerTemplate',
];

/** Places of work, of which the platform has none. */
const workPlaces: ReadonlySet<DestinationId> = new Set([
  'alerts',
  'cases',
  'tasks',
  'dashboards',
  'metrics',
  'knowledge',
]);

/** The places of the organisation that the person may enter, in the order of the rail. */
export function useDestinations(): readonly Destination[] {
  const isPlatform = useIsPlatform();
  return usePlaces().filter(({ id }) => !(isPlatform && workPlaces.has(id)));
}

function usePlaces(): readonly Destination[] {
  const organisation = useApi().organisation ?? '';
  const permissions = useMe()?.permissions ?? [];
  const at = { params: { organisation }, search: {} };
  const work: readonly Destination[] = [
    {
      id: 'alerts',
      icon: IconBellRinging,
      keys: 'g a',
      link: { to: '/o/$organisation/alerts', ...at },
    },
    { id: 'cases', icon: IconBriefcase, keys: 'g c', link: { to: '/o/$organisation/cases', ...at } },
    { id: 'tasks', icon: IconChecklist, keys: 'g t', link: { to: '/o/$organisation/tasks', ...at } },
    {
      id: 'dashboards',
      icon: IconChartHistogram,
      keys: 'g d',
      link: { to: '/o/$organisation/dashboards', ...at },
    },
    { id: 'metrics', icon: IconChartDots, keys: 'g m', link: { to: '/o/$organisation/metrics', ...at } },
    {
      id: 'knowledge',
      icon: IconBook,
      keys: 'g b',
      link: { to: '/o/$organisation/knowledge', ...at },
    },
    {
      id: 'neurons',
      icon: IconMicroscope,
      keys: 'g e',
      link: { to: '/o/$organisation/engine/neurons', ...at },
    },
    { id: 'jobs', icon: IconStack2, keys: 'g j', link: { to: '/o/$organisation/engine/jobs', ...at } },
  ];
  if (!permissions.some((permission) => settingsRights.includes(permission))) return work;
  return [
    ...work,
    {
      id: 'settings',
      icon: IconSettings,
      keys: 'g o',
      link: {
        to: '/o/$organisation/settings/$section',
        params: { organisation, section: 'users' },
        search: {},
      },
    },
  ];
}
