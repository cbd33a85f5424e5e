/** Entries of the palette, one builder for each kind of thing. */
import {
  IconArrowRight,
  IconBellRinging,
  IconBriefcase,
  IconHistory,
  IconPlayerPlay,
  IconUser,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { OutputUser } from '../../../../../contract/v1-types.ts';
import { type Severity, SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import { ObservableValue } from '../../../parts/observable-value.tsx';
import type { RecentItem } from '../../../parts/shell/recent.ts';
import { caseLink, type Found } from '../../../parts/shell/search-kinds.ts';
import type { Action } from '../../../ui/actions.tsx';
import type { PaletteItem } from '../../../ui/palette-items.ts';
import type { Destination } from '../destinations.ts';

/** Opens an address here or in a new tab. */
export type Open = (link: LinkProps, newTab: boolean) => void;

const severities: readonly Severity[] = [1, 2, 3, 4];

/** Something that can be done on the screen. */
export function actionEntry(action: Action): PaletteItem {
  return {
    id: `do-${action.id}`,
    icon: IconPlayerPlay,
    label: action.label,
    note: action.group,
    perform: action.perform,
    ...(action.keys === undefined ? {} : { keys: action.keys }),
    ...(action.blocked === undefined ? {} : { blocked: action.blocked }),
  };
}

/** A place of the client. */
export function destinationEntry(
  { id, keys, icon, link }: Destination,
  t: TFunction<'shell'>,
  open: Open,
): PaletteItem {
  return {
    id: `go-${id}`,
    icon,
    label: t(`nav.${id}`),
    keys,
    end: <IconArrowRight size={14} stroke={1.6} aria-hidden="true" />,
    perform: (newTab) => open(link, newTab),
  };
}

/** A case or an alert that was opened before. */
export function recentEntry(item: RecentItem, organisation: string, open: Open): PaletteItem {
  const { kind, id, number, title } = item;
  const link: LinkProps | undefined =
    kind === 'case' && number !== undefined
      ? caseLink(organisation, { number })
      : { to: '/o/$organisation/alerts/$alertId', params: { organisation, alertId: id }, search: {} };
  return {
    id: `recent-${id}`,
    icon: IconHistory,
    label: <bdi>{number === undefined ? title : `#${number} ${title}`}</bdi>,
    perform: (newTab) => link !== undefined && open(link, newTab),
  };
}

/** Something that the server found. */
export function foundEntry(found: Found, open: Open): PaletteItem {
  const { kind, id, title, dataType, number, path, link, severity, status } = found;
  const known = severities.find((one) => one === severity);
  return {
    id: `${kind}-${id}`,
    ...(dataType === undefined ? { icon: kind === 'alert' ? IconBellRinging : IconBriefcase } : {}),
    label:
      dataType === undefined ? (
        <bdi>{number === undefined ? title : `#${number} ${title}`}</bdi>
      ) : (
        <ObservableValue dataType={dataType} value={title} />
      ),
    note:
      status === undefined ? (
        <bdi>{path.map(({ text }) => text).join(' › ')}</bdi>
      ) : (
        <StageMark kind={status.kind} stage={status.stage} status={status.name} />
      ),
    end: known === undefined ? undefined : <SeverityBadge severity={known} />,
    perform: (newTab) => link !== undefined && open(link, newTab),
  };
}

/** A person: leads to what they have open. */
export function personEntry(person: OutputUser, organisation: string, note: string, open: Open): PaletteItem {
  return {
    id: `person-${person._id}`,
    icon: IconUser,
    label: <bdi>{person.name}</bdi>,
    note: <bdi>{person.login}</bdi>,
    end: note,
    perform: (newTab) =>
      open(
        {
          to: '/o/$organisation/cases',
          params: { organisation },
          search: { q: `assignee:${person.login}` },
        },
        newTab,
      ),
  };
}
