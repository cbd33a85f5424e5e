/** The filter of a list: as chips that are changed one by one, or as one text. Both show the same query. */
import { ActionIcon, Button } from '@mantine/core';
import { IconFilter, IconTags, IconX } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { FilterInput } from './filter-input.tsx';
import type { FilterWords } from './filter-words.ts';
import type { QuickFilter } from './list-definition.ts';
import type { CompiledFilter, FilterPart } from './query/compile.ts';
import { joinParts, partTexts, withoutPart, withPart } from './query/edit.ts';
import type { SuggestionSource } from './query/suggest.ts';
import classes from './query-bar.module.css';

/** What the bar shows and tells. */
export interface QueryBarProps {
  readonly query: string;
  readonly compiled: CompiledFilter;
  readonly onQuery: (query: string) => void;
  readonly source: SuggestionSource;
  readonly words: FilterWords;
  readonly quick?: readonly QuickFilter[] | undefined;
  /** Choices beside the filter: grouping, columns, heights. */
  readonly children?: ReactNode;
}

/** The bar. */
export function QueryBar(props: QueryBarProps) {
  const { t } = useTranslation('lists');
  const input = useRef<HTMLInputElement>(null);
  const [asText, setAsText] = useState(false);
  useActions([
    {
      id: 'list.filter',
      label: t('query.focus'),
      group: t('group.list'),
      keys: '/',
      perform: () => input.current?.focus(),
    },
  ]);
  return (
    <div className={classes.bar}>
      <search className={classes.search}>
        <ActionIcon
          size={24}
          title={asText ? t('query.asChips') : t('query.asText')}
          aria-label={asText ? t('query.asChips') : t('query.asText')}
          aria-pressed={asText}
          onClick={() => setAsText(!asText)}
        >
          {asText ? <IconTags size={16} stroke={1.6} /> : <IconFilter size={16} stroke={1.6} />}
        </ActionIcon>
        {asText ? <TextMode {...props} input={input} /> : <ChipMode {...props} input={input} />}
        <Keys keys="/" />
      </search>
      {props.quick !== undefined && <QuickFilters {...props} quick={props.quick} />}
      {props.children !== undefined && <div className={classes.choices}>{props.children}</div>}
      <Faults {...props} />
    </div>
  );
}

type ModeProps = QueryBarProps & { readonly input: RefObject<HTMLInputElement | null> };

function TextMode({ query, onQuery, source, words, input }: ModeProps) {
  const { t } = useTranslation('lists');
  const [text, setText] = useState(query);
  useEffect(() => setText(query), [query]);
  return (
    <FilterInput
      value={text}
      onChange={setText}
      onSubmit={onQuery}
      onLeave={() => setText(query)}
      onErase={() => onQuery('')}
      source={source}
      words={words}
      inputRef={input}
      label={t('query.label')}
      placeholder={t('query.placeholder')}
    />
  );
}

function ChipMode({ query, compiled, onQuery, source, words, input }: ModeProps) {
  const { t } = useTranslation('lists');
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<number>();
  const texts = partTexts(query);
  const submit = (written: string): void => {
    setText('');
    setEdited(undefined);
    if (edited === undefined) {
      if (written.trim() !== '') onQuery(withPart(query, written));
      return;
    }
    onQuery(joinParts(texts.map((part, index) => (index === edited ? written : part))));
  };
  const edit = (index: number): void => {
    setText(texts[index] ?? '');
    setEdited(index);
    input.current?.focus();
  };
  return (
    <>
      {texts.map((part, index) => (
        <Chip
          key={part}
          text={part}
          part={compiled.parts.length === texts.length ? compiled.parts[index] : undefined}
          isFaulty={isFaulty(compiled, texts.length, index)}
          isEdited={edited === index}
          words={words}
          onEdit={() => edit(index)}
          onRemove={() => onQuery(withoutPart(query, index))}
        />
      ))}
      <FilterInput
        value={text}
        onChange={setText}
        onSubmit={submit}
        onLeave={() => {
          setText('');
          setEdited(undefined);
        }}
        onErase={() => onQuery(withoutPart(query, texts.length - 1))}
        source={source}
        words={words}
        inputRef={input}
        label={t('query.label')}
        placeholder={t('query.add')}
      />
    </>
  );
}

/** Where a mistake keeps the parts from being told apart, all of them may be wrong. */
function isFaulty({ parts, faults }: CompiledFilter, count: number, index: number): boolean {
  return parts.length === count ? (parts[index]?.faults.length ?? 0) > 0 : faults.length > 0;
}

function Chip({
  text,
  part,
  isFaulty,
  isEdited,
  words,
  onEdit,
  onRemove,
}: {
  readonly text: string;
  readonly part: FilterPart | undefined;
  readonly isFaulty: boolean;
  readonly isEdited: boolean;
  readonly words: FilterWords;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('lists');
  const said = part === undefined ? { subject: '', predicate: text } : words.part(part.clause);
  return (
    <span
      className={classes.chip}
      data-faulty={isFaulty || undefined}
      data-any={part?.clause.kind === 'any' || undefined}
      data-edited={isEdited || undefined}
    >
      <button type="button" className={classes.chipText} title={text} onClick={onEdit}>
        <bdi className="sk-ellipsis">
          {said.subject} <strong>{said.predicate}</strong>
        </bdi>
      </button>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={t('query.remove', { part: `${said.subject} ${said.predicate}`.trim() })}
        onClick={onRemove}
      >
        <IconX size={12} stroke={1.8} />
      </button>
    </span>
  );
}

function QuickFilters({ query, onQuery, quick }: QueryBarProps & { readonly quick: readonly QuickFilter[] }) {
  const { t } = useTranslation('lists');
  const texts = partTexts(query);
  return (
    <fieldset className={classes.quick} aria-label={t('query.quick')}>
      {quick.map(({ label, part }) => {
        const place = texts.indexOf(part);
        return (
          <Button
            key={part}
            size="compact-md"
            variant={place === -1 ? 'default' : 'light'}
            aria-pressed={place !== -1}
            onClick={() => onQuery(place === -1 ? withPart(query, part) : withoutPart(query, place))}
          >
            {label}
          </Button>
        );
      })}
    </fieldset>
  );
}

function Faults({ query, compiled, words }: QueryBarProps) {
  if (compiled.faults.length === 0) return null;
  return (
    <div role="alert" className={classes.faulty}>
      <ul className={classes.faults}>
        {compiled.faults.slice(0, 3).map((fault) => (
          <li key={`${fault.from} ${fault.reason}`}>
            <IconFilter size={14} stroke={1.6} aria-hidden="true" />
            <bdi className={classes.faultPart}>{query.slice(fault.from, fault.to)}</bdi>
            <bdi>{words.fault(fault)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
