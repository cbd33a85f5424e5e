/** The parts of a report in their order: added, moved by keys, buttons or dragging, opened to change their options, removed. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconGripVertical,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import formClasses from '../form/form.module.css';
import { movedTo } from '../templates/moved-to.ts';
import templateClasses from '../templates/templates.module.css';
import { newWidget, refusalAt, type Vocabulary, type Widget } from './definition.ts';
import { WidgetOptions } from './widget-options.tsx';
import { useWidgetWord } from './widget-words.ts';
import classes from './widgets.module.css';

interface ListProps {
  readonly widgets: readonly Widget[];
  readonly vocabulary: Vocabulary;
  readonly templateId: string | undefined;
  readonly refused: Readonly<Record<string, string>>;
  readonly onChange: (widgets: readonly Widget[]) => void;
}

/** The list. */
export function WidgetList(props: ListProps) {
  const { widgets, vocabulary, refused, onChange } = props;
  const { t } = useTranslation('reports');
  const list = useRef<HTMLOListElement>(null);
  const [opened, setOpened] = useState<number>();
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= widgets.length || from === to) return;
    onChange(movedTo(widgets, from, to));
    setOpened(opened === from ? to : undefined);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLButtonElement>(`[data-place="${to}"] [data-fold]`)?.focus(),
    );
  };
  const remove = (place: number): void => {
    onChange(widgets.filter((_, at) => at !== place));
    setOpened(undefined);
  };
  const add = (kind: string): void => {
    onChange([...widgets, newWidget(kind, vocabulary)]);
    setOpened(widgets.length);
  };
  return (
    <section className={formClasses.section} aria-labelledby="report-widgets">
      <h3 id="report-widgets" className={formClasses.heading}>
        {t('template.parts')}
        <span className={formClasses.meta}>{widgets.length}</span>
      </h3>
      <p className={formClasses.note}>
        {widgets.length === 0 ? t('template.noParts') : t('template.moveNote')}
      </p>
      <ol ref={list}>
        {Object.entries(widgets).map(([key, widget]) => (
          <WidgetLine
            key={key}
            {...props}
            widget={widget}
            place={Number(key)}
            isOpen={opened === Number(key)}
            onOpen={() => setOpened(opened === Number(key) ? undefined : Number(key))}
            onMove={move}
            onRemove={() => remove(Number(key))}
            isRefused={refusalAt(refused, `definition.widgets[${key}]`) !== undefined}
          />
        ))}
      </ol>
      <AddWidget vocabulary={vocabulary} onAdd={add} />
    </section>
  );
}

function AddWidget({
  vocabulary,
  onAdd,
}: {
  readonly vocabulary: Vocabulary;
  readonly onAdd: (kind: string) => void;
}) {
  const { t } = useTranslation('reports');
  const widgetWord = useWidgetWord();
  return (
    <div>
      <Menu position="bottom-start" width={260} withinPortal={false}>
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} stroke={1.6} />}>{t('template.addPart')}</Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.kinds ?? ''}>
          {vocabulary.widgets.map((kind) => (
            <Menu.Item key={kind} onClick={() => onAdd(kind)}>
              {widgetWord(kind)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface LineProps extends ListProps {
  readonly widget: Widget;
  readonly place: number;
  readonly isOpen: boolean;
  readonly isRefused: boolean;
  readonly onOpen: () => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: () => void;
}

/** Kind of data that a dragged part carries. */
const dragType = 'application/x-skep-part';

function WidgetLine(props: LineProps) {
  const { widget, widgets, place, isOpen, isRefused, onOpen, onMove, onChange } = props;
  const widgetWord = useWidgetWord();
  const [isTarget, setTarget] = useState(false);
  const name = widgetWord(widget._kind);
  const press = (event: KeyboardEvent): void => {
    const step = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0) : 0;
    if (step === 0) return;
    event.preventDefault();
    onMove(place, place + step);
  };
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    setTarget(true);
  };
  const drop = (event: DragEvent): void => {
    setTarget(false);
    const from = event.dataTransfer.getData(dragType);
    if (from === '') return;
    event.preventDefault();
    onMove(Number(from), place);
  };
  return (
    <li
      className={classes.widget}
      data-place={place}
      data-target={isTarget || undefined}
      data-refused={isRefused || undefined}
      onDragOver={over}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
    >
      <div className={templateClasses.taskLine}>
        <span
          className={classes.grip}
          draggable
          aria-hidden="true"
          onDragStart={(event) => event.dataTransfer.setData(dragType, String(place))}
        >
          <IconGripVertical size={16} stroke={1.6} />
        </span>
        <button
          type="button"
          data-fold
          className={classes.fold}
          aria-expanded={isOpen}
          onClick={onOpen}
          onKeyDown={press}
        >
          <IconChevronRight size={16} stroke={1.6} aria-hidden="true" />
          <span>{name}</span>
          {typeof widget.title === 'string' && <bdi className={classes.beside}>{widget.title}</bdi>}
        </button>
        <LineButtons name={name} {...props} />
      </div>
      {isOpen && (
        <WidgetOptions
          {...props}
          at={`definition.widgets[${place}]`}
          onChange={(next) => onChange(widgets.map((one, at) => (at === place ? next : one)))}
        />
      )}
    </li>
  );
}

function LineButtons({ name, place, widgets, onMove, onRemove }: LineProps & { readonly name: string }) {
  const { t } = useTranslation('reports');
  return (
    <span className={templateClasses.buttons}>
      <ActionIcon
        aria-label={t('template.up', { name })}
        disabled={place === 0}
        onClick={() => onMove(place, place - 1)}
      >
        <IconArrowUp size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('template.down', { name })}
        disabled={place === widgets.length - 1}
        onClick={() => onMove(place, place + 1)}
      >
        <IconArrowDown size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon aria-label={t('template.remove', { name })} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </span>
  );
}
