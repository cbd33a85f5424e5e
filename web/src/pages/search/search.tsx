/** Everything that holds some words, whatever kind of thing it is. The words and the kind are in the address. */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { isSearchKind, type SearchKind, searchKinds } from '../../parts/shell/search-kinds.ts';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Message } from '../../ui/states.tsx';
import { useCounts } from './counts.ts';
import { Facets } from './facets.tsx';
import { KindResults } from './kind-results.tsx';
import { NothingFound } from './nothing-found.tsx';
import classes from './search.module.css';

const route = getRouteApi('/o/$organisation/search');

/** Milliseconds without a key stroke before the address follows what is typed. */
const pauseMs = 350;
/** Results of each kind while all are shown, and of one page of a single kind. */
const few = 5;
const many = 25;

/** The page. */
export function Page() {
  const { t } = useTranslation('shell');
  const { q = '', in: given } = route.useSearch();
  const kind = isSearchKind(given) ? given : undefined;
  return (
    <main className={classes.page}>
      <PageHead title={t('search.title')} />
      <Field words={q} kind={kind} />
      {q.trim() === '' ? (
        <Message title={t('search.first')}>{t('search.hint')}</Message>
      ) : (
        <Results words={q.trim()} kind={kind} />
      )}
    </main>
  );
}

function Field({ words, kind }: { readonly words: string; readonly kind: SearchKind | undefined }) {
  const { t } = useTranslation('shell');
  const { organisation } = route.useParams();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(words);
  const [shown, setShown] = useState(words);
  // The address changed by other means, as by going back.
  if (words !== shown) {
    setShown(words);
    setValue(words);
  }
  const go = (q: string): void => {
    setShown(q);
    void navigate({
      to: '/o/$organisation/search',
      params: { organisation },
      search: { q, ...(kind === undefined ? {} : { in: kind }) },
      replace: true,
    });
  };
  const follow = useDebouncedCallback(go, pauseMs);
  useEffect(() => input.current?.focus(), []);
  useActions([
    {
      id: 'search-field',
      label: t('search.focus'),
      group: t('group.general'),
      keys: '/',
      perform: () => input.current?.focus(),
    },
  ]);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        go(value);
      }}
    >
      <search>
        <TextInput
          ref={input}
          inputMode="search"
          size="md"
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={value}
          spellCheck={false}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={value === '' ? <Keys keys="/" /> : undefined}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            follow(event.currentTarget.value);
          }}
        />
      </search>
    </form>
  );
}

function Results({ words, kind }: { readonly words: string; readonly kind: SearchKind | undefined }) {
  const counts = useCounts(words);
  const known = searchKinds.every((one) => counts[one] !== undefined);
  const empty = known && searchKinds.every((one) => counts[one] === 0);
  const emptyKind = kind !== undefined && counts[kind] === 0;
  return (
    <div className={classes.columns}>
      <Facets words={words} counts={counts} />
      <div className={classes.results}>
        {empty || emptyKind ? (
          <NothingFound words={words} elsewhere={!empty} />
        ) : (
          (kind === undefined ? searchKinds : [kind]).map((one) => (
            <KindResults
              key={`${one} ${words}`}
              kind={one}
              words={words}
              pageSize={kind === undefined ? few : many}
              whole={kind !== undefined}
              count={counts[one]}
            />
          ))
        )}
      </div>
    </div>
  );
}
