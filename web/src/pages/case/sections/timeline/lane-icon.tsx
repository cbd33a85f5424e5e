/** The mark of a lane, so that lanes are not told apart by colour alone. */
import {
  IconBell,
  IconBriefcase,
  IconChecklist,
  IconEye,
  IconFlag,
  type IconProps,
  IconTargetArrow,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Lane } from './events.ts';

const icons: Readonly<Record<Lane, ComponentType<IconProps>>> = {
  events: IconFlag,
  ttps: IconTargetArrow,
  observables: IconEye,
  alerts: IconBell,
  tasks: IconChecklist,
  case: IconBriefcase,
};

/** The mark. */
export function LaneIcon({ lane }: { readonly lane: Lane }) {
  const Icon = icons[lane];
  return <Icon size={15} stroke={1.6} aria-hidden="true" />;
}
