/** One page for what does not exist and for what is not shared with the reader: nobody learns which. */
import { Button, TextInput } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useMe } from '../data/session.tsx';
import { PageHead } from '../parts/shell/page-head.tsx';
import classes from './not-found.module.css';

/** The page within the frame: what one wanted may be found by its words, or in another organisation of one's own. */
export function NotFound() {
  const { t } = useTranslation('shell');
  const { organisation = '' } = useApi();
  return (
    <main className={classes.page}>
      <PageHead title={t('notFound.short')} />
      <Reason>
        <h2 className={classes.title}>{t('notFound.title')}</h2>
      </Reason>
      <SearchField organisation={organisation} />
      <Button component={Link} variant="filled" to={`/o/${encodeURIComponent(organisation)}/alerts`}>
        {t('notFound.home')}
      </Button>
      <Elsewhere organisation={organisation} />
    </main>
  );
}

/** The page without a frame: the address names nothing, or an organisation that the reader does not belong to. */
export function NotFoundAlone() {
  const { t } = useTranslation('shell');
  return (
    <main className={classes.page}>
      <Reason>
        <h1 className={classes.title}>{t('notFound.title')}</h1>
      </Reason>
      <Button component={Link} variant="filled" to="/">
        {t('notFound.home')}
      </Button>
    </main>
  );
}

function Reason({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  return (
    <>
      <span className={classes.mark}>
        <IconLock size={20} stroke={1.6} aria-hidden="true" />
      </span>
      {children}
      <p className={classes.reason}>{t('notFound.reason')}</p>
    </>
  );
}

function SearchField({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const search = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim() === '') return;
    void navigate({ to: '/o/$organisation/search', params: { organisation }, search: { q: words.trim() } });
  };
  return (
    <search className={classes.search}>
      <form onSubmit={search}>
        <TextInput
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
        />
      </form>
    </search>
  );
}

/** Where else one belongs. */
function Elsewhere({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  const others = (me?.organisations ?? []).filter((one) => one.organisation !== organisation);
  if (me === undefined || others.length === 0) return null;
  return (
    <p className={classes.elsewhere}>
      {t('notFound.here', { organisation, profile: me.profile })}{' '}
      {others.map((one) => (
        <Link
          key={one.organisationId}
          to="/o/$organisation/alerts"
          params={{ organisation: one.organisation }}
          search={{}}
          className={classes.link}
        >
          <bdi>{one.organisation}</bdi>
        </Link>
      ))}
    </p>
  );
}
