/** What is above the timeline: list or lanes, the clock, the lanes that are shown, and how close one looks. */
import { ActionIcon, Button, Checkbox, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowAutofitWidth, IconFilter, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../../../ui/actions.tsx';
import { type Lane, lanes, type TimelineEvent } from './events.ts';
import classes from './timeline.module.css';
import { type TimelineAddress, useTimelineAddress, zooms } from './timeline-address.ts';

/** The bar. */
export function Toolbar({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { t } = useTranslation('timeline');
  const { view, clock, go } = useTimelineAddress();
  const group = t('title');
  const otherClock = clock === 'known' ? 'happened' : 'known';
  const otherView = view === 'table' ? 'lanes' : 'table';
  useActions([
    {
      id: 'timeline.clock',
      label: t(`clock.show.${otherClock}`),
      group,
      keys: 'Shift+K',
      perform: () => go({ clock: otherClock === 'known' ? 'known' : undefined }),
    },
    {
      id: 'timeline.view',
      label: t(`view.show.${otherView}`),
      group,
      keys: 'Shift+M',
      perform: () => go({ view: otherView === 'table' ? 'table' : undefined }),
    },
  ]);
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('view.label')}
        value={view}
        data={(['lanes', 'table'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(next) => go({ view: next === 'table' ? 'table' : undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('clock.label')}
        value={clock}
        data={(['happened', 'known'] as const).map((value) => ({ value, label: t(`clock.${value}`) }))}
        onChange={(next) => go({ clock: next === 'known' ? 'known' : undefined })}
      />
      <LaneFilter events={events} />
      {view === 'lanes' && <Zoom />}
    </>
  );
}

function LaneFilter({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { t } = useTranslation('timeline');
  const { hidden, go } = useTimelineAddress();
  const toggle = (lane: Lane): void => {
    const next = lanes.filter((one) => hidden.has(one) !== (one === lane));
    go({ hide: next.length === 0 ? undefined : next.join(',') });
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" leftSection={<IconFilter size={15} stroke={1.6} aria-hidden="true" />}>
          {hidden.size === 0
            ? t('filter.all')
            : t('filter.some', { count: lanes.length - hidden.size, all: lanes.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lanes.map((lane) => (
          <Menu.Item
            key={lane}
            role="menuitemcheckbox"
            aria-checked={!hidden.has(lane)}
            leftSection={
              <Checkbox.Indicator size="xs" checked={!hidden.has(lane)} className={classes.tick ?? ''} />
            }
            rightSection={
              <span className={classes.quiet}>{events.filter((event) => event.lane === lane).length}</span>
            }
            onClick={() => toggle(lane)}
          >
            {t(`lane.${lane}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Zoom() {
  const { t } = useTranslation('timeline');
  const address = useTimelineAddress();
  const { zoom } = address;
  const group = t('title');
  const acts = [
    {
      id: 'timeline.closer',
      label: t('zoom.closer'),
      keys: '[Shift]++',
      icon: IconPlus,
      off: zoom >= zooms.most,
      perform: () => closer(address),
    },
    {
      id: 'timeline.farther',
      label: t('zoom.farther'),
      keys: '-',
      icon: IconMinus,
      off: zoom <= zooms.least,
      perform: () => zoomTo(address, zoom / 2),
    },
    {
      id: 'timeline.fit',
      label: t('zoom.fit'),
      keys: '0',
      icon: IconArrowAutofitWidth,
      off: zoom === zooms.least,
      perform: () => zoomTo(address, zooms.least),
    },
  ];
  useActions(acts.map(({ id, label, keys, perform }) => ({ id, label, group, keys, perform })));
  return (
    <span className={classes.zoom}>
      {acts.map(({ id, label, icon: Icon, off, perform }) => (
        <Tooltip key={id} label={label}>
          <ActionIcon aria-label={label} disabled={off} onClick={perform}>
            <Icon size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      ))}
    </span>
  );
}

/** Looks twice as close. */
export function closer(address: TimelineAddress): void {
  zoomTo(address, address.zoom * 2);
}

function zoomTo({ go }: TimelineAddress, zoom: number): void {
  const next = Math.min(zooms.most, Math.max(zooms.least, zoom));
  go({ zoom: next === zooms.least ? undefined : String(next) });
}
