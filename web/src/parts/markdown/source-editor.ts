/** The editor of the source text: CodeMirror with the keys of Markdown, mentions and pasted files. Loaded when somebody begins to write. */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { insertNewlineContinueMarkup, markdown } from '@codemirror/lang-markdown';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap, placeholder } from '@codemirror/view';
import { styleNonce } from '../../ui/style-nonce.ts';

/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly login: string;
  readonly name: string;
}

/** What the editor is told when it is made. */
export interface SourceEditorOptions {
  readonly parent: HTMLElement;
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly people: () => readonly Mentionable[];
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
  readonly onLeave: () => void;
  /** Takes files over and gives the text to put in their place. */
  readonly onFiles: ((files: readonly File[]) => void) | undefined;
}

/** A running editor. */
export interface SourceEditor {
  readonly value: () => string;
  /** Replaces the whole text when it differs. */
  readonly setValue: (value: string) => void;
  readonly setEditable: (editable: boolean) => void;
  /** Puts text around what is selected. */
  readonly wrap: (before: string, after: string) => void;
  /** Puts text before each selected line. */
  readonly prefix: (mark: string) => void;
  readonly insert: (text: string) => void;
  readonly focus: () => void;
  readonly destroy: () => void;
}

const look = EditorView.theme({
  '&': { fontSize: 'var(--sk-body)', backgroundColor: 'transparent', color: 'var(--sk-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': {
    fontFamily: 'var(--sk-font)',
    padding: '8px 0',
    minHeight: '72px',
    caretColor: 'var(--sk-text)',
  },
  '.cm-line': { padding: '0 12px' },
  '.cm-scroller': { maxHeight: '50vh', overflow: 'auto', lineHeight: '1.5' },
  '.cm-placeholder': { color: 'var(--sk-text-3)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--sk-selected)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--sk-raised)',
    border: '1px solid var(--sk-divider)',
    borderRadius: '5px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--sk-selected)',
    color: 'var(--sk-text)',
  },
});

/** Starts an editor. */
export function createSourceEditor(options: SourceEditorOptions): SourceEditor {
  const editable = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.value,
      extensions: [...extensionsOf(options), editable.of(EditorView.editable.of(true))],
    }),
  });
  return {
    value: () => view.state.doc.toString(),
    setValue(value) {
      if (value !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    },
    setEditable: (allowed) =>
      view.dispatch({ effects: editable.reconfigure(EditorView.editable.of(allowed)) }),
    wrap: (before, after) => wrapSelection(view, before, after),
    prefix: (mark) => prefixLines(view, mark),
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function extensionsOf(options: SourceEditorOptions): Extension[] {
  const { onChange, onFiles, people, hint, label } = options;
  const take = (files: FileList | undefined | null, event: Event): boolean => {
    if (onFiles === undefined || files === undefined || files === null || files.length === 0) return false;
    event.preventDefault();
    onFiles([...files]);
    return true;
  };
  return [
    history(),
    keymap.of([
      ...ownKeys(options),
      { key: 'Enter', run: insertNewlineContinueMarkup },
      ...defaultKeymap,
      ...historyKeymap,
    ]),
    markdown(),
    autocompletion({ override: [(context) => mentions(context, people())], icons: false }),
    placeholder(hint),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({
      paste: (event) => take(event.clipboardData?.files, event),
      drop: (event) => take(event.dataTransfer?.files, event),
    }),
    EditorView.cspNonce.of(styleNonce()),
    look,
  ];
}

function ownKeys({ onSubmit, onLeave }: SourceEditorOptions): KeyBinding[] {
  const does = (act: (view: EditorView) => void) => (view: EditorView) => {
    act(view);
    return true;
  };
  return [
    { key: 'Mod-Enter', run: does(onSubmit) },
    { key: 'Escape', run: does(onLeave) },
    { key: 'Mod-b', run: does((view) => wrapSelection(view, '**', '**')) },
    { key: 'Mod-i', run: does((view) => wrapSelection(view, '*', '*')) },
  ];
}

function wrapSelection(view: EditorView, before: string, after: string): void {
  const { from, to } = view.state.selection.main;
  const inner = view.state.sliceDoc(from, to);
  view.dispatch({
    changes: { from, to, insert: `${before}${inner}${after}` },
    selection: { anchor: from + before.length, head: to + before.length },
  });
  view.focus();
}

function prefixLines(view: EditorView, mark: string): void {
  const { from, to } = view.state.selection.main;
  const first = view.state.doc.lineAt(from).number;
  const last = view.state.doc.lineAt(to).number;
  const changes = Array.from({ length: last - first + 1 }, (_, index) => ({
    from: view.state.doc.line(first + index).from,
    insert: mark,
  }));
  view.dispatch({ changes });
  view.focus();
}

/** Most people that are suggested at once. */
const mostSuggested = 8;

function mentions(context: CompletionContext, people: readonly Mentionable[]): CompletionResult | null {
  const word = context.matchBefore(/@[\p{L}\p{N}._-]*/u);
  if (word === null) return null;
  const begun = word.text.slice(1).toLowerCase();
  const found = people
    .filter(({ login, name }) => `${login} ${name}`.toLowerCase().includes(begun))
    .slice(0, mostSuggested);
  return {
    from: word.from,
    filter: false,
    options: found.map(({ login, name }) => ({
      label: `@${login}`,
      displayLabel: name,
      detail: login,
      apply: `@${login} `,
    })),
  };
}
