/** The parts of an alert's page, and the one that its address names. */
import { useSearch } from '@tanstack/react-router';
import { type AlertDetail, useAlertFiles, useAlertObservables } from '../../../parts/alert/alert-data.ts';
import { originalMail } from '../../../parts/alert/mail-facts.ts';

/** Parts in their order. */
const names = ['overview', 'observables', 'related', 'files', 'mail', 'raw', 'actions', 'history'] as const;
/** A part. */
export type TabName = (typeof names)[number];

/** The parts that an alert has, with their counts where they are known, and the one shown. */
export function useTabs(alert: AlertDetail): {
  readonly tab: TabName;
  readonly tabs: readonly { readonly name: TabName; readonly count: number | undefined }[];
} {
  const { tab: wanted }: { readonly tab?: string } = useSearch({ strict: false });
  const observables = useAlertObservables(alert._id).data;
  const files = useAlertFiles(alert._id).data;
  const hasMail = originalMail(observables ?? []) !== undefined || wanted === 'mail';
  const counts: Readonly<Partial<Record<TabName, number | undefined>>> = {
    observables: alert.observableCount,
    files: files?.length,
  };
  const tabs = names
    .filter((name) => name !== 'mail' || hasMail)
    .map((name) => ({ name, count: counts[name] }));
  return { tab: names.find((name) => name === wanted) ?? 'overview', tabs };
}
