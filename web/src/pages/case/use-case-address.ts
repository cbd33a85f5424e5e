/** The address of a case page: which case, section and item, the tab of the panel, and the dialog that is open. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

/** Dialogs of a case that have an address. */
export type CaseDialog =
  | 'close'
  | 'reopen'
  | 'delete'
  | 'assign'
  | 'respond'
  | 'template'
  | 'restrict'
  | 'owner'
  | 'export';

/** Tabs of the panel at the right. */
export const panelTabs = ['comments', 'activity', 'properties'] as const;
/** A tab of the panel. */
export type PanelTab = (typeof panelTabs)[number];

/** The address, and the ways to change it. */
export interface CaseAddress {
  readonly organisation: string;
  readonly number: string;
  readonly section: string;
  readonly itemId: string | undefined;
  readonly panel: PanelTab;
  readonly dialog: string | undefined;
  /** Status that the open dialog starts with. */
  readonly status: string | undefined;
  /** Id of the comment that a link leads to. */
  readonly comment: string | undefined;
  readonly openDialog: (dialog: CaseDialog, status?: string) => void;
  readonly closeDialog: () => void;
  readonly showPanel: (tab: PanelTab) => void;
  /** Opens a section; `search` says what to do there, e.g. `{new: 'task'}`. */
  readonly openSection: (section: string, search?: Readonly<Record<string, string>>) => void;
}

/** The address. */
export function useCaseAddress(): CaseAddress {
  const { organisation = '', number = '', section = 'overview', itemId } = useParams({ strict: false });
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const change = (next: Readonly<Record<string, string | undefined>>): void =>
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, string | undefined>>) =>
        ({ ...before, ...next }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
  const { panel, comment, dialog, status } = search;
  return {
    organisation,
    number,
    section,
    itemId,
    panel: comment === undefined ? (panelTabs.find((tab) => tab === panel) ?? 'properties') : 'comments',
    dialog,
    status,
    comment,
    openDialog: (next, preset) => change({ dialog: next, status: preset }),
    closeDialog: () => change({ dialog: undefined, status: undefined }),
    showPanel: (tab) => change({ panel: tab, comment: undefined }),
    openSection(next, more = {}) {
      const params = { organisation, number };
      void (next === 'overview'
        ? navigate({ to: '/o/$organisation/cases/$number', params, search: more })
        : navigate({
            to: '/o/$organisation/cases/$number/$section',
            params: { ...params, section: next },
            search: more,
          }));
    },
  };
}
