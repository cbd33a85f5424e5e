/** Choosing one of several by keyboard or mouse: written letters narrow the choice, digits choose at once. */
import { Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Keys } from './keys.tsx';
import classes from './pick-dialog.module.css';

/** Something to choose. */
export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Drawn instead of the label. */
  readonly content?: ReactNode;
}

/** The dialog. */
export function PickDialog({
  title,
  searchLabel,
  noneLabel,
  options,
  opened,
  onClose,
  onPick,
}: {
  readonly title: string;
  readonly searchLabel: string;
  readonly noneLabel: string;
  readonly options: readonly PickOption[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onPick: (id: string) => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={380}
      padding="md"
      yOffset="12vh"
      centered={false}
    >
      <Choice
        searchLabel={searchLabel}
        noneLabel={noneLabel}
        options={options}
        onPick={(id) => {
          onClose();
          onPick(id);
        }}
      />
    </Modal>
  );
}

function Choice({
  searchLabel,
  noneLabel,
  options,
  onPick,
}: {
  readonly searchLabel: string;
  readonly noneLabel: string;
  readonly options: readonly PickOption[];
  readonly onPick: (id: string) => void;
}) {
  const [wanted, setWanted] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const found = options.filter(({ label }) => label.toLowerCase().includes(wanted.trim().toLowerCase()));
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const digit = wanted === '' && /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : undefined;
    const chosen = event.key === 'Enter' ? found[place] : digit === undefined ? undefined : found[digit];
    if (step !== 0) setPlace((place + step + found.length) % Math.max(1, found.length));
    else if (chosen !== undefined) onPick(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        data-autofocus
        className={classes.search}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[place] === undefined ? undefined : `${listId}-${place}`}
        aria-label={searchLabel}
        placeholder={searchLabel}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" aria-label={searchLabel} className={classes.options}>
        {found.map(({ id, label, content }, index) => (
          <button
            key={id}
            id={`${listId}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            className={classes.option}
            onMouseMove={() => setPlace(index)}
            onClick={() => onPick(id)}
          >
            <span className={classes.label}>{content ?? <bdi>{label}</bdi>}</span>
            {wanted === '' && index < 9 && <Keys keys={String(index + 1)} />}
          </button>
        ))}
      </div>
      {found.length === 0 && <p className={classes.none}>{noneLabel}</p>}
    </>
  );
}
