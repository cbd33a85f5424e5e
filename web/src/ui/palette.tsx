/**
 * One field from which everything can be reached: what is typed narrows a list in sections, arrows choose, Enter does.
 * The field keeps the focus; the chosen entry is told to screen readers as the active one of a list box.
 */
import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import {
  type ClipboardEvent,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Keys } from './keys.tsx';
import classes from './palette.module.css';
import { moved, type PaletteItem, type PaletteSection } from './palette-items.ts';

/** Words of the palette, in the reader's language. */
export interface PaletteTexts {
  readonly label: string;
  readonly placeholder: string;
  /** What stands below when nothing fits. */
  readonly nothing: string;
  readonly results: (count: number) => string;
}

/** Gives, once, what was typed before the field had the focus. */
const EarlyLetters = createContext<() => string>(() => '');

/** The dialog over the page that holds the field; what is inside starts anew each time. */
export function PaletteDialog({
  opened,
  onClose,
  label,
  children,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const takeEarly = useEarlyLetters(opened);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={682}
      yOffset="11vh"
      centered={false}
      radius="xl"
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={label}>
        <Modal.Body p={0}>
          <EarlyLetters value={takeEarly}>{children}</EarlyLetters>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Keeps the letters that are typed between the opening and the moment the field takes the focus: else they would be lost, or
 * do something on the page behind.
 */
function useEarlyLetters(opened: boolean): () => string {
  const taking = useRef<() => string>(() => '');
  useLayoutEffect(() => {
    if (!opened) return undefined;
    let letters = '';
    const keep = (event: globalThis.KeyboardEvent): void => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      letters += event.key;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const end = (): void => window.removeEventListener('keydown', keep, true);
    taking.current = () => {
      end();
      const taken = letters;
      letters = '';
      return taken;
    };
    window.addEventListener('keydown', keep, true);
    return end;
  }, [opened]);
  return useCallback(() => taking.current(), []);
}

/** What the field holds after several lines were pasted, which it would run together; undefined for a single one. */
function inOneLine(event: ClipboardEvent<HTMLInputElement>, value: string): string | undefined {
  const text = event.clipboardData.getData('text/plain');
  if (!/[\r\n]/.test(text)) return undefined;
  event.preventDefault();
  const { selectionStart, selectionEnd } = event.currentTarget;
  const lines = text
    .trim()
    .split(/\s*[\r\n]+\s*/)
    .join(' ');
  return `${value.slice(0, selectionStart ?? 0)}${lines}${value.slice(selectionEnd ?? value.length)}`;
}

/** The field with its list. */
export function Palette({
  onClose,
  value,
  onChange,
  sections,
  mark,
  foot,
  waiting,
  texts,
}: {
  readonly onClose: () => void;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly sections: readonly PaletteSection[];
  /** Says in the field what the text was taken for. */
  readonly mark?: ReactNode;
  readonly foot: ReactNode;
  /** More is being read: an empty list says nothing yet. */
  readonly waiting: boolean;
  readonly texts: PaletteTexts;
}) {
  const listId = useId();
  const takeEarly = useContext(EarlyLetters);
  const items = sections.flatMap((section) => section.items);
  const [chosenId, setChosenId] = useState<string>();
  const chosen =
    items.find(({ id }) => id === chosenId) ?? items.find(({ blocked }) => blocked === undefined);
  const perform = (item: PaletteItem | undefined, newTab: boolean): void => {
    if (item === undefined || item.blocked !== undefined) return;
    onClose();
    item.perform(newTab);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = inOneLine(event, value);
    if (pasted === undefined) return;
    setChosenId(undefined);
    onChange(pasted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosenId(moved(items, chosen?.id, step));
    else if (event.key === 'Enter') perform(chosen, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.6} aria-hidden="true" />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
          aria-label={texts.label}
          placeholder={texts.placeholder}
          value={value}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          onFocus={() => {
            const early = takeEarly();
            if (early !== '') onChange(value + early);
          }}
          onChange={(event) => {
            setChosenId(undefined);
            onChange(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {mark}
      </div>
      <div id={listId} className={classes.list} role="listbox" aria-label={texts.label}>
        {sections.map((section) => (
          <Section
            key={section.id}
            section={section}
            listId={listId}
            chosenId={chosen?.id}
            onChoose={setChosenId}
            onPerform={perform}
          />
        ))}
      </div>
      {items.length === 0 && !waiting && <p className={classes.nothing}>{texts.nothing}</p>}
      <p className="sk-hidden" role="status">
        {waiting ? '' : texts.results(items.length)}
      </p>
      <div className={classes.foot}>{foot}</div>
    </>
  );
}

function Section({
  section,
  listId,
  chosenId,
  onChoose,
  onPerform,
}: {
  readonly section: PaletteSection;
  readonly listId: string;
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onPerform: (item: PaletteItem, newTab: boolean) => void;
}) {
  const titleId = `${listId}-section-${section.id}`;
  return (
    <fieldset className={classes.group} aria-labelledby={titleId}>
      <p id={titleId} className={classes.section}>
        {section.title}
      </p>
      {section.items.map((item) => (
        <Option
          key={item.id}
          item={item}
          id={`${listId}-${item.id}`}
          chosen={item.id === chosenId}
          onChoose={() => onChoose(item.id)}
          onPerform={(newTab) => onPerform(item, newTab)}
        />
      ))}
    </fieldset>
  );
}

function Option({
  item,
  id,
  chosen,
  onChoose,
  onPerform,
}: {
  readonly item: PaletteItem;
  readonly id: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onPerform: (newTab: boolean) => void;
}) {
  const { icon: Icon, label, note, end, keys, blocked } = item;
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <button
      type="button"
      ref={place}
      id={id}
      className={classes.option}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={blocked !== undefined}
      onMouseMove={onChoose}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onPerform(event.ctrlKey || event.metaKey)}
    >
      {Icon !== undefined && <Icon size={16} stroke={1.6} aria-hidden="true" />}
      <span className={classes.label}>{label}</span>
      <span className={classes.note}>{blocked ?? note}</span>
      <span className={classes.end}>
        {end}
        {keys !== undefined && <Keys keys={keys} />}
      </span>
    </button>
  );
}
