/** Importing a file: choosing or dropping it, how far it is sent, and what came of it. */
import { Button, FileButton, Progress, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useChange } from '../../../data/queries.ts';
import { useFileSize } from '../../../parts/task/file-size.ts';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { Failure } from '../../../ui/states.tsx';
import classes from '../form/form.module.css';
import { ItemPanel } from '../form/item-panel.tsx';
import { useRefusal, useRefusedFields } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import own from './file-import.module.css';

/** Sends a file; `onSent` is told the part that has left. */
export type SendFile<Result> = (api: Api, file: File, onSent: (part: number) => void) => Promise<Result>;

/** What an import is made from: a file, or the address that the server fetches it from. */
export type ImportSource = File | string;

/** What is particular to an import. */
export interface FileImportProps<Result> {
  readonly title: string;
  /** Which files are taken. */
  readonly note: string;
  /** Endings for the file chooser, as browsers read them. */
  readonly accept: string;
  /** Kinds of objects that are read again afterwards. */
  readonly entities: readonly string[];
  readonly send: SendFile<Result>;
  /** Has the server fetch the file; without, only a file can be given. */
  readonly fetch?: (api: Api, address: string) => Promise<Result>;
  /** Told of the file that is chosen. */
  readonly onFile?: (file: File) => void;
  /** Further fields, given the refusals by field. */
  readonly fields?: (refused: Readonly<Record<string, string>>) => ReactNode;
  /** What came of it. */
  readonly result: (result: Result) => ReactNode;
}

/** The panel. */
export function FileImport<Result>(props: FileImportProps<Result>) {
  const { title, note, accept, entities, send, fetch, onFile, fields, result } = props;
  const { open } = useSettingsAddress();
  const refusal = useRefusal();
  const refusedFields = useRefusedFields('name');
  const [file, setFile] = useState<File>();
  const [address, setAddress] = useState('');
  const [sent, setSent] = useState(0);
  const run = useChange<ImportSource, Result>((api, chosen) => {
    // What the server fetches need not be sent.
    setSent(typeof chosen === 'string' ? 1 : 0);
    if (typeof chosen !== 'string') return send(api, chosen, setSent);
    return fetch === undefined ? Promise.reject(new Error('Nothing is fetched here')) : fetch(api, chosen);
  }, entities);
  const choose = (next: File | null): void => {
    run.reset();
    setAddress('');
    setFile(next ?? undefined);
    if (next !== null) onFile?.(next);
  };
  const name = (next: string): void => {
    run.reset();
    setFile(undefined);
    setAddress(next);
  };
  const source = file ?? (address.trim() === '' ? undefined : address.trim());
  const start = (): void => {
    if (source !== undefined && !run.isPending) run.mutate(source);
  };
  const refused = run.error === null ? {} : refusedFields(run.error);
  return (
    <ItemPanel label={title} isMissing={false} onClose={() => open(undefined)}>
      <div className={classes.panel}>
        <div className={classes.body}>
          <h2 className={classes.title}>{title}</h2>
          <p className={classes.note}>{note}</p>
          <DropPlace accept={accept} file={file} isBusy={run.isPending} onFile={choose} />
          {fetch !== undefined && (
            <Address value={address} refused={refused.url} isBusy={run.isPending} onChange={name} />
          )}
          {fields?.(refused)}
          {run.isPending && <Sending sent={sent} />}
          {run.error !== null && <Failure reason={refusal(run.error)} againLabel="" />}
          {run.data !== undefined && <div role="status">{result(run.data)}</div>}
        </div>
        <Start isReady={source !== undefined} isBusy={run.isPending} isDone={run.isSuccess} onStart={start} />
      </div>
    </ItemPanel>
  );
}

function Address({
  value,
  refused,
  isBusy,
  onChange,
}: {
  readonly value: string;
  readonly refused: string | undefined;
  readonly isBusy: boolean;
  readonly onChange: (next: string) => void;
}) {
  const { t } = useTranslation('catalogues');
  return (
    <TextInput
      type="url"
      label={t('import.address')}
      description={t('import.addressNote')}
      maxLength={2_048}
      disabled={isBusy}
      value={value}
      error={refused}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** The place that files are dropped on; also the way to choose one. */
function DropPlace({
  accept,
  file,
  isBusy,
  onFile,
}: {
  readonly accept: string;
  readonly file: File | undefined;
  readonly isBusy: boolean;
  readonly onFile: (file: File | null) => void;
}) {
  const { t } = useTranslation('catalogues');
  const size = useFileSize();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [first] = event.dataTransfer.files;
    if (first !== undefined && !isBusy) onFile(first);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className={own.drop}
      data-over={isOver}
      aria-label={t('import.file')}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={20} stroke={1.6} aria-hidden="true" />
      {file === undefined ? (
        <span className={classes.note}>{t('import.drop')}</span>
      ) : (
        <span className={own.file}>
          <bdi>{file.name}</bdi> <span className={classes.meta}>{size(file.size)}</span>
        </span>
      )}
      <FileButton accept={accept} onChange={onFile}>
        {(button) => (
          <Button {...button} disabled={isBusy} data-autofocus>
            {file === undefined ? t('import.choose') : t('import.other')}
          </Button>
        )}
      </FileButton>
    </section>
  );
}

function Sending({ sent }: { readonly sent: number }) {
  const { t } = useTranslation('catalogues');
  const percent = Math.round(sent * 100);
  const text = sent < 1 ? t('import.sending', { percent }) : t('import.reading');
  return (
    <div role="status">
      <p className={classes.note}>{text}</p>
      <Progress value={percent} animated={sent >= 1} size="sm" aria-label={text} />
    </div>
  );
}

function Start({
  isReady,
  isBusy,
  isDone,
  onStart,
}: {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly isDone: boolean;
  readonly onStart: () => void;
}) {
  const { t } = useTranslation('catalogues');
  const { t: setting } = useTranslation('settings');
  const isIdle = !isReady || isDone;
  useActions([
    {
      id: 'settings-import',
      label: t('import.start'),
      group: setting('title'),
      keys: '$mod+Enter',
      ...(isIdle ? { blocked: t('import.drop') } : {}),
      perform: onStart,
    },
  ]);
  if (isIdle) return null;
  return (
    <div className={classes.foot}>
      <span className={classes.spread} />
      <Button variant="filled" loading={isBusy} onClick={onStart} rightSection={<Keys keys="$mod+Enter" />}>
        {t('import.start')}
      </Button>
    </div>
  );
}
