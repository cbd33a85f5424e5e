/** Taking a page of the knowledge base into a case: looked for by words, read, then copied. The case's copy goes its own way. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconExternalLink, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPage } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { DialogFoot } from '../alert/dialog-foot.tsx';
import { submitKeys } from '../alert/submit-keys.ts';
import { useErrorText } from '../error-text.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { type MakingProps, useMakePage } from './new-page.tsx';
import { knowledgeShelf, type PageHeading, useFoundPages, usePage, usePageHeadings } from './page-data.ts';
import { FoundPage, searchPauseMs } from './page-finder.tsx';
import { groupPages } from './page-order.ts';
import classes from './pages.module.css';

/** The dialog. */
export function InsertKnowledge(props: MakingProps) {
  const { t } = useTranslation('pages');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('insert.title')}
      size={900}
      padding={0}
      classNames={{ header: classes.dialogHead ?? '' }}
    >
      <Content {...props} />
    </Modal>
  );
}

function Content({ shelf, pages, onClose, onMade }: MakingProps) {
  const { t } = useTranslation('pages');
  const [words, setWords] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const chosen = usePage(knowledgeShelf, chosenId ?? '~0').data?.[0];
  const make = useMakePage(shelf, pages);
  const submit = (): void => {
    if (chosen === undefined || make.isPending) return;
    const { title, category, content } = chosen;
    make.mutate({ title, category, content }, { onSuccess: ({ _id }) => onMade(_id) });
  };
  return (
    <form onKeyDown={submitKeys(submit)} onSubmit={(event) => event.preventDefault()}>
      <div className={classes.insert}>
        <div className={classes.choices}>
          <TextInput
            data-autofocus
            leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
            aria-label={t('insert.find')}
            placeholder={t('insert.find')}
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <Choices words={words.trim()} chosenId={chosenId} onChoose={setChosenId} />
        </div>
        <Reading page={chosen} />
      </div>
      <DialogFoot
        consequence={t('insert.note')}
        refusal={make.error}
        submitLabel={t('insert.act')}
        busy={make.isPending}
        blocked={chosen === undefined}
        onCancel={onClose}
        onSubmit={submit}
      />
    </form>
  );
}

interface ChoiceProps {
  readonly words: string;
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
}

function Choices(props: ChoiceProps) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const [settled] = useDebouncedValue(props.words, searchPauseMs);
  const all = usePageHeadings(knowledgeShelf);
  const found = useFoundPages(knowledgeShelf, settled);
  const {
    data,
    error,
    refetch,
  }: { data: readonly PageHeading[] | undefined; error: Error | null; refetch: () => unknown } =
    settled === '' ? all : found;
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={5} label={word('loading')} />;
  if (data.length === 0) return <Message title={settled === '' ? t('insert.empty') : t('find.none')} />;
  const shown = settled === '' ? groupPages(data).flatMap((group) => group.pages) : data;
  return (
    <ul className={classes.found}>
      {shown.map((page) => (
        <li key={page._id}>
          <button
            type="button"
            className={classes.foundPage}
            aria-pressed={page._id === props.chosenId}
            onClick={() => props.onChoose(page._id)}
          >
            <FoundPage page={withContent(page)} words={settled} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function withContent(page: PageHeading): OutputPage {
  return { content: '', ...page };
}

function Reading({ page }: { readonly page: OutputPage | undefined }) {
  const { t } = useTranslation('pages');
  const organisation = useApi().organisation ?? '';
  if (page === undefined)
    return (
      <div className={classes.preview}>
        <p className={classes.quiet}>{t('insert.choose')}</p>
      </div>
    );
  return (
    <article className={classes.preview} aria-label={page.title}>
      <div className={classes.previewHead}>
        <h3 className={classes.previewTitle}>
          <bdi>{page.title}</bdi>
        </h3>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconExternalLink size={14} stroke={1.6} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/o/$organisation/knowledge/$pageId"
              params={{ organisation, pageId: page._id }}
              search={{}}
            />
          )}
        >
          {t('insert.open')}
        </Button>
      </div>
      <div dir="auto">
        <Markdown text={page.content} />
      </div>
    </article>
  );
}
