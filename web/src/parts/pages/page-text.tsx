/** The text of a page: read as Markdown, changed in place with its draft, with what others change merged or shown beside it. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPage } from '../../../../contract/v1-types.ts';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Message } from '../../ui/states.tsx';
import { SomebodyEditing, useEditingPresence } from '../editing/presence.tsx';
import { TextEditor } from '../editing/text-editor.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { type Shelf, usePageStore } from './page-data.ts';
import classes from './pages.module.css';

interface TextProps {
  readonly shelf: Shelf;
  readonly page: OutputPage;
}

/** The text. */
export function PageText({ shelf, page, mayWrite }: TextProps & { readonly mayWrite: boolean }) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const [editing, setEditing] = useState(false);
  const edit = (): void => setEditing(true);
  useActions(
    mayWrite && !editing
      ? [{ id: 'pages.edit', label: t('act.edit'), group: t('group'), keys: 'e', perform: edit }]
      : [],
  );
  if (editing) return <Writing shelf={shelf} page={page} onDone={() => setEditing(false)} />;
  const act = mayWrite && (
    <Button
      size="compact-sm"
      leftSection={<IconPencil size={14} stroke={1.6} aria-hidden="true" />}
      rightSection={<Keys keys="e" />}
      onClick={edit}
    >
      {word('action.edit')}
    </Button>
  );
  if (page.content.trim() === '') return <Message title={t('text.none')} action={act} />;
  return (
    <>
      <div className={classes.textHead}>
        {act}
        <SomebodyEditing field={fieldOf(page)} />
      </div>
      <div className={classes.reading} dir="auto">
        <Markdown text={page.content} />
      </div>
    </>
  );
}

/** How the text is named where one says what one writes in. */
function fieldOf({ _id }: OutputPage): string {
  return `page:${_id}`;
}

function Writing({ shelf, page, onDone }: TextProps & { readonly onDone: () => void }) {
  const { t } = useTranslation('pages');
  useEditingPresence(fieldOf(page), true);
  return (
    <TextEditor
      label={t('field.content')}
      place={`page:${page._id}:content`}
      text={page.content}
      version={page._version}
      store={usePageStore(shelf, page._id)}
      onDone={onDone}
    />
  );
}
