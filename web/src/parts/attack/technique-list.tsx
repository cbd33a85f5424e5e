/** Techniques to choose from: words narrow the list, arrows move in it, Enter takes or leaves one. */
import { TextInput } from '@mantine/core';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingRows } from '../../ui/states.tsx';
import type { Technique } from './attack-data.ts';
import classes from './dialog.module.css';
import { containsWords } from './matrix-model.ts';
import { useTacticName } from './use-tactic-name.ts';

/** Most techniques that are listed; words find the others. */
const mostListed = 60;

/** The list. */
export function TechniqueList({
  techniques,
  picked,
  onToggle,
}: {
  /** Undefined while they are read; the place to write words is there at once. */
  readonly techniques: readonly Technique[] | undefined;
  /** Numbers of those that are chosen. */
  readonly picked: ReadonlySet<string>;
  readonly onToggle: (technique: Technique) => void;
}) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  const tacticName = useTacticName();
  const [words, setWords] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () =>
      (techniques ?? []).filter(({ patternId, name, tactics }) =>
        containsWords(`${patternId} ${name} ${tactics.map(tacticName).join(' ')}`, words),
      ),
    [techniques, words, tacticName],
  );
  const shown = found.slice(0, mostListed);
  const current = shown[Math.min(place, shown.length - 1)];
  useEffect(() => {
    const option = list.current?.querySelector(`[data-number="${CSS.escape(current?.patternId ?? '')}"]`);
    option?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setPlace((place + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === 'Enter' && current !== undefined) onToggle(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.search}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : `${listId}-${current.patternId}`}
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
        value={words}
        onChange={({ currentTarget }) => {
          setWords(currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('techniques')}
        aria-multiselectable="true"
        className={classes.options}
      >
        {techniques === undefined && <LoadingRows rows={6} label={word('loading')} />}
        {shown.map((technique, index) => (
          <button
            key={technique._id}
            id={`${listId}-${technique.patternId}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={picked.has(technique.patternId)}
            data-current={technique === current || undefined}
            data-number={technique.patternId}
            className={classes.option}
            onMouseMove={() => setPlace(index)}
            onClick={() => onToggle(technique)}
          >
            <span className={classes.number}>{technique.patternId}</span>
            <span className="sk-ellipsis">{technique.name}</span>
            <span className={classes.tactics}>{technique.tactics.map(tacticName).join(' · ')}</span>
            <IconCheck
              size={15}
              stroke={2}
              aria-hidden="true"
              visibility={picked.has(technique.patternId) ? 'visible' : 'hidden'}
            />
          </button>
        ))}
      </div>
      <p className={classes.more} role="status">
        {techniques !== undefined && found.length === 0 && t('noneFound')}
        {found.length > shown.length && t('moreFound', { count: found.length - shown.length })}
      </p>
    </div>
  );
}
