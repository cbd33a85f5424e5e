/** A widget in the editor: arrows or dragging move it, arrows with Shift change its size; the same by buttons. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dashboards.module.css';
import type { Widget } from './definition.ts';
import type { Direction, Side } from './editor-state.ts';
import { useWidgetDrag } from './use-widget-drag.ts';
import { type WidgetTime, WidgetView } from './widget-view.tsx';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const all = ['left', 'right', 'up', 'down'] as const;

/** What stands for a stop of the keyboard that has keys of its own. */
const stop = (label: string, keys: string) =>
  ({ tabIndex: 0, role: 'group', 'aria-label': label, 'aria-keyshortcuts': keys }) as const;

/** The tile. */
export function Tile({
  widget,
  time,
  isFocused,
  onFocus,
  onMove,
  onPlace,
  onResize,
  onEdit,
  onRemove,
}: {
  readonly widget: Widget;
  readonly time: WidgetTime;
  /** It keeps the focus when it moves to another row. */
  readonly isFocused: boolean;
  readonly onFocus: () => void;
  readonly onMove: (direction: Direction) => void;
  /** Another widget was dropped upon it. */
  readonly onPlace: (dragged: string, side: Side) => void;
  readonly onResize: (direction: Direction) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('dashboards');
  const tile = useRef<HTMLDivElement>(null);
  const drag = useWidgetDrag(widget.id, onPlace);
  const wasFocused = useRef(isFocused);
  useEffect(() => {
    if (wasFocused.current) tile.current?.focus();
  }, []);
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    if (direction !== undefined) (event.shiftKey ? onResize : onMove)(direction);
    else if (event.key === 'Enter') onEdit();
    else if (event.key === 'Delete') onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={tile}
      className={classes.tile}
      data-widget={widget.id}
      {...stop(t('editor.widget', { title: widget.title }), 'ArrowLeft Shift+ArrowRight Enter Delete')}
      {...{ onKeyDown: press, onFocus }}
      {...drag}
    >
      <WidgetView widget={widget} time={time} />
      <div className={classes.tools}>
        <ActionIcon size={24} aria-label={t('editor.change', { title: widget.title })} onClick={onEdit}>
          <IconPencil size={16} stroke={1.6} />
        </ActionIcon>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={t('editor.more', { title: widget.title })}>
              <IconDots size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {all.map((direction) => (
              <Menu.Item key={direction} onClick={() => onMove(direction)}>
                {t(`editor.move.${direction}`)}
              </Menu.Item>
            ))}
            {all.map((direction) => (
              <Menu.Item key={direction} onClick={() => onResize(direction)}>
                {t(`editor.size.${direction}`)}
              </Menu.Item>
            ))}
            <Menu.Item color="red" onClick={onRemove}>
              {t('editor.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}
