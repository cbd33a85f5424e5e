/** Looking for words in the pages of a shelf; while nothing is looked for, its tree. */
import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { defangText } from '@skep/sdk/indicators';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPage } from '../../../../contract/v1-types.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { markedText, type Piece, passageOf } from '../shell/passage.ts';
import { type Shelf, useFoundPages } from './page-data.ts';
import classes from './pages.module.css';
import { type PagePlaces, usePagesAddress } from './pages-address.ts';

/** Milliseconds without a stroke before the server is asked. */
export const searchPauseMs = 200;

/** The field with what it finds; `children` stand there while nothing is looked for. */
export function PageFinder({
  ref,
  shelf,
  places,
  pageId,
  children,
}: {
  readonly ref: Ref<HTMLInputElement>;
  readonly shelf: Shelf;
  readonly places: PagePlaces;
  readonly pageId: string | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const { words, look } = usePagesAddress();
  return (
    <>
      <TextInput
        ref={ref}
        size="xs"
        className={classes.finder ?? ''}
        leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        value={words}
        onChange={({ currentTarget }) => look(currentTarget.value)}
        rightSection={
          words !== '' && <CloseButton size={20} aria-label={word('action.clear')} onClick={() => look('')} />
        }
      />
      {words.trim() === '' ? children : <Found {...{ shelf, places, pageId }} words={words.trim()} />}
    </>
  );
}

function Found({
  shelf,
  places,
  pageId,
  words,
}: {
  readonly shelf: Shelf;
  readonly places: PagePlaces;
  readonly pageId: string | undefined;
  readonly words: string;
}) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const [settled] = useDebouncedValue(words, searchPauseMs);
  const { data, error, refetch } = useFoundPages(shelf, settled);
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={4} label={word('loading')} />;
  if (data.length === 0) return <p className={classes.quiet}>{t('find.none')}</p>;
  return (
    <nav className={classes.found} aria-label={t('find.found', { count: data.length })}>
      {data.map((one) => (
        <Link
          key={one._id}
          {...places.linkOf(one._id)}
          className={classes.foundPage}
          aria-current={one._id === pageId ? 'page' : undefined}
        >
          <FoundPage page={one} words={settled} />
        </Link>
      ))}
    </nav>
  );
}

/** A page with the passage in which the words stand. */
export function FoundPage({ page, words }: { readonly page: OutputPage; readonly words: string }) {
  return (
    <>
      <span className={classes.foundTitle}>
        <Marked pieces={markedText(page.title, words)} />
      </span>
      <bdi className={classes.foundCategory}>{page.category}</bdi>
      <span className={classes.passage}>
        <Marked pieces={passageOf([defangText(page.content)], words)} />
      </span>
    </>
  );
}

function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  let at = 0;
  return (
    <bdi>
      {pieces.map(({ text, marked }) => {
        at += text.length;
        return marked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>;
      })}
    </bdi>
  );
}
