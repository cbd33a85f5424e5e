/** Writing Markdown: the source with its tools, and what it will look like. The text belongs to whoever shows the editor. */
import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconBlockquote,
  IconBold,
  IconCheckbox,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconPaperclip,
} from '@tabler/icons-react';
import { type ComponentType, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../person.tsx';
import classes from './markdown.module.css';
import { Markdown } from './markdown.tsx';
import type { SourceEditor } from './source-editor.ts';

/** What an editor needs. */
export interface MarkdownEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Name for screen readers. */
  readonly label: string;
  readonly hint?: string;
  /** Ctrl/⌘ Enter. */
  readonly onSubmit?: () => void;
  /** Escape. */
  readonly onLeave?: () => void;
  /** Takes pasted, dropped or chosen files; gives the text that stands for them, e.g. `![shot.png](attachment:~12)`. */
  readonly onFiles?: (files: readonly File[]) => Promise<string>;
  readonly autoFocus?: boolean;
}

/** The editor. */
export function MarkdownEditor(props: MarkdownEditorProps) {
  const { t } = useTranslation('tasks');
  const [preview, setPreview] = useState(false);
  const editor = useRef<SourceEditor>(null);
  const [uploading, setUploading] = useState(0);
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    if (props.onFiles === undefined) return;
    setUploading((count) => count + files.length);
    try {
      editor.current?.insert(await props.onFiles(files));
    } finally {
      setUploading((count) => count - files.length);
    }
  };
  return (
    <div className={classes.editor}>
      <div className={classes.toolbar}>
        <Tools editor={editor} />
        {props.onFiles !== undefined && <FileTool onFiles={takeFiles} />}
        {uploading > 0 && <span role="status">{t('editor.uploading', { count: uploading })}</span>}
        <SegmentedControl
          className={classes.toolbarEnd}
          size="xs"
          aria-label={t('editor.mode')}
          value={preview ? 'preview' : 'write'}
          onChange={(mode) => setPreview(mode === 'preview')}
          data={(['write', 'preview'] as const).map((value) => ({ value, label: t(`editor.${value}`) }))}
        />
      </div>
      <div hidden={preview}>
        <Source {...props} editor={editor} onFiles={props.onFiles === undefined ? undefined : takeFiles} />
      </div>
      {preview && (
        <div className={classes.preview}>
          <Markdown text={props.value} />
        </div>
      )}
    </div>
  );
}

type SourceProps = Omit<MarkdownEditorProps, 'onFiles'> & {
  readonly editor: RefObject<SourceEditor | null>;
  readonly onFiles: ((files: readonly File[]) => Promise<void>) | undefined;
};

function Source(props: SourceProps) {
  const { t } = useTranslation('tasks');
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const people = useRef<ReturnType<typeof usePeople>>(new Map());
  people.current = usePeople();
  const { editor, label, value } = props;
  const hint = props.hint ?? t('editor.hint');
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    let gone = false;
    void import('./source-editor.ts').then(({ createSourceEditor }) => {
      if (gone) return;
      editor.current = createSourceEditor({
        parent,
        value: latest.current.value,
        label,
        hint,
        people: () => [...people.current.values()],
        onChange: (text) => latest.current.onChange(text),
        onSubmit: () => latest.current.onSubmit?.(),
        onLeave: () => latest.current.onLeave?.(),
        onFiles:
          latest.current.onFiles === undefined ? undefined : (files) => void latest.current.onFiles?.(files),
      });
      if (latest.current.autoFocus === true) editor.current.focus();
    });
    return () => {
      gone = true;
      editor.current?.destroy();
      editor.current = null;
    };
  }, [editor, label, hint]);
  useEffect(() => editor.current?.setValue(value), [editor, value]);
  return <div ref={place} />;
}

const tools: readonly {
  readonly name: 'bold' | 'italic' | 'code' | 'list' | 'checklist' | 'quote' | 'link';
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly use: (editor: SourceEditor) => void;
}[] = [
  { name: 'bold', icon: IconBold, use: (editor) => editor.wrap('**', '**') },
  { name: 'italic', icon: IconItalic, use: (editor) => editor.wrap('*', '*') },
  { name: 'code', icon: IconCode, use: (editor) => editor.wrap('`', '`') },
  { name: 'list', icon: IconList, use: (editor) => editor.prefix('- ') },
  { name: 'checklist', icon: IconCheckbox, use: (editor) => editor.prefix('- [ ] ') },
  { name: 'quote', icon: IconBlockquote, use: (editor) => editor.prefix('> ') },
  { name: 'link', icon: IconLink, use: (editor) => editor.wrap('[', '](https://)') },
];

function Tools({ editor }: { readonly editor: RefObject<SourceEditor | null> }) {
  const { t } = useTranslation('tasks');
  return tools.map(({ name, icon: Icon, use }) => (
    <Tooltip key={name} label={t(`editor.${name}`)}>
      <ActionIcon
        aria-label={t(`editor.${name}`)}
        onClick={() => editor.current !== null && use(editor.current)}
      >
        <Icon size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  ));
}

function FileTool({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<void> }) {
  const { t } = useTranslation('tasks');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) void onFiles(files);
        }}
      />
      <Tooltip label={t('editor.attach')}>
        <ActionIcon aria-label={t('editor.attach')} onClick={() => input.current?.click()}>
          <IconPaperclip size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
