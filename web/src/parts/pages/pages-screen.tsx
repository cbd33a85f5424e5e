/** The pages of a shelf: at the left the tree of their headings or what a search has found, at the right the open page. */
import { Button } from '@mantine/core';
import { IconBook, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { PresenceProvider } from '../editing/presence.tsx';
import { useErrorText } from '../error-text.ts';
import { InsertKnowledge } from './insert-knowledge.tsx';
import { NewPage } from './new-page.tsx';
import { type PageHeading, type Shelf, usePageHeadings } from './page-data.ts';
import { PageFinder } from './page-finder.tsx';
import { groupPages } from './page-order.ts';
import { PageTree } from './page-tree.tsx';
import { OpenPage } from './page-view.tsx';
import classes from './pages.module.css';
import { type PagePlaces, usePagesAddress } from './pages-address.ts';

/** What the screen needs. */
export interface PagesScreenProps {
  readonly shelf: Shelf;
  readonly places: PagePlaces;
  readonly pageId: string | undefined;
  readonly mayWrite: boolean;
  /** Whether pages of the knowledge base can be copied here. */
  readonly takesKnowledge: boolean;
  readonly title: string;
  /** Why there is nothing yet, and what pages are for. */
  readonly emptyReason: string;
}

/** The screen. */
export function PagesScreen(props: PagesScreenProps) {
  const { shelf } = props;
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = usePageHeadings(shelf);
  if (data !== undefined) return <Shown {...props} pages={data} />;
  return error === null ? (
    <LoadingRows rows={10} label={word('loading')} />
  ) : (
    <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
  );
}

type ShownProps = PagesScreenProps & { readonly pages: readonly PageHeading[] };

function Shown(props: ShownProps) {
  const { shelf, places, pageId, mayWrite, takesKnowledge, pages, title } = props;
  const { dialog, openDialog } = usePagesAddress();
  const ordered = groupPages(pages).flatMap((group) => group.pages);
  const finder = useRef<HTMLInputElement>(null);
  usePagesActions(props, ordered, () => finder.current?.focus());
  const closeDialog = (): void => openDialog(undefined);
  return (
    <div className={classes.screen} data-open={pageId !== undefined || undefined}>
      <div className={classes.side}>
        <h2 className={classes.sideTitle}>{title}</h2>
        {mayWrite && <Making {...props} />}
        <PageFinder ref={finder} shelf={shelf} places={places} pageId={pageId}>
          <PageTree pages={pages} places={places} pageId={pageId} />
        </PageFinder>
      </div>
      <Place {...props} first={ordered[0]} />
      {mayWrite && (
        <>
          <NewPage
            shelf={shelf}
            pages={pages}
            opened={dialog === 'page'}
            onClose={closeDialog}
            onMade={places.open}
          />
          {takesKnowledge && (
            <InsertKnowledge
              shelf={shelf}
              pages={pages}
              opened={dialog === 'knowledge'}
              onClose={closeDialog}
              onMade={places.open}
            />
          )}
        </>
      )}
    </div>
  );
}

function Making({ takesKnowledge }: ShownProps) {
  const { t } = useTranslation('pages');
  const { openDialog } = usePagesAddress();
  return (
    <div className={classes.making}>
      <Button
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.6} aria-hidden="true" />}
        rightSection={<Keys keys="n" />}
        onClick={() => openDialog('page')}
      >
        {t('act.new')}
      </Button>
      {takesKnowledge && (
        <Button
          size="compact-sm"
          leftSection={<IconBook size={14} stroke={1.6} aria-hidden="true" />}
          onClick={() => openDialog('knowledge')}
        >
          {t('act.fromKnowledge')}
        </Button>
      )}
    </div>
  );
}

/** The open page; without one, why there is none. */
function Place({
  shelf,
  places,
  pageId,
  mayWrite,
  pages,
  first,
  emptyReason,
}: ShownProps & { readonly first: PageHeading | undefined }): ReactNode {
  const { t } = useTranslation('pages');
  const { openDialog } = usePagesAddress();
  if (pageId !== undefined) {
    const open = <OpenPage key={pageId} {...{ shelf, places, pageId, pages, mayWrite }} />;
    // A case says by itself who is there.
    if (shelf.caseId !== undefined) return open;
    return (
      <PresenceProvider object={pageId} part="page">
        {open}
      </PresenceProvider>
    );
  }
  return (
    <div className={classes.nothing}>
      {first === undefined ? (
        <Message
          title={t('none.title')}
          action={
            mayWrite && (
              <Button variant="filled" onClick={() => openDialog('page')}>
                {t('act.new')}
              </Button>
            )
          }
        >
          {emptyReason}
        </Message>
      ) : (
        <Message
          title={t('none.open')}
          action={
            <Button rightSection={<Keys keys="j" />} onClick={() => places.open(first._id)}>
              {t('none.first')}
            </Button>
          }
        >
          {t('none.choose', { count: pages.length })}
        </Message>
      )}
    </div>
  );
}

function usePagesActions(
  { places, pageId, mayWrite, takesKnowledge }: ShownProps,
  ordered: readonly PageHeading[],
  find: () => void,
): void {
  const { t } = useTranslation('pages');
  const { openDialog } = usePagesAddress();
  const group = t('group');
  const at = ordered.findIndex(({ _id }) => _id === pageId);
  const go = (step: number): void => {
    const next = at === -1 ? ordered[0] : ordered[at + step];
    if (next !== undefined) places.open(next._id);
  };
  useActions([
    { id: 'pages.find', label: t('act.find'), group, keys: '/', perform: find },
    { id: 'pages.next', label: t('act.next'), group, keys: 'j', onlyKeys: true, perform: () => go(1) },
    {
      id: 'pages.previous',
      label: t('act.previous'),
      group,
      keys: 'k',
      onlyKeys: true,
      perform: () => go(-1),
    },
    ...(mayWrite
      ? [{ id: 'pages.new', label: t('act.new'), group, keys: 'n', perform: () => openDialog('page') }]
      : []),
    ...(mayWrite && takesKnowledge
      ? [
          {
            id: 'pages.knowledge',
            label: t('act.fromKnowledge'),
            group,
            perform: () => openDialog('knowledge'),
          },
        ]
      : []),
  ]);
}
