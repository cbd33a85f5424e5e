/** Writing tags: those in use and those of taxonomies are proposed with their colours and meanings, any other may be written. */
import { TagsInput, type TagsInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tag-input.module.css';
import { useRememberLook } from './tag-looks.tsx';
import { lookOf, tagText } from './tag-text.ts';
import { useTagSuggestions } from './use-tag-suggestions.ts';

/** What the field takes: that of the library, but for what it fills in by itself. */
export type TagInputProps = Omit<
  TagsInputProps,
  'data' | 'filter' | 'renderOption' | 'searchValue' | 'onSearchChange'
>;

/** Milliseconds without a key before the server is asked. */
const pause = 150;

/** The field. */
export function TagInput({ onChange, ...props }: TagInputProps) {
  const remember = useRememberLook();
  const { t } = useTranslation('words');
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), pause);
  const found = useTagSuggestions(sought);
  // Nothing is proposed before something is written: what is below the field stays within reach.
  const { plain, known } = text.trim() === '' ? { plain: [], known: [] } : found;
  const proposed = new Map([...plain, ...known].map((tag) => [tagText(tag), lookOf(tag)]));
  const groups = [
    { group: t('tags.inUse'), items: plain.map(tagText) },
    { group: t('tags.ofTaxonomies'), items: known.map(tagText) },
  ];
  return (
    <TagsInput
      {...props}
      onChange={(tags) => {
        for (const tag of tags) {
          const look = proposed.get(tag);
          if (look !== undefined) remember(tag, look);
        }
        onChange?.(tags);
      }}
      data={groups.filter(({ items }) => items.length > 0)}
      // The server has narrowed them by more than their text.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      maxDropdownHeight={280}
      renderOption={({ option: { value } }) => {
        const { colour, meaning } = proposed.get(value) ?? {};
        return (
          <span className={classes.option}>
            <span
              className={classes.colour}
              data-none={colour === undefined}
              style={{ '--tag-colour': colour } as CSSProperties}
              aria-hidden="true"
            />
            <bdi className={classes.text}>{value}</bdi>
            {meaning !== undefined && <bdi className={classes.meaning}>{meaning}</bdi>}
          </span>
        );
      }}
    />
  );
}
