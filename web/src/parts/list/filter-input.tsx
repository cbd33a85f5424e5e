/** The text of a filter with suggestions for the piece that is being written. */
import { Combobox, useCombobox } from '@mantine/core';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type FilterWords, suggestionLabel } from './filter-words.ts';
import { lastPiece, type Suggestion, type SuggestionSource, suggest } from './query/suggest.ts';
import classes from './query-bar.module.css';

/** A field for a filter. Enter takes the chosen suggestion, or hands over what was written. */
export function FilterInput({
  value,
  onChange,
  onSubmit,
  onLeave,
  onErase,
  source,
  words,
  inputRef,
  label,
  placeholder,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: (value: string) => void;
  readonly onLeave: () => void;
  /** Backspace at the beginning. */
  readonly onErase: () => void;
  readonly source: SuggestionSource;
  readonly words: FilterWords;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly placeholder: string;
}) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { before, piece } = lastPiece(value);
  const suggestions = suggest(piece, source);
  const take = (text: string): void => {
    const chosen = suggestions.find((suggestion) => suggestion.text === text);
    const next = `${before}${text}`;
    combobox.resetSelectedOption();
    if (chosen?.open === true || chosen?.kind === 'word') onChange(chosen.open ? next : `${next} `);
    else if (before.trim() === '') onSubmit(next);
    else onChange(`${next} `);
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      combobox.closeDropdown();
      onSubmit(value);
    } else if (event.key === 'Escape') {
      if (combobox.dropdownOpened) combobox.closeDropdown();
      else onLeave();
    } else if (event.key === 'Backspace' && value === '') onErase();
  };
  return (
    <Combobox
      store={combobox}
      keepMounted={false}
      onOptionSubmit={take}
      width={320}
      position="bottom-start"
      shadow="md"
    >
      <Combobox.Target>
        <input
          ref={inputRef}
          className={classes.input}
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Options suggestions={suggestions} words={words} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Options({
  suggestions,
  words,
}: {
  readonly suggestions: readonly Suggestion[];
  readonly words: FilterWords;
}) {
  const { t } = useTranslation('lists');
  return (
    <Combobox.Options className={classes.options} aria-label={t('query.suggestions')}>
      {suggestions.map((suggestion) => (
        <Combobox.Option key={suggestion.text} value={suggestion.text} className={classes.option}>
          <bdi className="sk-mono sk-ellipsis">{suggestion.text}</bdi>
          <bdi className={`${classes.optionHint} sk-ellipsis`}>{hintOf(suggestion, words)}</bdi>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}

function hintOf({ kind, field, value = '', text }: Suggestion, words: FilterWords): string {
  if (kind === 'state') return words.state(value);
  if (kind === 'value' && field !== undefined) {
    const word = words.value(field, value);
    return word === value ? '' : word;
  }
  return suggestionLabel(words, field, text) === text ? '' : suggestionLabel(words, field, text);
}
