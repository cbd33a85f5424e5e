/** The sections of a case: their names in the address, the order and groups of the navigation, and what draws each. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** What a section is given: the case, and the item that the address names, e.g. a task. */
export interface SectionProps {
  readonly caseId: string;
  readonly itemId: string | undefined;
}

/** Heading a section stands under. */
export type SectionGroup = 'work' | 'understand' | 'evidence' | 'act' | 'record';

interface SectionEntry {
  readonly group: SectionGroup;
  readonly View: LazyExoticComponent<ComponentType<SectionProps>>;
}

/** The names in the order of the navigation; Alt and the digit of its place open one. */
export const sectionNames = [
  'overview',
  'tasks',
  'observables',
  'alerts',
  'related',
  'ttps',
  'timeline',
  'files',
  'pages',
  'actions',
  'activity',
  'sharing',
  'report',
] as const;

/** Name of a section. */
export type SectionName = (typeof sectionNames)[number];

/** Every section by its name in the address. */
export const sections: Readonly<Record<SectionName, SectionEntry>> = {
  overview: { group: 'work', View: lazy(() => import('./overview/overview.tsx')) },
  tasks: { group: 'work', View: lazy(() => import('./sections/tasks.tsx')) },
  observables: { group: 'work', View: lazy(() => import('./sections/observables.tsx')) },
  alerts: { group: 'understand', View: lazy(() => import('./sections/alerts.tsx')) },
  related: { group: 'understand', View: lazy(() => import('./sections/related.tsx')) },
  ttps: { group: 'understand', View: lazy(() => import('./sections/ttps.tsx')) },
  timeline: { group: 'understand', View: lazy(() => import('./sections/timeline.tsx')) },
  files: { group: 'evidence', View: lazy(() => import('./sections/files.tsx')) },
  pages: { group: 'evidence', View: lazy(() => import('./sections/pages.tsx')) },
  actions: { group: 'act', View: lazy(() => import('./sections/actions.tsx')) },
  activity: { group: 'record', View: lazy(() => import('./sections/activity.tsx')) },
  sharing: { group: 'record', View: lazy(() => import('./sections/sharing.tsx')) },
  report: { group: 'record', View: lazy(() => import('./sections/report.tsx')) },
};

/** Whether a text names a section. */
export function isSection(name: string | undefined): name is SectionName {
  return name !== undefined && Object.hasOwn(sections, name);
}
