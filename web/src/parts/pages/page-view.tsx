/** One page: its heading, title and text, each changed in place, or its history. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputPage } from '../../../../contract/v1-types.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { InlineText } from '../editing/inline-text.tsx';
import { useErrorText } from '../error-text.ts';
import { Person } from '../person.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { Moment } from '../time.tsx';
import { PageActs } from './page-acts.tsx';
import { type PageHeading, type Shelf, usePage } from './page-data.ts';
import { PageHistory } from './page-history.tsx';
import { PageText } from './page-text.tsx';
import classes from './pages.module.css';
import { type PagePlaces, usePagesAddress } from './pages-address.ts';

/** What the view needs. */
export interface OpenPageProps {
  readonly shelf: Shelf;
  readonly places: PagePlaces;
  readonly pageId: string;
  /** All pages of the shelf. */
  readonly pages: readonly PageHeading[];
  readonly mayWrite: boolean;
}

/** The page, once it is read. */
export function OpenPage(props: OpenPageProps) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = usePage(props.shelf, props.pageId);
  const page = data?.[0];
  if (page !== undefined) return <Shown {...props} page={page} />;
  return (
    <div className={classes.nothing}>
      {error !== null ? (
        <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      ) : data === undefined ? (
        <LoadingRows rows={8} label={word('loading')} />
      ) : (
        <Message
          title={t('gone.title')}
          action={<Button onClick={() => props.places.open(undefined)}>{t('gone.all')}</Button>}
        >
          {t('gone.reason')}
        </Message>
      )}
    </div>
  );
}

type ShownProps = OpenPageProps & { readonly page: OutputPage };

function Shown(props: ShownProps) {
  const { shelf, page, mayWrite, places } = props;
  const { t } = useTranslation('pages');
  const { isHistory } = usePagesAddress();
  const { change, refusal } = usePageChange(shelf, page);
  const by = page._updatedBy ?? page._createdBy;
  return (
    <article className={classes.page} aria-label={page.title}>
      <Button
        className={classes.back ?? ''}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconArrowLeft size={14} stroke={1.6} aria-hidden="true" />}
        onClick={() => places.open(undefined)}
      >
        {t('gone.all')}
      </Button>
      <div className={classes.pageHead}>
        <div className={classes.names}>
          <span className={classes.category}>
            <InlineText
              place={`page:${page._id}:category`}
              value={page.category}
              label={t('field.category')}
              mayEdit={mayWrite}
              refusal={undefined}
              onSave={(category) => change({ category })}
            />
          </span>
          <h2 className={classes.title}>
            <InlineText
              place={`page:${page._id}:title`}
              value={page.title}
              label={t('field.title')}
              mayEdit={mayWrite}
              refusal={undefined}
              onSave={(title) => change({ title })}
            />
          </h2>
          <Refusal of={refusal} />
        </div>
        <PageActs {...props} />
      </div>
      <p className={classes.changed}>
        {t('changed')} <Moment at={page._updatedAt ?? page._createdAt} /> · <Person login={by} />
      </p>
      {isHistory ? (
        <PageHistory shelf={shelf} page={page} mayWrite={mayWrite} />
      ) : (
        <PageText shelf={shelf} page={page} mayWrite={mayWrite} />
      )}
    </article>
  );
}

function usePageChange(shelf: Shelf, page: OutputPage) {
  const api = useApi();
  const refresh = useRefresh();
  const { attempt, refusal } = useAttempt();
  const change = (values: Partial<Pick<OutputPage, 'title' | 'category'>>): Promise<boolean> =>
    attempt(async () => {
      await api.patch(`${shelf.path}/${page._id}`, values);
      await refresh(['page', 'audit']);
    });
  return { change, refusal };
}
